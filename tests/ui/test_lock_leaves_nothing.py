"""After a whole session the lock leaves no word of any household, anywhere in Qt."""

import gc
from collections import Counter

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from enrolment_app.ui.screens import SUPERVISOR, places
from tests.ui.at_work import unlock, window_at_work
from tests.ui.conftest import HEADS, VILLAGES
from tests.ui.walking import everything_said, strings_of_the_heap, undoable

# Put together in the tests only, so that no module holds it whole.
MARKER, NAME = "Marker", "Zartasha"


def let_go() -> None:
    """Let deleted objects go, as the next turn of the loop does."""
    for _ in range(4):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QApplication.processEvents()


def left_of(marks: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (where, text)
        for where, text in everything_said()
        if any(mark in text for mark in marks)
    ]


@pytest.mark.parametrize("role", ["", SUPERVISOR])
@pytest.mark.parametrize("code", ["en", "ur"])
def test_of_all_screens_nothing_is_left(a_window, settled, code, role):
    marks = (*HEADS[code], *VILLAGES[code])
    let_go()
    # Windows that other tests of this process have not let go of yet.
    of_others = Counter(left_of(marks))
    window = a_window(code, role=role)
    seen = set()
    for place in places(role):
        if place.code == "household" and role != SUPERVISOR:
            continue
        told = {"household": "h000000000000001"} if place.code == "household" else {}
        window.shell.go(place.code, **told)
        settled()
        found = left_of(marks)
        seen.add(place.code) if found else None
    for edit in window.findChildren(QLineEdit):
        edit.setText(marks[0])
        edit.selectAll()
        edit.copy()
    window.tell(marks[0])
    assert {"home", "households"} <= seen  # the walk sees what is there

    window._idle.timeout.emit()
    settled()
    let_go()

    assert not Counter(left_of(marks)) - of_others
    assert undoable() == []


@pytest.mark.parametrize("code", ["en", "ur"])
def test_of_a_questionnaire_that_was_filled_in_nothing_is_left(  # noqa: PLR0913
    qtbot, dressed, background, machine, tmp_path, settled, code
):
    typed = f"{MARKER} {NAME}"
    window = window_at_work(qtbot, dressed(code), background, machine, tmp_path)
    unlock(window, settled)
    window.do("new")
    settled()
    for _ in range(3):
        field = window.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        settled()
    assert left_of((typed,))
    assert undoable()
    assert strings_of_the_heap((typed,))

    window._idle.timeout.emit()
    settled()
    let_go()

    assert left_of((typed,)) == []
    assert undoable() == []
    assert strings_of_the_heap((typed,)) == []


def test_the_passphrase_cannot_be_brought_back(a_window, settled):
    window = a_window()
    window.lock_now()
    settled()
    QTest.keyClicks(window.lock.unlock.field, "a passphrase of mine")
    QTest.keyClick(window.lock.unlock.field, Qt.Key.Key_Return)
    settled()
    window.lock_now()
    settled()
    let_go()

    assert left_of(("a passphrase of mine",)) == []
    assert undoable() == []
