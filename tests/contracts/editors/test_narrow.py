"""Every editor fits into the card of a small screen with large letters."""

import pytest
from PySide6.QtWidgets import QApplication

from enrolment_app.ui.editors import EDITORS, Shown
from tests.contracts.editors.test_every_editor import CHOICES, CHOSEN, DRAWN

# What a card has inside on 1366 pixels at 150 %, rail and margins taken off.
INSIDE_PX = 760
ALL = tuple(dict.fromkeys(way.editor for way in EDITORS))


@pytest.mark.parametrize("editor", ALL)
def test_an_editor_fits_a_narrow_card_at_150_percent(make, look, editor):
    look.wear(scale=1.5)
    made = make(editor)
    kept = editor in (*CHOSEN, *DRAWN)
    value = f"{'ab' * 32}.jpg" if kept else ""

    made.show_answer(Shown(value=value, choices=CHOICES, name="Roof"))
    made.refit()
    QApplication.processEvents()

    assert made.minimumSizeHint().width() <= INSIDE_PX
