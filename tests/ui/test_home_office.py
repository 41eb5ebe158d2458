"""The first screen shows what the office told, until it was seen."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from enrolment_app.store.told import Message
from tests.ui.conftest import NOW, listed, ms
from tests.ui.in_memory import FakeTold
from tests.ui.test_home import plain, texts

SAID = {
    "en": "The road to Kalam is closed until Thursday; begin with the lower villages.",
    "ur": "کالام کی سڑک جمعرات تک بند ہے",
}


def told(code="en"):
    at_ms = ms(NOW - timedelta(hours=2))
    one = Message("Samina Yousaf", "ثمینہ یوسف", SAID[code], at_ms, seen=False)
    return FakeTold([one], tuple(listed(n).household for n in (1, 2, 4, 7)))


@pytest.mark.parametrize(("code", "author"), [("en", "Samina"), ("ur", "ثمینہ")])
def test_messages_and_ones_own_households_come_first(a_window, code, author):
    window = a_window(code, told=told(code))
    office = window.shell.front.office

    said = [plain(text) for text in texts(office)]

    assert office.isVisible()
    assert SAID[code] in said
    assert any(author in text for text in said)
    assert any("4" in text for text in said)


def test_what_was_seen_is_gone_and_the_households_stay(a_window, settled):
    given = told()
    window = a_window(told=given)
    office = window.shell.front.office

    QTest.mouseClick(office._seen, Qt.MouseButton.LeftButton)
    settled()

    assert given.seen == [ms(NOW - timedelta(hours=2))]
    assert SAID["en"] not in texts(office)
    assert office.isVisible()


def test_where_nothing_was_told_nothing_is_shown(a_window):
    window = a_window()

    assert not window.shell.front.office.isVisible()
