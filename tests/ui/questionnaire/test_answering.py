"""Answering: answers are kept, nothing blocks, everything can be undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from enrolment_app.household.draft import Draft
from enrolment_app.ui.languages import language
from sync.errors import IndrajError
from sync.values import Special

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NEVER_MS = 1 << 30
BOTH = pytest.mark.parametrize("code", ["en", "ur"])


def node(screen, address):
    return screen.sitting.interview.find(address)


def words_on(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_every_answer_is_kept_before_saved_is_said(a_screen, type_keys, disk):
    screen = a_screen()
    disk.slow = True

    type_keys("Kalam|")

    assert "Saving…" in words_on(screen.top)
    disk.waiting.pop()(None)
    assert any("12:41:07" in text for text in words_on(screen.top))
    kept = Draft.from_bytes(disk.kept[-1])
    assert "Kalam" in str(kept.writes)


def test_saved_is_not_said_while_a_newer_answer_is_on_its_way(
    a_screen, type_keys, disk
):
    screen = a_screen()
    disk.slow = True

    type_keys("Kalam|4|")
    disk.waiting[0](None)

    assert not any("12:41:07" in text for text in words_on(screen.top))


def test_a_failed_save_is_told_and_typing_goes_on(a_screen, type_keys, disk):
    class DiskFull(IndrajError):
        code = "store.disk_full"

    screen = a_screen()
    disk.error = DiskFull()

    type_keys("Kalam|")

    assert any(text.startswith("Not saved") for text in words_on(screen.top))
    assert screen.current == "place/size_told"


@BOTH
def test_a_digit_of_any_script_chooses_and_goes_on(a_screen, type_keys, code):
    screen = a_screen(code)

    type_keys("Kalam|\u06f4|\u06f1")

    assert node(screen, "place/size_told").value == "4"
    assert node(screen, "place/agree").value == "yes"


def test_an_impossible_value_is_told_beside_the_field_and_blocks_nothing(
    a_screen, type_keys
):
    screen = a_screen()

    type_keys("Kalam|99|")

    assert screen.current == "place/agree"
    card = screen.page.card("place/size_told")
    assert "Between 1 and 59 people." in words_on(card)
    assert card.property("state") == "err"
    line = card.findChild(QLineEdit)
    told = QAccessible.queryAccessibleInterface(line)
    assert told.text(QAccessible.Text.Description) == "Between 1 and 59 people."


@BOTH
def test_the_special_answers_take_one_key_and_typing_clears_them(
    a_screen, type_keys, press, code
):
    screen = a_screen(code)

    press(Qt.Key.Key_F2)
    assert node(screen, "place/village").special is Special.DONT_KNOW
    press(Qt.Key.Key_F3)
    assert node(screen, "place/village").special is Special.REFUSED
    press(Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert node(screen, "place/village").special is Special.DONT_KNOW
    type_keys("Kalam|")

    assert node(screen, "place/village").special is None
    assert node(screen, "place/village").value == "Kalam"


def test_undo_after_ten_answers_gives_back_the_first_state(
    a_screen, type_keys, press, disk
):
    screen = a_screen()
    before = screen.sitting.visit.parts()

    type_keys("Kalam|4|1")
    type_keys("Gul|2")
    for number in range(5):
        screen.answer("place/size_told", str(number + 5))
    for _ in range(11):
        press(Qt.Key.Key_Z, CONTROL)

    assert screen.sitting.interview.find("place/village").value == ""
    assert screen.sitting.visit.parts() == before
    assert len(disk.kept) > 11


def test_undo_first_takes_back_what_is_being_typed(a_screen, type_keys, press):
    screen = a_screen()
    type_keys("Kalam|")
    screen.go_to("place/village")
    type_keys(" Bala")

    press(Qt.Key.Key_Z, CONTROL)
    assert QApplication.focusWidget().text() == "Kalam"
    assert node(screen, "place/village").value == "Kalam"
    press(Qt.Key.Key_Z, CONTROL)

    assert node(screen, "place/village").value == ""


def test_redo_does_it_again(a_screen, type_keys, press):
    screen = a_screen()
    type_keys("Kalam|")
    press(Qt.Key.Key_Z, CONTROL)

    press(Qt.Key.Key_Y, CONTROL)

    assert node(screen, "place/village").value == "Kalam"


def test_another_language_keeps_text_cursor_and_focus(a_screen, type_keys, qtbot):
    screen = a_screen()
    # What a pause in typing announces is another matter, and machines differ in speed.
    screen.page.card("place/village").editor._pause.setInterval(NEVER_MS)
    type_keys("Kalam")
    field = QApplication.focusWidget()
    field.setCursorPosition(2)

    screen.test_look.wear(language=language("ur"))
    QApplication.processEvents()

    assert QApplication.focusWidget() is field
    assert field.text() == "Kalam"
    assert field.cursorPosition() == 2
    assert node(screen, "place/village").value == ""
    assert "گاؤں" in words_on(screen.page.card("place/village"))
    assert screen.layoutDirection() is Qt.LayoutDirection.RightToLeft
    type_keys("|")
    assert node(screen, "place/village").value == "Kalam"


def test_half_a_date_is_told_and_stays_to_be_finished(a_screen, type_keys):
    screen = a_screen()
    type_keys("Kalam|4|1")
    screen.roster.add_person()
    row = screen.current.rpartition("/")[0]
    screen.go_to(f"{row}/born")

    type_keys("12|")

    card = screen.roster.card(f"{row}/born")
    assert card.property("state") == "err"
    assert node(screen, f"{row}/born").value == ""
    assert card.editor.typed("day") == "12"
    assert any(one.field == f"{row}/born" for one in screen.sitting.problems())


def test_a_calculated_value_is_shown_and_cannot_be_changed(a_screen, type_keys):
    screen = a_screen()

    outcome = screen.sitting.answer("house/people", "3")

    assert outcome.refused
