"""The books of attachments: who waits for which content, and how much of it is here.

The contents themselves lie elsewhere (`sync.registry.bodies`); only the beginnings of
those that are not whole yet are kept here, so that any process can go on with them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    case,
    delete,
    func,
    select,
    true,
    update,
)

from sync.registry.storage.tables_attached import attachments, naming, pieces
from sync.registry.storage.upsert import BATCH, insert_missing
from sync.session.attached import Key, State


@dataclass(frozen=True, slots=True)
class Attachment:
    """A content that an area waits for or has; `size` is 0 until it was ever stored.

    `durable`: a verified copy elsewhere holds its bytes.
    """

    area: str
    digest: bytes
    device: int
    record: str
    state: int
    size: int
    since: int
    stored: int | None = None
    durable: bool = False

    @property
    def key(self) -> Key:
        """Which content in which area."""
        return Key(self.area, self.digest)


NOBODY = ""
"""Who refers to a content that was erased with all that did."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a laptop has handed over of a content: so many bytes of a whole `size`."""

    held: int
    size: int


NOTHING = Beginning(0, 0)


@dataclass(frozen=True, slots=True)
class Counted:
    """The contents of an area in figures."""

    area: str
    awaited: int
    stored: int
    bytes_stored: int


@dataclass(frozen=True)
class Attachments:
    """The books of attachments as one transaction sees them."""

    connection: Connection

    def expect(self, new: Sequence[Attachment]) -> None:
        """Wait for contents from now on; what is known already stays as it is.

        But for what went with all that referred to it: this refers to it anew.
        """
        rows = [
            {name: getattr(one, name) for name in Attachment.__slots__} for one in new
        ]
        insert_missing(self.connection, attachments, rows)
        known = self.find(one.key for one in new)
        for one, row in zip(new, rows, strict=True):
            if known[one.key].record == NOBODY:
                self._change(one.key, State.ERASED, **row)
        self.name((one.key, one.record) for one in new)

    def name(self, named: Iterable[tuple[Key, str]]) -> None:
        """Note which records refer to contents."""
        rows = [
            {"area": key.area, "digest": key.digest, "record": record}
            for key, record in dict.fromkeys(named)
        ]
        insert_missing(self.connection, naming, rows)

    def hold(self, digests: Iterable[bytes]) -> None:
        """Let nobody else say anything of these, where they are waited for, meanwhile.

        Until this transaction ends they are neither stored nor erased by another.
        """
        a = attachments.c
        # One after the other: two who want the same never wait for each other.
        for digest in sorted(set(digests)):
            here = (a.digest == digest) & (a.state == State.AWAITED)
            same = update(attachments).where(here).values(state=State.AWAITED)
            self.connection.execute(same)

    def find(self, wanted: Iterable[Key]) -> dict[Key, Attachment]:
        """Give what is known of these contents, where anything is."""
        found: dict[Key, Attachment] = {}
        by_area: dict[str, set[bytes]] = {}
        for key in wanted:
            by_area.setdefault(key.area, set()).add(key.digest)
        for area, digests in by_area.items():
            a = attachments.c
            for one in self._chosen(and_(a.area == area, a.digest.in_(digests))):
                found[one.key] = one
        return found

    def in_area(
        self, areas: Sequence[str] = (), state: int | None = None, most: int = 1000
    ) -> tuple[Attachment, ...]:
        """Give contents of these areas (all where none is named), oldest first."""
        a = attachments.c
        of_area = a.area.in_(areas) if areas else true()
        of_state = a.state == state if state is not None else true()
        return tuple(self._chosen(and_(of_area, of_state), most))

    def counts(self) -> tuple[Counted, ...]:
        """Give the figures of each area that waits for something or has it."""
        a = attachments.c
        awaited = func.sum(case((a.state == State.AWAITED, 1), else_=0))
        stored = func.sum(case((a.state == State.STORED, 1), else_=0))
        size = func.sum(case((a.state == State.STORED, a.size), else_=0))
        asked = select(a.area, awaited, stored, size).group_by(a.area)
        rows = self.connection.execute(asked.order_by(a.area))
        return tuple(Counted(row[0], *map(int, row[1:])) for row in rows)

    def beginning(self, key: Key, device: int) -> Beginning:
        """Give how much a laptop has handed over of what is not whole yet."""
        p = pieces.c
        asked = select(func.max(p.end), func.max(p.size)).where(_of(key, device))
        held, size = self.connection.execute(asked).one()
        return NOTHING if held is None else Beginning(held, size)

    def pending(self, device: int) -> int:
        """Give how many bytes of contents that are not whole lie here of a laptop."""
        p = pieces.c
        asked = select(func.sum(p.end - p.offset)).where(p.device == device)
        return int(self.connection.execute(asked).scalar() or 0)

    def add(self, key: Key, device: int, size: int, offset: int, data: bytes) -> None:
        """Keep bytes that follow what a laptop handed over before."""
        row = {"area": key.area, "digest": key.digest, "device": device, "size": size}
        row |= {"offset": offset, "end": offset + len(data), "bytes": data}
        insert_missing(self.connection, pieces, [row])

    def bytes_of(self, key: Key, device: int) -> Iterator[bytes]:
        """Give what a laptop handed over, piece after piece."""
        p = pieces.c
        of_it = select(p.offset).where(_of(key, device)).order_by(p.offset)
        for offset in self.connection.execute(of_it).scalars().all():
            one = select(p.bytes).where(_of(key, device), p.offset == offset)
            yield self.connection.execute(one).scalar_one()

    def forget(self, key: Key, device: int | None = None) -> None:
        """Let go of the pieces of a content; those of one laptop, or of all."""
        self.connection.execute(delete(pieces).where(_of(key, device)))

    def store(self, key: Key, size: int, now: int) -> bool:
        """Note that a content is whole and safe, if it is still waited for."""
        self.forget(key)
        stored = {"state": State.STORED, "size": size, "stored": now}
        return self._change(key, State.AWAITED, **stored)

    def lose(self, key: Key) -> None:
        """Wait again for a content whose bytes are gone; its size is known still."""
        lost = {"state": State.AWAITED, "stored": None, "durable": False}
        self._change(key, State.STORED, **lost)

    def forget_durable(self) -> None:
        """Call no content durable any more."""
        a = attachments.c
        self.connection.execute(
            update(attachments).where(a.durable).values(durable=False)
        )

    def make_durable(self, digests: Iterable[bytes]) -> None:
        """Note which stored contents a verified copy elsewhere holds."""
        a, wanted = attachments.c, list(digests)
        for start in range(0, len(wanted), BATCH):
            some = a.digest.in_(wanted[start : start + BATCH])
            stored = update(attachments).where(some, a.state == State.STORED)
            self.connection.execute(stored.values(durable=True))

    def erase(self, key: Key, now: int) -> None:
        """Never take this content again, and tell whoever offers it why."""
        gone = {"state": State.ERASED, "size": 0, "stored": now, "durable": False}
        self._change(key, None, **gone)
        self.forget(key)

    def erase_of(self, records: Sequence[str], now: int) -> tuple[bytes, ...]:
        """Erase what only these records refer to; gives the digests."""
        n = naming.c
        named: set[Key] = set()
        for start in range(0, len(records), BATCH):
            theirs = n.record.in_(records[start : start + BATCH])
            asked = select(n.area, n.digest).where(theirs)
            named |= {Key(*row) for row in self.connection.execute(asked)}
            self.connection.execute(delete(naming).where(theirs))
        gone = []
        # In the order of `hold`.
        for key in sorted(named, key=_place):
            if not self._leave(key):
                for state in (State.AWAITED, State.STORED):
                    self._change(key, state, record=NOBODY)
                self.erase(key, now)
                gone.append(key.digest)
        return tuple(gone)

    def _leave(self, key: Key) -> bool:
        """Leave a content to a record that refers to it still; False if none does."""
        n = naming.c
        asked = select(n.record).where(n.area == key.area, n.digest == key.digest)
        heir = self.connection.execute(asked.order_by(n.record).limit(1)).scalar()
        return heir is not None and self._change(key, None, record=heir)

    def needed(self, digest: bytes) -> bool:
        """Tell whether any area has this content stored."""
        a = attachments.c
        asked = select(a.area).where(a.digest == digest, a.state == State.STORED)
        return self.connection.execute(asked.limit(1)).first() is not None

    def _chosen(self, which: ColumnElement[bool], most: int = -1) -> list[Attachment]:
        a = attachments.c
        asked = select(*(a[name] for name in Attachment.__slots__)).where(which)
        asked = asked.order_by(a.since, a.area, a.digest)
        if most >= 0:
            asked = asked.limit(most)
        return [Attachment(*row) for row in self.connection.execute(asked)]

    def _change(self, key: Key, now_in: State | None, **values: object) -> bool:
        a = attachments.c
        changed = update(attachments).where(a.area == key.area, a.digest == key.digest)
        if now_in is not None:
            changed = changed.where(a.state == now_in)
        return self.connection.execute(changed.values(**values)).rowcount > 0


def _place(key: Key) -> tuple[bytes, str]:
    return key.digest, key.area


def _of(key: Key, device: int | None) -> ColumnElement[bool]:
    p = pieces.c
    of_device = p.device == device if device is not None else true()
    return and_(p.area == key.area, p.digest == key.digest, of_device)
