import pytest

from enrolment_app.ui.editors import Shown
from enrolment_app.ui.theme import Look
from tests.ui.conftest import RESOURCES
from tests.ui.editors.backings import Waiting


@pytest.fixture
def make(qtbot, request):
    """An editor (the module's EDITOR) whose worker waits, and what it announces."""

    def _make(editor=None, **shown):
        made = (editor or request.module.EDITOR)(Look(RESOURCES))
        made.heard = []
        made.answered.connect(made.heard.append)
        made.backing = Waiting()
        qtbot.addWidget(made)
        made.resize(700, 500)
        made.show()
        made.show_answer(Shown(name="Dwelling", **shown))
        return made

    return _make
