"""Typing where the keyboard is."""

from PySide6.QtTest import QTest

WORDS = "honey and clover"


def press(window, key):
    QTest.keyClick(window.focusWidget(), key)


def type_in(window, text):
    QTest.keyClicks(window.focusWidget(), text)
