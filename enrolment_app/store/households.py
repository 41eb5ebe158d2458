# ruff: noqa: S608 - the statements are our own words, values are bound
"""Households as lists show them, with what was computed of each of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from enrolment_app.store.connection import Connection
from enrolment_app.store.errors import NotKnown
from enrolment_app.store.querying import (
    COLUMNS,
    CUSTODY,
    HITS_MAX,
    counting,
    hits,
    is_cut,
    listing,
)
from enrolment_app.store.rows import Coverage, Custody, Listed, Page, Query
from sync.values import RecordId

CUSTODY_AT = COLUMNS.split(", ").index("custody")
OPEN_AT = COLUMNS.split(", ").index("open")


class Households:
    """The list of households; only projections are read here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, query: Query) -> Page:
        """Give one page of a query, and how many rows it has in all."""
        if query.text.strip() and hits(query) is None:
            return Page((), 0, query.offset)
        found, total = self._counted(query)
        rows = self._connection.read(*listing(query, found, total))
        at_least = is_cut(query, found)
        total = min(total, HITS_MAX) if at_least else total
        return Page(tuple(map(_listed, rows)), total, query.offset, at_least)

    def ids(self, query: Query) -> Iterator[RecordId]:
        """Give the ids of all rows of a query, in its order, whatever its limit."""
        if query.text.strip() and hits(query) is None:
            return iter(())
        sql, given = listing(query, *self._counted(query), cut=False)
        rows = self._connection.read(sql, (*given[:-2], -1, 0))
        return (row[0] for row in rows)

    def _counted(self, query: Query) -> tuple[int | None, int]:
        """Count what the words find (None: no words), and what there is in all."""
        asked = hits(query)
        found = None if asked is None else int(self._connection.value(*asked))
        count = counting(query, found)
        if count is None:
            assert found is not None, "nothing to count without words or filters"
            return found, found
        return found, int(self._connection.value(*count))

    def row(self, household: RecordId) -> Listed:
        """Give the row of one household; raises `NotKnown`."""
        row = self._connection.one(
            f"SELECT {COLUMNS} FROM households WHERE household = ?",
            (household,),
        )
        if row is None:
            raise NotKnown(household)
        return _listed(row)

    def known(self, household: RecordId) -> bool:
        """Tell whether there is a row for a household."""
        sql = "SELECT 1 FROM households WHERE household = ?"
        return self._connection.value(sql, (household,)) is not None

    def state(self, household: RecordId) -> bytes:
        """Give what the projection kept of a household; raises `NotKnown`."""
        row = self._connection.one(
            "SELECT coalesce(s.state, x'') FROM households h"
            " LEFT JOIN states s ON s.id = h.id"
            " WHERE h.household = ?",
            (household,),
        )
        if row is None:
            raise NotKnown(household)
        state: bytes = row[0]
        return state

    def villages(self) -> tuple[str, ...]:
        """Give the villages that lists can be narrowed to, each once, by name."""
        rows = self._connection.read(
            "SELECT min(village) FROM households WHERE village_key > ''"
            " GROUP BY village_key ORDER BY village_key"
        )
        return tuple(village for (village,) in rows)

    def custody_counts(self) -> Mapping[Custody, int]:
        """Count the households in each custody."""
        rows = self._connection.read(
            "SELECT custody, sum(households) FROM tallies GROUP BY custody"
        )
        counted = {CUSTODY[number]: count for number, count in rows}
        return {custody: counted.get(custody, 0) for custody in CUSTODY}

    def coverage(self) -> tuple[Coverage, ...]:
        """Count each enumerator's households by status, by name."""
        rows = self._connection.read(
            "SELECT enumerator, status, count(*), max(changed_ms) FROM households"
            " GROUP BY enumerator, status ORDER BY enumerator, status"
        )
        counted: dict[str, dict[str, int]] = {}
        latest: dict[str, int] = {}
        for enumerator, status, count, changed_ms in rows:
            counted.setdefault(enumerator, {})[status] = count
            latest[enumerator] = max(latest.get(enumerator, 0), changed_ms)
        return tuple(
            Coverage(enumerator, statuses, latest[enumerator])
            for enumerator, statuses in counted.items()
        )


def _listed(row: tuple[Any, ...]) -> Listed:
    # The columns come in the order of the fields; a long list makes many of these.
    custody, opened = CUSTODY[row[CUSTODY_AT]], bool(row[OPEN_AT])
    middle = row[CUSTODY_AT + 1 : OPEN_AT]
    fields = (*row[:CUSTODY_AT], custody, *middle, opened, *row[OPEN_AT + 1 :])
    return Listed(*fields)
