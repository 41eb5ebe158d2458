"""A whole visit without a mouse: from the lock to the lock, in both directions."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from enrolment_app.actions.list_households import list_households
from enrolment_app.store import Query
from tests.ui.at_work import PASSPHRASE, window_at_work

NONE = Qt.KeyboardModifier.NoModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(params=["en", "ur"])
def keyboard(request, qtbot, dressed, background, machine, tmp_path, settled):  # noqa: PLR0913
    """A locked window of which only the keyboard is used."""
    window = window_at_work(
        qtbot, dressed(request.param), background, machine, tmp_path
    )
    window.activateWindow()
    QApplication.processEvents()
    yield Keyboard(window, settled)
    window.lock_now()
    settled()


class Keyboard:
    """Keys go to whatever has the keyboard; nothing is given it."""

    def __init__(self, window, settled):
        self.window, self._settled = window, settled

    def press(self, key, modifiers=NONE):
        target = QApplication.focusWidget()
        assert target is not None, "the keyboard is nowhere"
        assert target.isVisible(), "the keyboard is where nobody sees it"
        QTest.keyClick(target, key, modifiers)
        self._settled()

    def type(self, text):
        """Type letters of any script; "|" is Enter."""
        for letter in text:
            if letter == "|":
                self.press(Qt.Key.Key_Return)
                continue
            press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, NONE, letter)
            QApplication.sendEvent(QApplication.focusWidget(), press)
        self._settled()

    @property
    def questions(self):
        return self.window.shell.front.questionnaire

    def rows(self):
        found = []
        work = self.window.shell.parts.work
        self.window._background.run(list_households, work, Query(), done=found.append)
        self._settled()
        return found[0].rows


def register(keyboard):
    """From the lock to the review: two people, a house, one answer not known."""
    keyboard.type(f"{PASSPHRASE}|")
    keyboard.press(Qt.Key.Key_N, CONTROL)
    keyboard.type("Kalam|2|1")
    keyboard.press(Qt.Key.Key_N, ALT)
    keyboard.type("Gul|2|40|1730145289067|12031984")
    keyboard.press(Qt.Key.Key_N, ALT)
    keyboard.type("Hina|1")
    keyboard.press(Qt.Key.Key_F2)
    keyboard.press(Qt.Key.Key_PageUp)
    assert keyboard.questions.current.endswith("/name")
    keyboard.press(Qt.Key.Key_3, CONTROL)
    keyboard.type("1")
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(Qt.Key.Key_F8)
    assert keyboard.questions.current.endswith("/born")
    keyboard.press(Qt.Key.Key_F6)
    keyboard.press(Qt.Key.Key_F6)
    assert keyboard.questions.roster.table_focused
    keyboard.press(Qt.Key.Key_F10)


def test_a_household_is_registered_and_found_again_by_keyboard_alone(keyboard):
    register(keyboard)
    keyboard.press(Qt.Key.Key_Return, CONTROL)

    assert keyboard.window.shell.where[0] == "home"
    (row,) = keyboard.rows()
    assert (row.status, row.village, row.people) == ("submitted", "Kalam", 2)

    keyboard.press(Qt.Key.Key_Slash)
    keyboard.type("Kalam")
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Return)
    assert keyboard.questions is not None
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.press(Qt.Key.Key_L, CONTROL)
    assert keyboard.window.shell is None


def test_what_is_in_the_way_is_found_and_mended_by_keyboard_alone(keyboard):
    keyboard.type(f"{PASSPHRASE}|")
    keyboard.press(Qt.Key.Key_N, CONTROL)
    keyboard.type("|99|2")
    keyboard.press(Qt.Key.Key_F10)
    keyboard.press(Qt.Key.Key_F7)
    assert keyboard.questions.current == "place/village"
    keyboard.type("Kalam")
    keyboard.press(Qt.Key.Key_F7)
    assert keyboard.questions.current == "place/size_told"
    keyboard.press(Qt.Key.Key_A, CONTROL)
    keyboard.type("3|")
    keyboard.press(Qt.Key.Key_Return, SHIFT)
    assert keyboard.questions.current == "place/size_told"
    keyboard.press(Qt.Key.Key_F10)
    keyboard.press(Qt.Key.Key_Return, CONTROL)

    (row,) = keyboard.rows()
    assert row.status == "submitted"
