"""Random keys and clicks leave the window alive and nothing broken."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from enrolment_app.ui import screens, shell
from enrolment_app.ui.readings import exchanges
from enrolment_app.ui.screens import conflicts, reading
from sync.run import Result

KEYS = [
    *(Qt.Key(48 + digit) for digit in range(10)),
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Space,
    Qt.Key.Key_F1,
    Qt.Key.Key_A,
]
CONTROL = [Qt.Key.Key_K, Qt.Key.Key_Z, Qt.Key.Key_Return, Qt.Key.Key_Plus]
STEPS = 400


@pytest.fixture
def harmless(monkeypatch):
    """What leaves the window answers at once; a household has its own tests."""
    result = Result(1, 1, 10, 10, 0.1, 1, 0)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(exchanges, "exchange", lambda *_, **__: result)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(conflicts, "decide", lambda *_: ())
    monkeypatch.setattr(reading, "review", lambda *_: None)

    def make(code: str, parts: screens.Parts) -> screens.Screen:
        if code == "household" and parts.role != screens.SUPERVISOR:
            return screens.Screen(parts)
        return screens.make(code, parts)

    monkeypatch.setattr(shell, "make", make)


@pytest.mark.parametrize("role", ["", screens.SUPERVISOR])
@pytest.mark.parametrize("code", ["en", "ur"])
def test_random_keys_and_clicks_do_no_harm(  # noqa: PLR0913 - fixtures
    a_window, harmless, settled, qtbot, code, role
):
    window = a_window(code, role=role)
    chance = random.Random(20260903)

    with qtbot.captureExceptions() as caught:
        for step in range(STEPS):
            _poke(window, chance)
            if step % 20 == 0:
                settled()
                window.activateWindow()
            if window.shell is None:
                window.lock.unlock_asked.emit("x")
                settled()

    assert caught == []
    assert window.isVisible()
    assert QApplication.activeModalWidget() is None


def _poke(window, chance) -> None:
    focused = QApplication.focusWidget() or window
    if chance.random() < 0.75:
        QTest.keyClick(focused, chance.choice(KEYS))
    elif chance.random() < 0.4:
        key = chance.choice(CONTROL)
        QTest.keyClick(focused, key, Qt.KeyboardModifier.ControlModifier)
    else:
        buttons = [
            each
            for each in window.findChildren(QAbstractButton)
            if each.isVisible() and each.isEnabled()
        ]
        QTest.mouseClick(chance.choice(buttons), Qt.MouseButton.LeftButton)
