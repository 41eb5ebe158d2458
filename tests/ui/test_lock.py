"""Locked means: nothing of a household is left, and only the right one comes in."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)

from enrolment_app.store.errors import TooManyGuesses, WrongPassphrase
from enrolment_app.ui import opening
from enrolment_app.ui.screens import sync

NAMES = ("Gul Zaman", "Noor Jehan", "Sher Ali", "Zarina", "Kalam Bala", "Madyan")


def texts_of(window: QWidget) -> str:
    """Everything that widgets and screen readers could still tell."""
    said = []
    for widget in [window, *window.findChildren(QWidget)]:
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            said.append(widget.text())
        said += [widget.accessibleName(), widget.toolTip()]
        seen = QAccessible.queryAccessibleInterface(widget)
        if seen is not None:
            said += [
                seen.child(at).text(QAccessible.Text.Name)
                for at in range(min(seen.childCount(), 500))
                if seen.child(at) is not None
            ]
    return "\n".join(said)


@pytest.mark.parametrize("screen", ["home", "households", "conflicts"])
def test_a_locked_window_holds_no_text_of_any_household(a_window, qtbot, screen):
    window = a_window("en", screen)
    assert any(name in texts_of(window) for name in NAMES)

    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: not any(name in texts_of(window) for name in NAMES))
    assert window.shell is None


def test_the_lock_takes_from_the_clipboard_what_was_copied_here(a_window):
    window = a_window("en", "households")
    window.activateWindow()
    QApplication.processEvents()
    search = window.shell.front.search
    search.setText("Gul Zaman Khan")
    search.selectAll()
    search.copy()
    assert QApplication.clipboard().text() == "Gul Zaman Khan"

    window.lock_now()

    assert QApplication.clipboard().text() == ""


def test_the_lock_leaves_what_another_program_copied(a_window, monkeypatch):
    window = a_window()
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    QApplication.clipboard().setText("of another program")

    window.lock_now()

    assert QApplication.clipboard().text() == "of another program"


def test_a_locked_window_says_nothing_anywhere_after_a_household_was_open(
    a_window, qtbot
):
    window = a_window("en", "households")
    window.tell("Gul Zaman Khan was opened.", "ok")
    window.shell.front.search.setText("Gul Zaman")

    window._idle.timeout.emit()

    everything = QApplication.topLevelWidgets

    def left() -> list[str]:
        said = [texts_of(one) + one.windowTitle() for one in everything()]
        return [name for name in NAMES if any(name in each for each in said)]

    qtbot.waitUntil(lambda: left() == [])
    assert window.windowTitle() == "Indraj"


def test_locking_closes_the_store(a_window, settled):
    window = a_window()
    store = window.shell.parts.work.store

    window.lock_now()
    settled()

    assert store.closed


def test_locking_says_how_much_is_only_here(a_window):
    window = a_window()
    waiting = window.shell.waiting.only_here

    window.lock_now()

    labels = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    assert f"{waiting} households only on this laptop" in labels


def test_unlocking_returns_to_where_the_person_was(a_window, settled):
    window = a_window("en", "sync")
    window.lock_now()

    window.lock.unlock_asked.emit("x")
    settled()

    assert window.shell.where[0] == "sync"


def test_the_passphrase_has_the_keyboard(a_window):
    window = a_window()

    window.lock_now()

    assert window.lock.unlock.field.hasFocus()


def test_a_wrong_passphrase_is_cleared_and_told(a_window, settled, monkeypatch):
    window = a_window()
    window.lock_now()
    _answer_with(monkeypatch, WrongPassphrase())
    field = window.lock.unlock.field

    QTest.keyClicks(field, "guess")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled()

    assert field.text() == ""
    assert field.hasFocus()
    assert "does not open this store" in field.accessibleDescription()


def test_too_many_guesses_are_slowed_and_counted_down(a_window, settled, monkeypatch):
    window = a_window()
    window.lock_now()
    _answer_with(monkeypatch, TooManyGuesses(3))
    unlock = window.lock.unlock

    QTest.keyClicks(unlock.field, "guess")
    QTest.keyClick(unlock.field, Qt.Key.Key_Return)
    settled()

    assert not unlock.button.isEnabled()
    assert unlock.button.accessibleName() == "Wait 3 seconds"
    for _ in range(3):
        unlock._count_down()
    assert unlock.button.isEnabled()


def test_caps_lock_is_noticed_from_a_capital_without_shift(a_window):
    window = a_window()
    window.lock_now()
    field = window.lock.unlock.field

    QTest.keyClicks(field, "A")
    QTest.keyClick(field, "B", Qt.KeyboardModifier.NoModifier)

    shown = [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
    assert "Caps Lock is on" in shown


def _answer_with(monkeypatch, failure: Exception) -> None:
    def refuse(*_: object) -> None:
        raise failure

    monkeypatch.setattr(opening, "open_store", refuse)


def test_the_look_can_change_while_it_is_locked(a_window, settled, qtbot):
    window = a_window("en", "households")
    window.lock_now()
    settled()
    qtbot.wait(1)

    with qtbot.captureExceptions() as caught:
        for what in ("theme", "language", "bigger", "plain"):
            window.do(what)

    assert caught == []


def test_a_laptop_left_alone_locks_itself(a_window):
    window = a_window()

    window._idle.timeout.emit()

    assert window.shell is None


def test_a_key_begins_the_idle_minutes_anew(a_window, monkeypatch):
    window = a_window()
    begun = []
    idle = SimpleNamespace(isActive=lambda: True, start=lambda: begun.append(1))
    monkeypatch.setattr(window, "_idle", idle)

    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)

    assert begun == [1]
    monkeypatch.undo()


def test_a_sync_is_not_begun_again_by_unlocking(a_window, settled, monkeypatch):
    window = a_window()
    started = []
    monkeypatch.setattr(sync.Sync, "start", lambda _: started.append(1))
    window.do("sync")
    settled()
    window.lock_now()

    window.lock.unlock_asked.emit("x")
    settled()

    assert window.shell.where == ("sync", {})
    assert started == [1]


def test_our_own_failure_leaves_a_lock_that_can_be_tried_again(a_window):
    window = a_window()
    window.lock_now()
    window.lock.unlock.opening()

    window.broke("It failed.")

    assert window.lock.unlock.field.isEnabled()
    assert window.lock.unlock.field.accessibleDescription() == "It failed."


def test_a_search_that_waits_asks_nothing_of_a_closed_store(a_window, settled, qtbot):
    window = a_window("en", "households")
    asked = window.shell.parts.work.store.households.asked
    window.shell.front.search.setText("Noor")

    window.lock_now()
    settled()
    before = len(asked)
    qtbot.wait(200)

    assert len(asked) == before
