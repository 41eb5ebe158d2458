"""Which records are one household: itself, and every row that stands below it now."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sync.change import Change, Part
from sync.merge import Agreed, record_state
from sync.registry.office import Office
from sync.registry.pruning import opened_in
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
    """

    read: dict[str, int] = field(default_factory=dict)
    closed: dict[str, set[int]] = field(default_factory=dict)
    parents: dict[RecordId, set[RecordId]] = field(default_factory=dict)
    households: set[RecordId] = field(default_factory=set)


def find(
    office: Office, books: Books, record: RecordId, rows: Rows | None = None
) -> Found:
    """Give the records of a household; of a row that has rows of its own, likewise.

    Every log is read in which one of them stands, or a row that once was below one.
    Where `rows` were read before, only what came since: so whoever has to be alone with
    the logs is so for a moment.
    """
    rows = rows or Rows()
    records = {record}
    below: set[RecordId] = set()
    read: set[str] = set()
    while True:
        asked = sorted(records | below)
        places = books.erasures.places(asked) | books.erasures.undelivered()
        areas = {area for area, _ in places} - read
        for area in sorted(areas):
            _read(office, books, area, rows)
        read |= areas
        below = {row for row, above in rows.parents.items() if above & records}
        if areas:
            # What else is said of rows may stand in the logs of other areas.
            continue
        new = {
            r for r in below - records if _stands_below(office, books, rows, r, records)
        }
        if not new:
            return Found(tuple(sorted(records)), tuple(sorted(below - records)))
        records |= new


def _read(office: Office, books: Books, area: str, rows: Rows) -> None:
    """Note what the changes of a log say of what stands below what."""
    for counter in rows.closed.pop(area, ()):
        _note(office, books, area, books.log.entry(area, counter), rows)
    while page := books.log.after(area, rows.read.get(area, 0), PAGE):
        for entry in page:
            _note(office, books, area, entry, rows)
        rows.read[area] = page[-1].counter


def _note(
    office: Office, books: Books, area: str, entry: StoredEntry | None, rows: Rows
) -> None:
    if entry is None or entry.segment is None:
        return
    found = opened_in(office, books, entry.body)
    if found is None:
        rows.closed.setdefault(area, set()).add(entry.counter)
        return
    for change in found[1].changes:
        for part in change.parts:
            if part.writes.get(KIND) == {KIND: ""}:
                rows.households.add(part.record)
            said = _parent(part)
            if said is not None:
                rows.parents.setdefault(part.record, set()).add(said)


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
        for change in _changes_of(office, books, row)
        for part in change.parts
        if part.record == row and _parent(part) is not None
    }
    areas = sorted({change.area for change in changes.values()})
    order = [name for area in areas for name in books.changes.order(area, row)]
    state = record_state(row, changes.values(), order, {}).get(PARENT)
    return isinstance(state, Agreed) and state.value.get(PARENT) in records


def _changes_of(office: Office, books: Books, row: RecordId) -> Iterator[Change]:
    """Give the changes of every entry in which something of a row may lie."""
    places = books.erasures.places([row]) | books.erasures.undelivered()
    for area, counter in sorted(places):
        entry = books.log.entry(area, counter)
        found = opened_in(office, books, entry.body) if entry else None
        if found:
            yield from found[1].changes
