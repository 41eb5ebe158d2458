# ruff: noqa: S608 - the statements are our own words, values are bound
"""A Query as SQL: which rows, in which order, and how many there are."""

from dataclasses import replace
from typing import Any

from enrolment_app.store.rows import Custody, Query, Sort
from enrolment_app.store.search import match_text, sort_key

COLUMNS = (
    "household, number, head, village, status, custody, people, area, changed_ms,"
    " contested, problems, open, enumerator, head_other, village_ur, place"
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
# Beyond this nobody reads a list to its end: the households that came last are shown.
HITS_MAX = 10_000
FEW = (
    "(SELECT rowid AS hit FROM found WHERE found MATCH ?)"
    " CROSS JOIN households ON households.id = hit"
)
AMONG = "(SELECT * FROM households WHERE +id IN (SELECT rowid FROM found WHERE {}))"
ALL = AMONG.format("found MATCH ?")
LATEST = AMONG.format(f"found MATCH ? ORDER BY rowid DESC LIMIT {HITS_MAX}")

# A query that asks for nothing else is counted without looking at a household.
TALLIED: dict[str, Any] = {
    "text": "",
    "village": "",
    "area": "",
    "enumerator": "",
    "contested": False,
    "open": False,
}

Statement = tuple[str, tuple[Any, ...]]


def hits(query: Query) -> Statement | None:
    """Give the question how many rows the words alone find, up to one over the most.

    None where there are no words.
    """
    asked = match_text(query.text)
    if not asked:
        return None
    counted = "SELECT 1 FROM found WHERE found MATCH ? LIMIT ?"
    return f"SELECT count(*) FROM ({counted})", (asked, HITS_MAX + 1)


def is_cut(query: Query, found: int | None) -> bool:
    """Tell whether only the households that came last are shown of those found."""
    return found is not None and found > HITS_MAX and not _conditions(query)[0]


def counting(query: Query, found: int | None) -> Statement | None:
    """Give the question how many there are in all; None where the words say it."""
    conditions, more = _conditions(query)
    if not conditions and found is not None:
        return None
    if found is None and query == replace(query, **TALLIED):
        asked = f"SELECT coalesce(sum(households), 0) FROM tallies{_where(conditions)}"
        return asked, more
    source, given = _source(query, found, cut=False)
    return f"SELECT count(*) FROM {source}{_where(conditions)}", (*given, *more)


def listing(
    query: Query, found: int | None, total: int, *, cut: bool = True
) -> Statement:
    """Give the question for one page; `found` and `total` are what was counted.

    Not `cut`: for all rows, however many.
    """
    source, given = _source(query, found, cut=cut and is_cut(query, found))
    conditions, more = _conditions(query)
    if total > MANY_HITS and source != FEW:
        # A plus keeps the engine from sorting thousands that a filter finds.
        conditions = [f"+{condition}" for condition in conditions]
    sql = (
        f"SELECT {COLUMNS} FROM {source}{_where(conditions)}"
        f" ORDER BY {ORDERS[query.sort]} LIMIT ? OFFSET ?"
    )
    return sql, (*given, *more, query.limit, query.offset)


def _where(conditions: list[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _source(query: Query, found: int | None, *, cut: bool) -> Statement:
    if found is None:
        return "households", ()
    asked = (match_text(query.text),)
    if found <= MANY_HITS:
        return FEW, asked
    return (LATEST if cut else ALL), asked


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
    if query.enumerator:
        conditions.append("enumerator = ?")
        given.append(query.enumerator)
    if query.contested:
        conditions.append("contested > 0")
    if query.open:
        conditions.append("open = 1")
    return conditions, tuple(given)
