"""What a supervisor sees first, her households, her laptops; and what others do not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from enrolment_app.ui.screens import SUPERVISOR, places
from enrolment_app.ui.tables.households import WHO

BOTH = pytest.mark.parametrize("code", ["en", "ur"])


def texts(widget):
    shown = [each for each in widget.findChildren(QLabel) if each.isVisible()]
    return " ".join(each.text() for each in shown)


def codes(window):
    return list(window.shell.navigation._items)


def test_only_a_supervisors_laptop_has_her_places(a_window):
    assert codes(a_window()) == ["home", "households", "conflicts", "sync"]
    hers = codes(a_window(role=SUPERVISOR))
    assert hers == [
        "home",
        "households",
        "conflicts",
        "sync",
        "bundles",
        "laptops",
        "files",
    ]
    assert [p.code for p in places("")] == [p.code for p in places("enumerator")]


@BOTH
def test_the_tiles_count_what_awaits_her(a_window, code):
    window = a_window(code, role=SUPERVISOR)
    screen, rows = window.shell.front, window.shell.parts.work.store.households.rows

    submitted = sum(row.status == "submitted" for row in rows)
    contested = sum(row.contested > 0 for row in rows)
    assert str(submitted) in texts(screen.review)
    assert str(contested) in texts(screen.contested)
    assert "1 / 4" in texts(screen.silent)


@BOTH
def test_enter_begins_with_the_household_that_waits_longest(a_window, settled, code):
    window = a_window(code, role=SUPERVISOR)
    oldest = window.shell.front._today.first

    assert window.shell.front.review.button.hasFocus()
    QTest.keyClick(window.shell.front.review.button, Qt.Key.Key_Return)
    settled()

    assert window.shell.where == ("household", {"household": oldest.household})


@BOTH
def test_the_table_adds_up_and_enter_shows_one_persons_households(
    a_window, settled, code
):
    window = a_window(code, role=SUPERVISOR)
    screen = window.shell.front
    total = sum(each.total for each in screen._today.coverage)
    name = screen._today.coverage[0].enumerator

    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    settled()

    assert total == 60
    front = window.shell.front
    model = front.model
    assert model.rowCount() == screen._today.coverage[0].total
    shown = {model.listed(row).enumerator for row in range(model.rowCount())}
    assert shown == {name}
    assert name in model.index(0, WHO).data()


@BOTH
def test_her_filters_count_what_they_show(a_window, settled, code):
    window = a_window(code, "households", role=SUPERVISOR)
    screen = window.shell.front

    for filter_code, _, _ in screen.filters:
        screen.filter(filter_code)
        settled()
        shown = screen.model.rowCount()
        assert screen._counts[filter_code] == shown
        assert str(shown) in screen._chips[filter_code].text()


def test_she_reads_households_and_begins_none(a_window, settled):
    window = a_window("en", "households", role=SUPERVISOR)

    assert not window.shell.front._new.isVisible()
    window.do("new")
    assert window.shell.where[0] == "households"
    QTest.keyClick(window.shell.front.table, Qt.Key.Key_Return)
    settled()
    assert window.shell.where[0] == "household"
    assert window.shell.front.lines.hasFocus()


@BOTH
def test_silent_laptops_stand_first_and_what_is_unknown_is_said_so(a_window, code):
    window = a_window(code, "laptops", role=SUPERVISOR)
    table = window.shell.front.table.model()

    first = [table.index(0, at).data() for at in range(table.columnCount())]
    never = [table.index(3, at).data() for at in range(table.columnCount())]

    assert "SWT-11" in first[0]
    assert "41" in first[2]
    assert "38" in first[3]
    assert "0" not in "".join(never[1:])
    assert window.shell.front.banner.property("kind") == "warn"
