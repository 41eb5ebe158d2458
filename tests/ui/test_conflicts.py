"""Conflicts: nothing is chosen for anybody, keys decide, undo takes back."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from enrolment_app.ui.readings.conflicts import Decision
from enrolment_app.ui.screens import conflicts as conflicts_screen
from enrolment_app.ui.widgets.sides import differing

CARD, COUNT, ROOF = "head/cnic", "members_count", "dwelling/roof"


@pytest.fixture
def deciding(a_window, settled, monkeypatch):
    saved = []

    def decide(_work, household, decisions, why):
        saved.append((household, decisions, why))
        return ()

    monkeypatch.setattr(conflicts_screen, "decide", decide)
    window = a_window("en", "conflicts")
    settled()
    screen = window.shell.front
    screen.saved = saved
    return screen


def press(*keys: str) -> None:
    for key in keys:
        QTest.keyClicks(QApplication.focusWidget(), key)


def send(letter: str, *, held: bool = False) -> None:
    QApplication.sendEvent(
        QApplication.focusWidget(),
        QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_unknown,
            Qt.KeyboardModifier.NoModifier,
            letter,
            held,
        ),
    )


def test_nothing_is_chosen_when_it_opens(deciding):
    chosen = [cell.isChecked() for row in deciding.deciding.rows for cell in row.cells]

    assert not any(chosen)
    assert not deciding.save.isEnabled()


def test_digits_choose_and_move_down(deciding):
    press("1", "2", "1")

    assert deciding.deciding.decisions == (
        Decision(CARD, 1),
        Decision(COUNT, 2),
        Decision(ROOF, 1),
    )
    assert deciding.save.isEnabled()


def test_digits_of_every_script_are_read(deciding):
    # QTest knows only ASCII letters.
    send("۲")

    assert deciding.deciding.decisions == (Decision(CARD, 2),)


def test_a_key_held_down_decides_once(deciding):
    send("1", held=True)

    assert deciding.deciding.decisions == ()


def test_the_third_key_writes_another_value(deciding):
    press("3")
    QTest.keyClicks(QApplication.focusWidget(), "17301-4528907-7")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert deciding.deciding.decisions == (Decision(CARD, value="17301-4528907-7"),)


def test_undo_takes_the_last_choice_back(deciding):
    press("1", "2")

    deciding.undo.click()

    assert deciding.deciding.decisions == (Decision(CARD, 1),)
    deciding.undo.click()
    assert deciding.deciding.decisions == ()
    assert not deciding.undo.isEnabled()


def test_the_why_box_can_be_typed_in(deciding):
    deciding.why.setFocus()

    QTest.keyClicks(deciding.why, "seen card 1 and 2")

    assert deciding.why.text() == "seen card 1 and 2"
    assert deciding.deciding.decisions == ()


def test_control_enter_saves_what_is_decided_with_the_reason(deciding, settled):
    household = deciding._shown.listed.household
    deciding.why.setText("card seen")
    press("1", "2", "1")

    QTest.keyClick(
        QApplication.focusWidget(),
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier,
    )
    settled()

    assert [(one[0], one[2]) for one in deciding.saved] == [(household, "card seen")]
    assert len(deciding.saved[0][1]) == 3


def test_nothing_is_saved_before_all_is_decided(deciding, settled):
    press("1", "2")

    deciding._save()
    settled()

    assert deciding.saved == []


def test_both_sides_say_who_wrote_where_and_when(deciding):
    for cell in deciding.deciding.rows[0].cells:
        said = cell.accessibleName()
        assert "SWT-" in said
        assert "September" in said
    names = [cell.accessibleName() for cell in deciding.deciding.rows[0].cells]
    assert "Ayesha Bibi" in names[0]
    assert "Imran Khan" in names[1]


def test_changed_characters_are_marked_whichever_side_is_first():
    one, other = "17301-4528906-7", "17301-4528908-7"

    assert differing(one, [other]) == ((12, 1),)
    assert differing(other, [one]) == ((12, 1),)


def test_values_that_share_little_are_marked_whole():
    assert differing("Concrete", ["Mud"]) == ((0, 8),)
