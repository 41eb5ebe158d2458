# ruff: noqa: S608 - the statements are our own words, values are bound
"""Households as lists show them, with what was computed of each of them."""

from collections.abc import Iterator, Mapping

from enrolment_app.store.connection import Connection
from enrolment_app.store.errors import NotKnown
from enrolment_app.store.querying import COLUMNS, CUSTODY, counting, hits, listing
from enrolment_app.store.rows import Custody, Listed, Page, Query
from sync.values import RecordId


class Households:
    """The list of households; only projections are read here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, query: Query) -> Page:
        """Give one page of a query, and how many rows it has in all."""
        found = None
        asked = hits(query)
        if asked is not None:
            found = int(self._connection.value(*asked))
        elif query.text.strip():
            return Page((), 0, query.offset)
        count = counting(query, found)
        total = found if count is None else self._connection.value(*count)
        rows = self._connection.read(*listing(query, found))
        return Page(tuple(map(_listed, rows)), int(total or 0), query.offset)

    def ids(self, query: Query) -> Iterator[RecordId]:
        """Give the ids of all rows of a query, in its order, whatever its limit."""
        found = None
        asked = hits(query)
        if asked is not None:
            found = int(self._connection.value(*asked))
        sql, given = listing(query, found)
        rows = self._connection.read(sql, (*given[:-2], -1, 0))
        return (row[0] for row in rows)

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
            "SELECT s.state FROM households h JOIN states s ON s.id = h.id"
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
            "SELECT custody, count(*) FROM households GROUP BY custody"
        )
        counted = {CUSTODY[number]: count for number, count in rows}
        return {custody: counted.get(custody, 0) for custody in CUSTODY}


def _listed(row: tuple[object, ...]) -> Listed:
    fields = dict(zip(COLUMNS.split(", "), row, strict=True))
    custody = fields.pop("custody")
    assert isinstance(custody, int), "custody is kept as a number"
    opened = bool(fields.pop("open"))
    return Listed(**fields, custody=CUSTODY[custody], open=opened)  # type: ignore[arg-type]
