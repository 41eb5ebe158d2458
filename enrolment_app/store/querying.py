# ruff: noqa: S608 - the statements are our own words, values are bound
"""A Query as SQL: which rows, in which order, and how many there are."""

from typing import Any

from enrolment_app.store.rows import Custody, Query, Sort
from enrolment_app.store.search import match_text, sort_key

COLUMNS = (
    "household, number, head, village, status, custody, people, area, changed_ms,"
    " contested, problems, open"
)
# Each order ends in something unique, so that pages neither repeat nor skip a row.
ORDERS = {
    Sort.NEWEST: "changed_ms DESC, household DESC",
    Sort.OLDEST: "changed_ms, household",
    Sort.HEAD: "head_key, changed_ms, household",
    Sort.NUMBER: "number, id",
    Sort.VILLAGE: "village_key, village, id",
}
CUSTODY = (Custody.ONLY_HERE, Custody.HANDED_OVER, Custody.CONFIRMED)
# Few hits are looked up one by one; among many, the list's own order finds the first
# page sooner than sorting them all.
MANY_HITS = 1000
FEW = (
    "(SELECT rowid AS hit FROM found WHERE found MATCH ?)"
    " CROSS JOIN households ON households.id = hit"
)
MANY = (
    "(SELECT * FROM households WHERE +id IN"
    " (SELECT rowid FROM found WHERE found MATCH ?))"
)

Statement = tuple[str, tuple[Any, ...]]


def hits(query: Query) -> Statement | None:
    """Give the question how many rows the words alone find; None without words."""
    asked = match_text(query.text)
    if not asked:
        return None
    return "SELECT count(*) FROM found WHERE found MATCH ?", (asked,)


def listing(query: Query, found: int | None) -> Statement:
    """Give the question for one page; `found` is how many rows the words find."""
    source, given = _source(query, found)
    conditions, more = _conditions(query)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = (
        f"SELECT {COLUMNS} FROM {source}{where}"
        f" ORDER BY {ORDERS[query.sort]} LIMIT ? OFFSET ?"
    )
    return sql, (*given, *more, query.limit, query.offset)


def counting(query: Query, found: int | None) -> Statement | None:
    """Give the question how many there are in all; None where `found` is it."""
    source, given = _source(query, found)
    conditions, more = _conditions(query)
    if not conditions and found is not None:
        return None
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT count(*) FROM {source}{where}", (*given, *more)


def _source(query: Query, found: int | None) -> Statement:
    if found is None:
        return "households", ()
    asked = (match_text(query.text),)
    if found <= MANY_HITS:
        return FEW, asked
    return MANY, asked


def _conditions(query: Query) -> tuple[list[str], tuple[Any, ...]]:
    conditions: list[str] = []
    given: list[Any] = []
    if query.statuses:
        marks = ", ".join("?" * len(query.statuses))
        conditions.append(f"status IN ({marks})")
        given += query.statuses
    if query.custody is not None:
        conditions.append("custody = ?")
        given.append(CUSTODY.index(query.custody))
    if query.village:
        conditions.append("village_key = ?")
        given.append(sort_key(query.village))
    if query.area:
        conditions.append("area = ?")
        given.append(query.area)
    if query.contested:
        conditions.append("contested > 0")
    if query.open:
        conditions.append("open = 1")
    return conditions, tuple(given)
