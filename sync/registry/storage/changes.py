"""The index of delivered changes by record and area, and what is held back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select, update

from sync.registry.storage.tables import changes, places, quarantine
from sync.registry.storage.upsert import insert_all, looked_up


@dataclass(frozen=True, slots=True)
class Indexed:
    """A delivered change: where it stands, and the records it writes to."""

    counter: int
    index: int
    name: bytes
    device: int
    person: str
    time: int
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A change that is kept but not delivered, and why.

    `unproved` where it came as what was left of it, and no order told of that.
    """

    area: str
    counter: int
    index: int
    device: int
    code: str
    layout: str
    unproved: bool = False


@dataclass(frozen=True)
class Changes:
    """The index as one transaction sees it."""

    connection: Connection

    def known(self, area: str, names: Sequence[bytes]) -> set[bytes]:
        """Give those of the names that are delivered in the area already."""
        c = changes.c

        def place(name: ColumnElement[bytes]) -> Select[tuple[int]]:
            return select(c.counter).where(c.area == area, c.name == name).limit(1)

        return {name for name, _ in looked_up(self.connection, c.name, names, place)}

    def deliver(self, area: str, delivered: Sequence[Indexed]) -> None:
        """Index changes; each takes the next position of every record it writes to."""
        if not delivered:
            return
        records = {record for change in delivered for record in change.records}
        position = self._positions(area, sorted(records))
        rows, placed = [], []
        for change in delivered:
            at = {"area": area, "counter": change.counter, "index": change.index}
            rows.append(
                {
                    **at,
                    "name": change.name,
                    "device": change.device,
                    "person": change.person,
                    "time": change.time,
                }
            )
            for record in change.records:
                next_one = position.get(record, 0)
                position[record] = next_one + 1
                placed.append({**at, "record": record, "position": next_one})
        insert_all(self.connection, changes, rows)
        insert_all(self.connection, places, placed)

    def order(self, area: str, record: str) -> tuple[bytes, ...]:
        """Give the names of a record's changes in the registry's order."""
        c, p = changes.c, places.c
        same = (c.area == p.area) & (c.counter == p.counter) & (c.index == p.index)
        asked = (
            select(c.name)
            .join(places, same)
            .where(p.area == area, p.record == record)
            .order_by(p.position)
        )
        return tuple(self.connection.execute(asked).scalars())

    def hold(self, held: Iterable[Quarantined]) -> None:
        """Note changes that are kept back."""
        rows = [
            {name: getattr(one, name) for name in Quarantined.__slots__} for one in held
        ]
        if rows:
            self.connection.execute(insert(quarantine), rows)

    def hold_for(self, area: str, counter: int, index: int, code: str) -> None:
        """Hold a change for another reason from now on, if it was turned down again."""
        q = quarantine.c
        here = update(quarantine).where(
            q.area == area, q.counter == counter, q.index == index
        )
        self.connection.execute(here.values(code=code, rejected=None))

    def held(
        self, *, code: str = "", at: tuple[str, int] | None = None
    ) -> tuple[Quarantined, ...]:
        """Give what is held back, in order; for one reason, or of one entry."""
        q = quarantine.c
        asked = select(*(q[name] for name in Quarantined.__slots__))
        asked = asked.where(q.released.is_(None), q.rejected.is_(None))
        if code:
            asked = asked.where(q.code == code)
        if at:
            asked = asked.where(q.area == at[0], q.counter == at[1])
        rows = self.connection.execute(asked.order_by(q.area, q.counter, q.index))
        return tuple(Quarantined(**row) for row in rows.mappings())

    def release(self, area: str, counter: int, indexes: Sequence[int], at: int) -> None:
        """Note in which entry held changes were delivered."""
        q = quarantine.c
        released = update(quarantine).where(
            q.area == area, q.counter == counter, q.index.in_(indexes)
        )
        self.connection.execute(released.values(released=at))

    def reject(
        self, area: str, counter: int, indexes: Sequence[int], why: str, now: int
    ) -> None:
        """Note that held changes are not to be delivered; they are kept nonetheless."""
        q = quarantine.c
        rejected = update(quarantine).where(
            q.area == area, q.counter == counter, q.index.in_(indexes)
        )
        self.connection.execute(rejected.values(rejected=now, why=why))

    def rejected(self) -> tuple[tuple[Quarantined, str], ...]:
        """Give what was turned down, with the reason."""
        q = quarantine.c
        asked = select(*(q[name] for name in Quarantined.__slots__), q.why)
        asked = asked.where(q.rejected.is_not(None), q.released.is_(None))
        rows = self.connection.execute(asked.order_by(q.area, q.counter, q.index))
        return tuple((Quarantined(*row[:-1]), row.why or "") for row in rows)

    def _positions(self, area: str, records: Sequence[str]) -> dict[str, int]:
        """Give the next position of each record that has any."""
        p = places.c

        def last(record: ColumnElement[str]) -> Select[tuple[int]]:
            asked = select(func.max(p.position))
            return asked.where(p.area == area, p.record == record)

        told = looked_up(self.connection, p.record, records, last)
        return {record: position + 1 for record, position in told}
