"""Stretches of a log that lie packed together."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from sync.registry.storage.tables import runs
from sync.registry.storage.upsert import insert_missing


@dataclass(frozen=True, slots=True)
class Run:
    """Entries `first` to `last` of a log, as one entry that goes over the wire."""

    first: int
    last: int
    body: bytes


@dataclass(frozen=True)
class Runs:
    """The runs as one transaction sees them."""

    connection: Connection

    def end(self, area: str) -> int:
        """Give the last entry up to which a log lies packed, 0 where none does."""
        asked = select(func.max(runs.c.last)).where(runs.c.area == area)
        return int(self.connection.execute(asked).scalar() or 0)

    def after(self, area: str, counter: int) -> Run | None:
        """Give the first run that begins behind an entry."""
        r = runs.c
        behind = (r.area == area) & (r.first > counter)
        asked = select(r.first, r.last, r.body).where(behind).order_by(r.first)
        row = self.connection.execute(asked.limit(1)).first()
        return Run(row.first, row.last, row.body) if row else None

    def add(self, area: str, run: Run) -> None:
        """Keep a run; one that begins there already stays as it is."""
        row = {"area": area, "first": run.first, "last": run.last, "body": run.body}
        insert_missing(self.connection, runs, [row])

    def drop(self, area: str, counter: int) -> None:
        """Let go of the run with an entry of which less is left now."""
        r = runs.c
        gone = delete(runs).where(r.area == area, r.first <= counter, r.last >= counter)
        self.connection.execute(gone)
