"""Which keyed marks of identity numbers stand in which record; and the filters made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from sync.registry.storage.tables import filters, identities, identity_cursors
from sync.registry.storage.upsert import insert_missing, upsert

PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark, the record whose answer it stands for, and that answer's area."""

    mark: bytes
    record: str
    area: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that was published: its content's SHA-256, its bytes, its marks."""

    hash: bytes
    numbers: int
    made: int
    body: bytes = b""


@dataclass(frozen=True)
class Identities:
    """The marks and filters as one transaction sees them."""

    connection: Connection

    def cursors(self) -> Mapping[str, int]:
        """Give up to which entry each area's log has been read."""
        rows = self.connection.execute(select(identity_cursors))
        return {row.area: row.counter for row in rows}

    def keep(self, area: str, counter: int, marked: Iterable[Marked]) -> None:
        """Keep the marks of an area's log up to an entry."""
        rows = [
            {"mark": one.mark, "record": one.record, "area": one.area} for one in marked
        ]
        insert_missing(self.connection, identities, rows)
        upsert(self.connection, identity_cursors, {"area": area}, {"counter": counter})

    def of(self, mark: bytes) -> tuple[Marked, ...]:
        """Give where a mark stands, by area and record."""
        i = identities.c
        asked = select(i.mark, i.record, i.area).where(i.mark == mark)
        rows = self.connection.execute(asked.order_by(i.area, i.record))
        return tuple(Marked(row.mark, row.record, row.area) for row in rows)

    def marks(self, *, unfiltered: bool = False) -> Iterator[bytes]:
        """Give each mark once, in order; of the unfiltered ones only, if so asked."""
        i, last = identities.c, b""
        while True:
            asked = select(i.mark).distinct().where(i.mark > last)
            if unfiltered:
                asked = asked.where(i.filtered.is_(False))
            page = self.connection.execute(asked.order_by(i.mark).limit(PAGE))
            found: Sequence[bytes] = [bytes(mark) for mark in page.scalars()]
            yield from found
            if len(found) < PAGE:
                return
            last = found[-1]

    def note_filtered(self) -> None:
        """Note that every mark there is stands in a filter now."""
        i = identities.c
        noted = update(identities).where(i.filtered.is_(False))
        self.connection.execute(noted.values(filtered=True))

    def filters(self) -> tuple[Filter, ...]:
        """Give the filters in use, the oldest first, without their bytes."""
        f = filters.c
        rows = self.connection.execute(
            select(f.hash, f.numbers, f.made).order_by(f.made, f.hash)
        )
        return tuple(Filter(bytes(row.hash), row.numbers, row.made) for row in rows)

    def sizes(self) -> tuple[tuple[bytes, int], ...]:
        """Give the hash and the bytes of each filter in use, the oldest first."""
        f = filters.c
        asked = select(f.hash, func.length(f.body)).order_by(f.made, f.hash)
        rows = self.connection.execute(asked)
        return tuple((bytes(digest), size) for digest, size in rows)

    def body(self, digest: bytes) -> bytes | None:
        """Give the bytes of a filter in use."""
        asked = select(filters.c.body).where(filters.c.hash == digest)
        return self.connection.execute(asked).scalar()

    def add_filter(self, made: Filter) -> None:
        """Put a filter into use."""
        row = {name: getattr(made, name) for name in Filter.__slots__}
        self.connection.execute(insert(filters), [row])

    def drop_filters(self) -> None:
        """Take every filter out of use."""
        self.connection.execute(delete(filters))

    def forget(self, records: Sequence[str]) -> int:
        """Forget the marks of records; gives how many there were.

        Filters know them until all are made anew.
        """
        gone = delete(identities).where(identities.c.record.in_(records))
        return self.connection.execute(gone).rowcount
