"""What was ordered to be erased: the orders, and every record they name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, select

from sync.registry.storage.tables import erased, erasures, places, quarantine
from sync.registry.storage.upsert import BATCH, insert_missing, looked_up


@dataclass(frozen=True)
class Erasures:
    """The orders as one transaction sees them, and where what they name may lie."""

    connection: Connection

    def add(
        self, order: bytes, content: bytes, records: Iterable[str], now: int
    ) -> None:
        """Keep an order under its id; from now on its records are erased."""
        row = {"id": order, "content": content, "known": now}
        insert_missing(self.connection, erasures, [row])
        rows = [{"record": record, "erasure": order} for record in records]
        insert_missing(self.connection, erased, rows)

    def known(self, order: bytes) -> bool:
        """Tell whether an order is kept."""
        asked = select(erasures.c.id).where(erasures.c.id == order)
        return self.connection.execute(asked).first() is not None

    def all(self) -> tuple[bytes, ...]:
        """Give every order, the oldest first."""
        asked = select(erasures.c.content).order_by(erasures.c.known, erasures.c.id)
        return tuple(self.connection.execute(asked).scalars())

    def any(self) -> bool:
        """Tell whether anything was ever erased."""
        return (
            self.connection.execute(select(erased.c.record).limit(1)).first()
            is not None
        )

    def among(self, records: Sequence[str]) -> set[str]:
        """Give those of the records that are erased."""

        def which(record: ColumnElement[str]) -> Select[tuple[bytes]]:
            return select(erased.c.erasure).where(erased.c.record == record)

        found = looked_up(self.connection, erased.c.record, records, which)
        return {record for record, _ in found}

    def places(self, records: Sequence[str]) -> set[tuple[str, int]]:
        """Give the entries (area, counter) whose delivered changes write to records."""
        p = places.c
        found: set[tuple[str, int]] = set()
        for start in range(0, len(records), BATCH):
            some = p.record.in_(records[start : start + BATCH])
            asked = select(p.area, p.counter).where(some)
            found |= {(row.area, row.counter) for row in self.connection.execute(asked)}
        return found

    def undelivered(self) -> set[tuple[str, int]]:
        """Give the entries of which some change was never delivered."""
        q = quarantine.c
        asked = select(q.area, q.counter).where(q.released.is_(None)).distinct()
        return {(row.area, row.counter) for row in self.connection.execute(asked)}
