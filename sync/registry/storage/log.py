"""The logs: a gapless counter an area, entries in its order, chains of segments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    bindparam,
    case,
    func,
    insert,
    literal,
    select,
    update,
)

from sync.registry.storage.sums import entry_sum
from sync.registry.storage.tables import areas, entries, introduced, segments
from sync.registry.storage.upsert import insert_missing, upsert
from sync.session.entrycode import link_after

LINE_BYTES = 48
"""What an entry costs beside its body, or in place of one that its reader has."""


@dataclass(frozen=True, slots=True)
class Chained:
    """Where a segment stands in its device's chain; `held` is encoded for the wire.

    One that stands beside it is no `tip`, and what it follows stays one.
    """

    device: int
    first: int
    last: int
    head: bytes
    prev: bytes
    forked: bool
    held: bytes
    received: int
    tip: bool = True


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry before it has a number; `told` stands for it in the chained hash.

    `kind` is its number on the wire (`entrycode.NUMBERS`); `body` is the bare segment,
    or the entry as it goes over the wire.
    """

    kind: int
    body: bytes
    told: bytes
    segment: Chained | None = None


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry with its number and the chained hash after it."""

    counter: int
    body: bytes
    link: bytes
    segment: Chained | None
    kind: int


@dataclass(frozen=True)
class Log:
    """The logs as one transaction sees them."""

    connection: Connection

    def take(self, area: str, count: int) -> tuple[int, bytes]:
        """Take the next numbers of an area; give the last old one and its link.

        The first thing a writing transaction does: it holds the area until it commits,
        so numbers become visible in their order and none is ever missing.
        """
        taken = (
            update(areas)
            .where(areas.c.code == area)
            .values(counter=areas.c.counter + count)
            .returning(areas.c.counter, areas.c.link)
        )
        counter, link = self.connection.execute(taken).one()
        return counter - count, link

    def append(self, area: str, new: Sequence[NewEntry]) -> int:
        """Put entries at the end of an area's log; give the first one's number."""
        before, link = self.take(area, len(new))
        rows, chained = [], []
        for counter, entry in enumerate(new, before + 1):
            link = link_after(link, entry.told)
            at = {"area": area, "counter": counter}
            row = {"kind": entry.kind, "body": entry.body, "link": link}
            rows.append({**at, **row, "sum": entry_sum(link, entry.body)})
            if entry.segment is not None:
                chained.append({**at, **_columns(entry.segment)})
        self.connection.execute(insert(entries), rows)
        if chained:
            followed = update(segments).where(
                segments.c.area == area,
                segments.c.device == bindparam("of_device"),
                segments.c.head == bindparam("followed"),
            )
            gone_on = [
                {"of_device": c["device"], "followed": c["prev"]}
                for c in chained
                if c["tip"]
            ]
            if gone_on:
                self.connection.execute(followed.values(tip=False), gone_on)
            self.connection.execute(insert(segments), chained)
        ended = update(areas).where(areas.c.code == area).values(link=link)
        self.connection.execute(ended)
        return before + 1

    def hold(self, area: str) -> None:
        """Wait for the area and keep other writers from it until this one commits."""
        self.take(area, 0)

    def after(
        self, area: str, counter: int, most: int, bare: int = 0
    ) -> tuple[StoredEntry, ...]:
        """Give at most so many entries that follow number `counter`.

        Segments of device `bare` come without their body: it has them itself.
        """
        e, s = entries.c, segments.c
        joined = entries.outerjoin(
            segments, (e.area == s.area) & (e.counter == s.counter)
        )
        body = case((s.device == bare, literal(b"")), else_=e.body) if bare else e.body
        asked = (
            select(e.counter, body.label("body"), e.link, e.kind, *_chain())
            .select_from(joined)
            .where(e.area == area, e.counter > counter)
            .order_by(e.counter)
            .limit(most)
        )
        return tuple(_stored(row) for row in self.connection.execute(asked).mappings())

    def size(self, area: str, first: int, last: int, bare: int = 0) -> int:
        """Give about how many bytes some entries are to carry one by one."""
        e, s = entries.c, segments.c
        joined = entries.outerjoin(
            segments, (e.area == s.area) & (e.counter == s.counter)
        )
        told = func.length(e.body)
        each = case((s.device == bare, 0), else_=told) if bare else told
        asked = (
            select(func.coalesce(func.sum(each + LINE_BYTES), 0))
            .select_from(joined)
            .where(e.area == area, e.counter >= first, e.counter <= last)
        )
        return int(self.connection.execute(asked).scalar_one())

    def rewrite(self, area: str, counter: int, kind: int, body: bytes) -> None:
        """Give an entry another body that stands for the same in the chained hash."""
        here = (entries.c.area == area) & (entries.c.counter == counter)
        told = entry_sum(self.links(area, [counter])[counter], body)
        self.connection.execute(
            update(entries).where(here).values(kind=kind, body=body, sum=told)
        )

    def entry(self, area: str, counter: int) -> StoredEntry | None:
        """Give one entry."""
        found = self.after(area, counter - 1, 1)
        return found[0] if found and found[0].counter == counter else None

    def links(self, area: str, counters: Sequence[int]) -> dict[int, bytes]:
        """Give the chained hash after each of these entries, where they exist."""
        asked = select(entries.c.counter, entries.c.link).where(
            entries.c.area == area, entries.c.counter.in_(counters)
        )
        return {row.counter: row.link for row in self.connection.execute(asked)}

    def of_kind(self, area: str, kind: int) -> tuple[int, ...]:
        """Give the numbers of the entries of one kind, newest first."""
        e = entries.c
        asked = select(e.counter).where(e.area == area, e.kind == kind)
        return tuple(
            self.connection.execute(asked.order_by(e.counter.desc())).scalars()
        )

    def segment(self, device: int, area: str, head: bytes) -> Chained | None:
        """Give a segment of a device by its hash; a chain may have two branches."""
        asked = select(*_chain()).where(
            segments.c.device == device,
            segments.c.area == area,
            segments.c.head == head,
        )
        row = self.connection.execute(asked).mappings().first()
        return _chained(row) if row else None

    def tips(self, device: int, area: str) -> tuple[Chained, ...]:
        """Give the newest segment of each branch of a chain, the longest first."""
        s = segments.c
        asked = select(*_chain()).where(s.device == device, s.area == area, s.tip)
        rows = self.connection.execute(asked.order_by(s.last.desc())).mappings()
        return tuple(_chained(row) for row in rows)

    def durable(self, end: Chained, area: str, counter: int) -> Chained | None:
        """Give the last segment of the chain that ends here, up to entry `counter`."""
        at: Chained | None = end
        # Where nothing forked a chain stands in its log in its order: one look-up.
        while at is not None and at.forked and not self._is_within(at, area, counter):
            at = self.segment(at.device, area, at.prev)
        if at is None or at.forked:
            return at
        s = segments.c
        asked = (
            select(*_chain())
            .where(s.device == at.device, s.area == area, s.last <= at.last)
            .where(s.counter <= counter, ~s.forked)
            .order_by(s.counter.desc())
            .limit(1)
        )
        row = self.connection.execute(asked).mappings().first()
        return _chained(row) if row else None

    def _is_within(self, at: Chained, area: str, counter: int) -> bool:
        s = segments.c
        asked = select(s.counter).where(
            s.device == at.device, s.area == area, s.head == at.head
        )
        return int(self.connection.execute(asked).scalar_one()) <= counter

    def introduced(self, area: str) -> dict[int, int | None]:
        """Give the devices that a log has introduced, with where each was cut."""
        asked = select(introduced.c.device, introduced.c.cut).where(
            introduced.c.area == area
        )
        return {row.device: row.cut for row in self.connection.execute(asked)}

    def introduce(self, area: str, device: int) -> None:
        """Note that a log has introduced a device."""
        row = {"area": area, "device": device, "cut": None}
        insert_missing(self.connection, introduced, [row])

    def cut(self, area: str, device: int, number: int) -> None:
        """Note the last number of a device that is delivered in an area."""
        key = {"area": area, "device": device}
        upsert(self.connection, introduced, key, {"cut": number})


def _chain() -> list[Any]:
    s = segments.c
    return [s[name] for name in Chained.__slots__]


def _columns(segment: Chained) -> dict[str, object]:
    return {name: getattr(segment, name) for name in Chained.__slots__}


def _chained(row: RowMapping) -> Chained:
    return Chained(*(row[name] for name in Chained.__slots__))


def _stored(row: RowMapping) -> StoredEntry:
    segment = None if row["device"] is None else _chained(row)
    return StoredEntry(row["counter"], row["body"], row["link"], segment, row["kind"])
