"""Keys: one registry, and the sheet of keys is that registry."""

import re
from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from enrolment_app.ui.shortcuts import GROUPS, SHORTCUTS
from enrolment_app.ui.window import WINDOW_KEYS


def test_every_function_key_has_a_twin_without_one():
    alone = [
        one.code
        for one in SHORTCUTS
        if one.keys and all(re.search(r"(^|\+)F\d+$", key) for key in one.keys)
    ]

    assert alone == []


def test_every_key_is_one_that_qt_knows():
    for one in SHORTCUTS:
        for key in one.keys:
            assert QKeySequence(key).toString() != ""


def test_no_key_of_the_whole_window_is_used_twice():
    keys = Counter(
        key for one in SHORTCUTS if one.code in WINDOW_KEYS for key in one.keys
    )

    assert [key for key, count in keys.items() if count > 1] == []


def test_the_sheet_lists_exactly_the_registered_keys(a_window):
    window = a_window()

    QTest.keyClick(window, Qt.Key.Key_F1)

    labels = [each.text() for each in window._sheet.findChildren(QLabel)]
    listed = Counter(labels)
    for one in SHORTCUTS:
        assert listed[one.name] >= 1, one.name
    names = {one.name for one in SHORTCUTS} | set(GROUPS)
    caps = [label for label in labels if label not in names and label != "Keyboard"]
    assert len(caps) == sum(1 if one.shown else len(one.keys) for one in SHORTCUTS)


def test_escape_closes_the_sheet_and_gives_the_keyboard_back(a_window):
    window = a_window()
    before = window.focusWidget()
    QTest.keyClick(window, Qt.Key.Key_F1)

    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)

    assert window._sheet is None
    assert window.focusWidget() is before


def test_a_slash_searches_where_nobody_is_typing(a_window, settled):
    window = a_window()
    window.activateWindow()

    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Slash)
    settled()

    search = window.shell.front.search
    assert window.shell.where[0] == "households"
    assert search.hasFocus()
    QTest.keyClicks(search, "4/7")
    assert search.text() == "4/7"
