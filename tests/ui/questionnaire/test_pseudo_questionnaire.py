"""Every text of the questionnaire passes through `translate`, or is the form's."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from enrolment_app.ui.languages import LANGUAGES
from tests.ui.pseudo import WORD, Pseudo, hard_coded

FORM = Path(__file__).parent / "small.md"


@pytest.fixture
def pseudo(qapp):
    translator = Pseudo()
    yield lambda: QCoreApplication.installTranslator(translator)
    QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize("page", ["section", "roster", "review"])
def test_every_text_of_the_questionnaire_passes_through_translate(
    a_screen, pseudo, page
):
    screen = a_screen()
    cells = FORM.read_text(encoding="utf-8").replace("${name}", "|").split("|")

    pseudo()
    screen.test_look.changed.emit()
    screen.answer("place/village", "Kalam")
    screen.answer("place/size_told", "99")
    screen.answer("place/agree", "yes")
    screen.open_section(1)
    screen.roster.add_person()
    if page == "section":
        screen.go_to("place/size_told")
    if page == "review":
        screen.open_review()
    for _ in range(6):
        QApplication.processEvents()

    data = {cell.strip() for cell in cells if WORD.search(cell)}
    assert hard_coded(screen, data | {one.name for one in LANGUAGES}) == []
