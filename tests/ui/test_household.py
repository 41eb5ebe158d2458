"""A household in the window over a real store: kept, locked, opened again, sent."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from enrolment_app.actions.create_store import create_store
from enrolment_app.actions.list_households import list_households
from enrolment_app.store import Query
from tests.ui.at_work import PASSPHRASE, unlock, window_at_work


@pytest.fixture
def working(qtbot, dressed, background, machine, tmp_path, settled):  # noqa: PLR0913
    """A window with a small questionnaire, unlocked."""
    window = window_at_work(qtbot, dressed("en"), background, machine, tmp_path)
    unlock(window, settled)
    yield window
    window.lock_now()
    settled()


def begin(window, settled):
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settled()
    return window.shell.front.questionnaire


def shown(window) -> str:
    labels = [each for each in window.findChildren(QLabel) if each.isVisible()]
    return "\n".join(each.text() for each in labels)


def test_an_answer_is_in_the_store_when_the_screen_says_saved(working, settled):
    screen = begin(working, settled)

    screen.answer("place/village", "Kalam")
    settled()

    assert "Saved \u206809:41:00\u2069" in shown(working)
    rows = _rows(working, settled)
    assert [row.village for row in rows] == ["Kalam"]


def test_locking_and_unlocking_comes_back_to_the_household(working, settled):
    screen = begin(working, settled)
    screen.answer("place/village", "Kalam")
    screen.go_to("place/size_told")
    settled()

    working.lock_now()
    settled()
    assert "Kalam" not in shown(working)
    unlock(working, settled)

    again = working.shell.front.questionnaire
    assert again.sitting.node("place/village").value == "Kalam"
    assert again.current == "place/size_told"


def test_a_half_typed_answer_is_kept_when_the_screen_is_left(working, settled):
    screen = begin(working, settled)
    screen.go_to("place/village")
    field = working.focusWidget()
    QTest.keyClicks(field, "Kalam Bala")

    working.shell.go("home")
    settled()

    assert [row.village for row in _rows(working, settled)] == ["Kalam Bala"]


def test_a_new_household_without_an_answer_leaves_nothing(working, settled):
    begin(working, settled)

    working.shell.go("home")
    settled()

    assert _rows(working, settled) == ()


def test_submitting_leaves_for_today_and_says_where_it_is(working, settled):
    screen = begin(working, settled)
    screen.answer("place/village", "Kalam")
    screen.answer("place/agree", "no")
    settled()

    screen.submit_wanted.emit()
    settled()

    assert working.shell.where[0] == "home"
    assert "kept on this laptop" in working.told
    assert [row.status for row in _rows(working, settled)] == ["submitted"]


def test_what_stands_in_the_way_keeps_the_household_open(working, settled):
    screen = begin(working, settled)
    screen.answer("place/size_told", "4")
    settled()

    screen.submit_wanted.emit()
    settled()

    assert working.shell.where[0] == "household"
    assert [row.status for row in _rows(working, settled)] == ["unfinished"]


def test_the_form_speaks_the_language_of_the_window(working, settled):
    begin(working, settled)

    working.do("language")
    settled()

    assert "گاؤں" in shown(working)


def test_without_a_questionnaire_it_says_so_and_takes_one(
    working, settled, machine, tmp_path
):
    other = tmp_path / "other"
    work = create_store(other, PASSPHRASE, "Asha", machine)
    work.store.close()
    working.lock_now()
    settled()
    shutil.rmtree(working._entrance._place)
    other.rename(working._entrance._place)
    unlock(working, settled)

    QTest.keyClick(working, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settled()

    assert "No questionnaire is installed" in shown(working)


def _rows(window, settled):
    found = []
    work = window.shell.parts.work
    window._background.run(list_households, work, Query(), done=found.append)
    settled()
    return found[0].rows
