"""Which records are one household: itself, and every row that stands below it now."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sync.change import Change
from sync.errors import IntegrityError
from sync.journal import Opened, decode_segment, open_segment
from sync.merge import Agreed, record_state
from sync.registry.dictionaries import DICTIONARIES
from sync.registry.office import Office
from sync.registry.storage import Books
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
class _Rows:
    """What changes said of what stands below what: row -> its parents, its changes."""

    parents: dict[RecordId, set[RecordId]] = field(default_factory=dict)
    households: set[RecordId] = field(default_factory=set)
    changes: dict[RecordId, dict[bytes, Change]] = field(default_factory=dict)


def find(office: Office, books: Books, record: RecordId) -> Found:
    """Give the records of a household; of a row that has rows of its own, likewise.

    Every log is read in which one of them stands, or a row that once was below one.
    """
    rows = _Rows()
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
        new = {r for r in below - records if _stands_below(books, rows, r, records)}
        if not new:
            return Found(tuple(sorted(records)), tuple(sorted(below - records)))
        records |= new


def _read(office: Office, books: Books, area: str, rows: _Rows) -> None:
    """Note what the changes of a log say of what stands below what."""
    for change in _changes(office, books, area):
        for part in change.parts:
            if part.writes.get(KIND) == {KIND: ""}:
                rows.households.add(part.record)
            said = part.writes.get(PARENT, {}).get(PARENT)
            if isinstance(said, str):
                rows.parents.setdefault(part.record, set()).add(said)
                rows.changes.setdefault(part.record, {})[change.name] = change


def _changes(office: Office, books: Books, area: str) -> Iterator[Change]:
    cursor = 0
    while page := books.log.after(area, cursor, PAGE):
        cursor = page[-1].counter
        for entry in page:
            if entry.segment is None:
                continue
            try:
                segment = decode_segment(entry.body)
                layouts = office.layouts.with_ids(books, segment.header.layouts)
                opened = open_segment(segment, layouts, DICTIONARIES)
            except IntegrityError:
                continue
            if isinstance(opened, Opened):
                yield from opened.changes


def _stands_below(
    books: Books, rows: _Rows, row: RecordId, records: set[RecordId]
) -> bool:
    """Tell whether a row stands below records: it always did, or all agree it does.

    What was ever said to be a household stands below nothing, whoever says so.
    """
    if row in rows.households:
        return False
    if rows.parents[row] <= records:
        return True
    changes = rows.changes[row].values()
    areas = sorted({change.area for change in changes})
    order = [name for area in areas for name in books.changes.order(area, row)]
    state = record_state(row, changes, order, {}).get(PARENT)
    return isinstance(state, Agreed) and state.value.get(PARENT) in records
