"""The list of households: search, filters, keyboard, right-to-left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from enrolment_app.ui.tables.households import LISTED_ROLE, PAGE_ROWS


@pytest.fixture
def a_list(a_window, settled):
    def build(code: str = "en", count: int = 60):
        window = a_window(code, "households", count)
        settled()
        return window.shell.front

    return build


def numbers(screen) -> list[str]:
    model = screen.model
    rows = (model.index(row, 0).data(LISTED_ROLE) for row in range(model.rowCount()))
    return [row.number for row in rows if row]


def test_typing_searches_after_a_pause_and_asks_once(a_list, settled, qtbot):
    screen = a_list()
    asked = screen.parts.work.store.households.asked
    asked.clear()

    QTest.keyClicks(screen.search, "Noor")
    qtbot.waitUntil(lambda: bool(asked))
    settled()

    assert {query.text for query in asked} == {"Noor"}
    assert screen.model.rowCount() == 11


@pytest.mark.parametrize("code", ["en", "ur"])
def test_a_row_is_selected_in_both_directions(a_list, code):
    screen = a_list(code)

    selected = screen.table.selectionModel().selectedRows()

    assert [index.row() for index in selected] == [0]


@pytest.mark.parametrize("code", ["en", "ur"])
def test_down_moves_from_the_search_field_into_the_list(a_list, code):
    screen = a_list(code)
    screen.search.setFocus()

    QTest.keyClick(screen.search, Qt.Key.Key_Down)
    QTest.keyClick(screen.table, Qt.Key.Key_Down)

    assert screen.table.hasFocus()
    assert screen.table.currentIndex().row() == 1


def test_a_filter_shows_its_households_and_every_chip_its_count(a_list, settled):
    screen = a_list()

    screen.filter("returned")
    settled()

    statuses = {
        screen.model.index(row, 0).data(LISTED_ROLE).status
        for row in range(screen.model.rowCount())
    }
    assert statuses == {"returned"}
    said = screen._chips["returned"].accessibleName()
    assert str(screen.model.rowCount()) in said


def test_enter_opens_the_household_of_the_row(a_list, monkeypatch):
    screen = a_list()
    gone = []
    object.__setattr__(screen.parts, "go", lambda _code, **told: gone.append(told))
    screen.table.setFocus()

    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    QTest.keyClick(screen.table, Qt.Key.Key_Return)

    assert gone == [{"household": "h000000000000001"}]


def test_coming_back_keeps_row_and_words(a_list, settled):
    screen = a_list()
    screen.search.setText("Bahrain")
    screen._ask()
    settled()
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    before = screen.table.currentIndex().data(LISTED_ROLE).household

    screen.parts.go("home")
    screen.parts.go("households")
    settled()

    assert screen.table.currentIndex().data(LISTED_ROLE).household == before
    assert screen.search.text() == "Bahrain"


def test_only_the_pages_that_are_looked_at_are_read(a_list, settled):
    screen = a_list(count=2000)
    asked = screen.parts.work.store.households.asked
    asked.clear()

    screen.table.scrollToBottom()
    screen.table.viewport().repaint()
    settled()

    assert screen.model.rowCount() == 2000
    offsets = {query.offset for query in asked if query.limit == PAGE_ROWS}
    assert offsets == {1900}
    assert screen.model.listed(1999).number == "2141"


def test_nothing_found_says_what_was_looked_for(a_list, settled):
    screen = a_list()

    screen.search.setText("xyz")
    screen._ask()
    settled()

    assert not screen.table.isVisible()
    assert "xyz" in screen._nothing._title.text()
