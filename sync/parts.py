"""The parts of a segment's changes: which records, of which kind, and what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync import wire
from sync.change import Change, Part, from_plain, plain, writes_bytes
from sync.columns import Reader, Writer, folded, unfolded
from sync.errors import Malformed
from sync.layout import Layout, aside
from sync.splitter import Templates
from sync.table import Row, Table, split_rows, table_of, write_table
from sync.table_reading import read_table
from sync.values import (
    RECORD_BYTES,
    Atom,
    GroupValue,
    RecordId,
    raw_id,
    record_bytes,
    record_id,
    record_text,
)

ORDINALS_MAX = 256
TEMPLATES_MAX = 10_000
FOREIGN_BYTES_MAX = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Piece:
    """A part without its context.

    `raw` is its record's bytes, `said` is `change.writes_bytes` of its writes.
    """

    record: RecordId
    raw: bytes
    writes: Mapping[str, GroupValue]
    said: bytes


def write_parts(
    writer: Writer, changes: Sequence[Change], layouts: Sequence[Layout]
) -> None:
    """Write all parts of all changes, but for their contexts."""
    _write_records(writer, changes)
    templates = Templates()
    area = changes[0].area
    tables = _tables(layouts, area, templates)
    places = {layout.id: place for place, layout in enumerate(layouts)}
    kinds: list[int] = []
    foreign: list[list[object]] = []
    rows: dict[tuple[int, int], list[Row]] = {key: [] for key in tables}
    for change in changes:
        of_layout = places[change.layout]
        for part in change.parts:
            kind = kind_of(part, layouts[of_layout])
            table = tables[of_layout, kind]
            row = Row(change.parts[0].record, {})
            for group, value in part.writes.items():
                if table.native(group, value):
                    row.writes[group] = value
                else:
                    foreign.append(_foreign(len(kinds), group, value))
            rows[of_layout, kind].append(row)
            kinds.append(kind)
    for key, table in tables.items():
        split_rows(table, rows[key])
    writer.ints(kinds)
    writer.number(len(templates.texts))
    writer.texts(templates.texts)
    writer.blob(
        wire.encode(sorted(foreign, key=lambda item: item[:2])) if foreign else b""
    )
    for key, table in tables.items():
        write_table(writer, table, rows[key])


def read_parts(  # noqa: PLR0913 (what the heads have told about each part)
    reader: Reader,
    sizes: Sequence[int],
    visits: Sequence[bytes],
    of_layout: Sequence[int],
    layouts: Sequence[Layout],
    area: str,
) -> tuple[list[Piece], int]:
    """Read all parts, and how many answers their own layouts lack.

    `sizes` counts the parts of each change; `visits` and `of_layout` are per part.
    """
    count = len(visits)
    raws = _read_records(reader, sizes, visits)
    records = [*map(record_text, raws)]
    kinds = reader.ints(count)
    templates = Templates(reader.texts(reader.count(TEMPLATES_MAX)))
    blob = reader.blob()
    tables = _tables(layouts, area, templates)
    firsts = [records[at] for at, size in _starts(sizes) for _ in range(size)]
    rows = [Row(first, {}) for first in firsts]
    by_table: dict[tuple[int, int], list[Row]] = {key: [] for key in tables}
    for place, row in enumerate(rows):
        by_table[of_layout[place], kinds[place]].append(row)
    for key, table in tables.items():
        read_table(reader, table, by_table[key])
    opaque = _read_foreign(blob, rows) if blob else 0
    pieces = [
        # Groups that no column holds have their place among the others.
        Piece(record, raw, row.writes, row.said or writes_bytes(row.writes))
        for record, raw, row in zip(records, raws, rows, strict=True)
    ]
    return pieces, opaque


def kind_of(part: Part, layout: Layout) -> int:
    """Return the place of the kind that knows most of the groups that a part writes."""
    known = [len(kind.groups.keys() & part.writes.keys()) for kind in layout.kinds]
    said = part.writes.get("@kind", {}).get("@kind")
    for place, kind in enumerate(layout.kinds):
        if kind.name == said:
            return place
    return known.index(max(known))


def _tables(
    layouts: Sequence[Layout], area: str, templates: Templates
) -> dict[tuple[int, int], Table]:
    return {
        (of_layout, of_kind): table_of(layout, kind, area, templates)
        for of_layout, layout in enumerate(layouts)
        for of_kind, kind in enumerate(layout.kinds)
    }


def _starts(sizes: Sequence[int]) -> list[tuple[int, int]]:
    starts, at = [], 0
    for size in sizes:
        starts.append((at, size))
        at += size
    return starts


def _write_records(writer: Writer, changes: Sequence[Change]) -> None:
    """Write records born in a visit by ordinal, others once in full, then by number."""
    numbers: list[int] = []
    known: dict[RecordId, int] = {}
    fresh: list[bytes] = []
    for change in changes:
        before = -1
        visit = _Births(change.visit)
        births = any("@kind" in part.writes for part in change.parts)
        for part in change.parts:
            ordinal = visit.ordinal(part.record, before + 1) if births else None
            if ordinal is not None:
                numbers.append(1 + folded(ordinal - before - 1))
                before = ordinal
            elif part.record in known:
                numbers.append(-known[part.record])
            else:
                known[part.record] = len(known) + 1
                numbers.append(0)
                fresh.append(record_bytes(part.record))
    # The numbers first: they may lie among the raw bytes themselves.
    writer.ints(numbers)
    writer.raw(b"".join(fresh))


class _Births:
    """Finds which record of a visit a record is; most follow the one before."""

    def __init__(self, visit: bytes) -> None:
        self._visit = visit
        self._all: dict[RecordId, int] = {}

    def ordinal(self, record: RecordId, expected: int) -> int | None:
        if record_id(self._visit, expected) == record:
            return expected
        if not self._all:
            self._all = {record_id(self._visit, n): n for n in range(ORDINALS_MAX)}
        return self._all.get(record)


def _read_records(
    reader: Reader, sizes: Sequence[int], visits: Sequence[bytes]
) -> list[bytes]:
    numbers = reader.ints(sum(sizes))
    known: list[bytes] = []
    records: list[bytes] = []
    for at, size in _starts(sizes):
        before = -1
        for place in range(at, at + size):
            number = numbers[place]
            if number > 0:
                before += 1 + unfolded(number - 1)
                records.append(raw_id(visits[place], before))
                continue
            if number == 0:
                known.append(reader.raw(RECORD_BYTES))
            records.append(known[-number - 1 if number else -1])
    return records


def _foreign(place: int, group: str, value: GroupValue) -> list[object]:
    item: list[object] = [place, group]
    for path in sorted(value):
        item += (path, plain(value[path]))
    return item


def _read_foreign(blob: bytes, rows: Sequence[Row]) -> int:
    """Add the groups that no layout here knows; return how many answers they hold.

    What is said beside the answers travels this way too.
    """
    opaque = 0
    items = wire.decode(blob, bytes_max=FOREIGN_BYTES_MAX, depth_max=2)
    for item in items if isinstance(items, list) else ():
        match item:
            case [int(place), str(group), *cells] if place >= 0 and len(cells) % 2 == 0:
                value: dict[str, Atom | None] = {}
                for path, cell in zip(cells[::2], cells[1::2], strict=True):
                    value[str(path)] = from_plain(cell)
                rows[place].writes[group] = value
                rows[place].said = b""
                opaque += 0 if aside(str(group)) else len(value)
            case _:
                raise Malformed("foreign answers")
    return opaque
