"""Which records are one household: itself, and every row that stands below it now."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sync.change import Change, Part
from sync.merge import Agreed, record_state
from sync.registry.office import Office
from sync.registry.opening import opened_in
from sync.registry.storage import Books, StoredEntry
from sync.values import RecordId

KIND, PARENT = "@kind", "@parent"
PAGE = 256


@dataclass(frozen=True, slots=True)
class Found:
    """A household's records; `kept` once stood below it and stand elsewhere now.

    Or nobody can say where they stand: two who disagree are to settle that first; or
    they are households, which somebody put below another one.
    """

    records: tuple[RecordId, ...]
    kept: tuple[RecordId, ...]


@dataclass
class Rows:
    """What logs say of what stands below what, as far as they were `read`.

    Log -> its last entry read, what of them could not be opened yet, and row -> its
    parents: nothing else is kept, for a log may tell of a hundred thousand households.
    And place -> what an entry writes to of which something was never delivered.
    """

    undelivered: dict[tuple[str, int], set[RecordId]] = field(default_factory=dict)
    read: dict[str, int] = field(default_factory=dict)
    closed: dict[str, set[int]] = field(default_factory=dict)
    parents: dict[RecordId, set[RecordId]] = field(default_factory=dict)
    households: set[RecordId] = field(default_factory=set)


def find(office: Office, books: Books, record: RecordId, rows: Rows) -> Found:
    """Give the records of a household; of a row that has rows of its own, likewise.

    Every log is read in which something is written to one of them, delivered or not, or
    to a row that once was below one; no other, however much is held there. What
    `rows` tell already is not read again: so whoever has to be alone with the logs is
    so for a moment.
    """
    _read_undelivered(office, books, rows)
    records = {record}
    read: set[str] = set()
    while True:
        below = {row for row, above in rows.parents.items() if above & records}
        places = places_of(books, rows, records | below)
        areas = {area for area, _ in places} - read
        for area in sorted(areas):
            _read(office, books, area, rows)
        read |= areas
        if areas:
            # What else is said of rows may stand in the logs of other areas.
            continue
        new = {
            r for r in below - records if _stands_below(office, books, rows, r, records)
        }
        if not new:
            return Found(tuple(sorted(records)), tuple(sorted(below - records)))
        records |= new


def places_of(
    books: Books, rows: Rows, asked: Collection[RecordId]
) -> set[tuple[str, int]]:
    """Give the entries that write to records, delivered or not."""
    known = rows.undelivered.items()
    held = {place for place, written in known if not written.isdisjoint(asked)}
    return books.erasures.places(sorted(asked)) | held


def _read_undelivered(office: Office, books: Books, rows: Rows) -> None:
    """Note what undelivered changes say, and what they write to."""
    for area, counter in books.erasures.undelivered() - rows.undelivered.keys():
        written = _note(office, books, books.log.entry(area, counter), rows)
        if written is not None:
            rows.undelivered[area, counter] = written


def _read(office: Office, books: Books, area: str, rows: Rows) -> None:
    """Note what the changes of a log say; what cannot be opened is tried again."""
    closed = rows.closed.setdefault(area, set())
    for counter in tuple(closed):
        if _note(office, books, books.log.entry(area, counter), rows) is not None:
            closed.remove(counter)
    while page := books.log.after(area, rows.read.get(area, 0), PAGE):
        for entry in page:
            if _note(office, books, entry, rows) is None:
                closed.add(entry.counter)
        rows.read[area] = page[-1].counter


def _note(
    office: Office, books: Books, entry: StoredEntry | None, rows: Rows
) -> set[RecordId] | None:
    """Note what changes say of what stands below what; give what they write to.

    None where they cannot be opened yet.
    """
    written: set[RecordId] = set()
    if entry is None or entry.segment is None:
        return written
    found = opened_in(office, books, entry.body)
    if found is None:
        return None
    for change in found[1].changes:
        for part in change.parts:
            written.add(part.record)
            if part.writes.get(KIND) == {KIND: ""}:
                rows.households.add(part.record)
            said = _parent(part)
            if said is not None:
                rows.parents.setdefault(part.record, set()).add(said)
    return written


def _parent(part: Part) -> RecordId | None:
    said = part.writes.get(PARENT, {}).get(PARENT)
    return said if isinstance(said, str) else None


def _stands_below(
    office: Office, books: Books, rows: Rows, row: RecordId, records: set[RecordId]
) -> bool:
    """Tell whether a row stands below records: it always did, or all agree it does.

    What was ever said to be a household stands below nothing, whoever says so.
    """
    if row in rows.households:
        return False
    if rows.parents[row] <= records:
        return True
    changes = {
        change.name: change
        for change in _changes_of(office, books, rows, row)
        for part in change.parts
        if part.record == row and _parent(part) is not None
    }
    areas = sorted({change.area for change in changes.values()})
    order = [name for area in areas for name in books.changes.order(area, row)]
    state = record_state(row, changes.values(), order, {}).get(PARENT)
    return isinstance(state, Agreed) and state.value.get(PARENT) in records


def _changes_of(
    office: Office, books: Books, rows: Rows, row: RecordId
) -> Iterator[Change]:
    """Give the changes of every entry in which something of a row lies."""
    for area, counter in sorted(places_of(books, rows, {row})):
        entry = books.log.entry(area, counter)
        found = opened_in(office, books, entry.body) if entry else None
        if found:
            yield from found[1].changes
