# ruff: noqa: S608 - the statements are our own words, values are bound
"""Open visits: one row each, rewritten and durable at every answer."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from enrolment_app.store.connection import Connection
from enrolment_app.store.erasing import Erasing
from enrolment_app.store.errors import DiskFull, NotKnown
from enrolment_app.store.files import Reserve
from enrolment_app.store.projections import Projections
from enrolment_app.store.rows import OpenVisit, Row

COLUMNS = "visit, household, layout, person, changed_ms, draft"
REWRITE = "UPDATE visits SET changed_ms = ?, draft = ? WHERE visit = ?"
KEEP = (
    f"INSERT INTO visits ({COLUMNS}, row) VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (visit) DO UPDATE SET layout = excluded.layout,"
    " changed_ms = excluded.changed_ms, draft = excluded.draft, row = excluded.row"
)


class Visits:
    """The open visits of this laptop; their drafts are not read here."""

    def __init__(
        self,
        connection: Connection,
        projections: Projections,
        reserve: Reserve,
        erasing: Erasing,
    ) -> None:
        self._connection = connection
        self._erasing = erasing
        self._projections = projections
        self._reserve = reserve
        self._shown: dict[bytes, tuple[str, Row]] = {}  # with the layout
        self.low_on_space = False

    def keep(self, visit: OpenVisit, row: Row | None = None) -> None:
        """Keep a visit durably; `row` is what lists should show of its household.

        A full disk gives up its reserve once, so that the visit can be ended.
        Raises `DiskFull` when that is used up; what was kept before stays. Raises
        `HouseholdErased` where its household was erased meanwhile.
        """
        self._erasing.must_be_there(visit.household)
        left = self._erasing.left_of_draft(visit.draft)
        if left != visit.draft:
            # A screen shows a person on who was erased: neither draft nor lists do.
            visit, row = replace(visit, draft=left), None
        self._with_reserve(lambda: self._keep(visit, row))

    def _keep(self, visit: OpenVisit, row: Row | None) -> None:
        layout, shown = self._shown.get(visit.visit, ("", None))
        same = shown is not None and (row is None or _looks_same(row, shown))
        if same and layout == visit.layout:
            # One row, one page: an answer costs what the disk costs.
            given = (visit.changed_ms, visit.draft, visit.visit)
            self._connection.write(REWRITE, given)
            return
        with self._connection.transaction():
            self.put(visit, row)
            if row is not None:
                self._projections.show_open(row)
            else:
                self._projections.project((visit.household,))
        if row is not None:
            self._shown[visit.visit] = visit.layout, row

    def put(self, visit: OpenVisit, row: Row | None = None) -> None:
        """Write a visit's row, within the transaction around it if there is one."""
        self._connection.write(
            KEEP,
            (
                visit.visit,
                visit.household,
                visit.layout,
                visit.person,
                visit.changed_ms,
                visit.draft,
                row.to_text() if row is not None else "",
            ),
        )

    def _with_reserve(self, work: Callable[[], None]) -> None:
        try:
            work()
        except DiskFull:
            self.low_on_space = True
            if not self._reserve.release():
                raise
            work()

    def open(self) -> tuple[OpenVisit, ...]:
        """Give the open visits, the newest first."""
        return self._where("1 = ?", 1)

    def of(self, household: str) -> OpenVisit | None:
        """Give the open visit of a household, None where there is none."""
        found = self._where("household = ?", household)
        return found[0] if found else None

    def get(self, visit: bytes) -> OpenVisit:
        """Give an open visit; raises `NotKnown`."""
        found = self._where("visit = ?", visit)
        if not found:
            raise NotKnown(visit.hex())
        return found[0]

    def discard(self, visit: bytes) -> None:
        """Forget an open visit; its household goes back to its sealed state."""
        household = self.get(visit).household
        with self._connection.transaction():
            self.remove(visit)
            self._projections.project((household,))

    def reduce(self, visit: bytes, draft: bytes) -> None:
        """Leave less of a visit, within the transaction around it."""
        reduced = "UPDATE visits SET draft = ?, row = '' WHERE visit = ?"
        self._connection.write(reduced, (draft, visit))
        self._shown.pop(visit, None)

    def remove(self, visit: bytes) -> None:
        """Delete a visit's row, within the transaction around it."""
        self._connection.write("DELETE FROM visits WHERE visit = ?", (visit,))
        self._shown.pop(visit, None)

    def _where(self, condition: str, given: Any) -> tuple[OpenVisit, ...]:
        rows = self._connection.read(
            f"SELECT {COLUMNS} FROM visits WHERE {condition}"
            " ORDER BY changed_ms DESC, visit",
            (given,),
        )
        return tuple(OpenVisit(*row) for row in rows)


def _looks_same(row: Row, shown: Row) -> bool:
    """Tell whether a list shows the same, apart from the time of the last answer."""
    return replace(row, changed_ms=shown.changed_ms) == shown
