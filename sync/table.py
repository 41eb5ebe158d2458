"""All parts that write to one kind of record, column by column.

A part that writes most of its record's groups is `broad`: it has a cell in every
column. Any other part lists the columns that it has cells in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import chain

from sync.columns import Reader, Writer
from sync.errors import Malformed, TooLarge
from sync.layout import HOUSEHOLD_STATUSES, ROW_STATUSES, Field, Kind, Layout
from sync.splitter import Around, Splitter, Templates
from sync.typed import SPLITTERS
from sync.values import Atom, GroupValue, RecordId, Special

BROAD_SHARE = 4
CELLS_MAX = 500_000
TEXT_MAX = 16 * 1024 * 1024
_BYTE_BITS = 8
_RECORD = "record"


class Cell(IntEnum):
    """What is in a cell: an answer as its type is packed, or one of the rest."""

    ANSWER = 0
    ABSENT = 1
    CLEARED = 2
    DONT_KNOW = 3
    REFUSED = 4
    AS_TEXT = 5


# Plain numbers: these are compared once for every cell of a pull.
_ABSENT = int(Cell.ABSENT)
_SAID = (int(Cell.ANSWER), int(Cell.AS_TEXT))
_CELLS: Mapping[object, Cell] = {
    None: Cell.CLEARED,
    Special.DONT_KNOW: Cell.DONT_KNOW,
    Special.REFUSED: Cell.REFUSED,
}
_ATOMS: Mapping[int, Atom | None] = {
    Cell.CLEARED: None,
    Cell.DONT_KNOW: Special.DONT_KNOW,
    Cell.REFUSED: Special.REFUSED,
}


@dataclass(slots=True)
class Row:
    """One part: `first` is its change's first record, `writes` what it writes here."""

    first: RecordId
    writes: dict[str, GroupValue]


@dataclass(slots=True)
class Column:
    """One field and its cells, in order of the rows that have one."""

    group: str
    path: str
    type: str
    splitter: Splitter | None
    around: Around
    alone: bool = True
    cells: list[int] = field(default_factory=list)
    numbers: list[tuple[int, ...]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """The columns of one kind of record; `groups` gives each group its columns."""

    groups: dict[str, list[Column]]

    def native(self, group: str, value: GroupValue) -> bool:
        """Tell whether the columns can hold what was written to a group."""
        paths = {column.path for column in self.groups.get(group, ())}
        return bool(value) and value.keys() <= paths


def table_of(layout: Layout, kind: Kind, area: str, templates: Templates) -> Table:
    """Return the empty table of a kind: built-in groups first, then the layout's."""
    built_in = (
        Field("@kind", "code", tuple(layout.by_name)),
        Field("@parent"),
        Field(
            "@status", "code", tuple(dict.fromkeys(HOUSEHOLD_STATUSES + ROW_STATUSES))
        ),
        Field("@order", "int"),
        Field("@area", "code", (area,)),
    )
    groups: dict[str, list[Column]] = {}
    for asked in chain(built_in, kind.fields):
        of_type = _RECORD if asked.path == "@parent" else asked.type
        places = {choice: place for place, choice in enumerate(asked.choices)}
        groups.setdefault(asked.group, []).append(
            Column(
                asked.group,
                asked.path,
                of_type,
                SPLITTERS[of_type],
                Around(templates, asked.choices, places),
            )
        )
    for columns in groups.values():
        for column in columns:
            column.alone = len(columns) == 1
    return Table(groups)


def split_rows(table: Table, rows: Sequence[Row]) -> None:
    """Fill the table's columns from its rows (templates are collected on the way)."""
    for group, columns in table.groups.items():
        for row in rows:
            value = row.writes.get(group)
            if value is None and not _broad(table, row):
                continue
            for column in columns:
                if value is None or column.path not in value:
                    column.cells.append(Cell.ABSENT)
                else:
                    _split(column, value[column.path], row.first)


def write_table(writer: Writer, table: Table, rows: Sequence[Row]) -> None:
    """Write a table that `split_rows` has filled."""
    places = {group: place for place, group in enumerate(table.groups)}
    narrow = [row for row in rows if not _broad(table, row)]
    writer.ints([int(_broad(table, row)) for row in rows])
    listed = [[places[group] for group in row.writes] for row in narrow]
    writer.ints([len(chosen) for chosen in listed])
    writer.ints([place for chosen in listed for place in sorted(chosen)])
    cells = [cell for column in _columns(table) for cell in column.cells]
    _write_cells(writer, cells)
    for column in _columns(table):
        if column.splitter and column.numbers:
            for numbers in zip(*column.numbers, strict=True):
                writer.ints(numbers)
        writer.texts(column.texts)


def read_table(reader: Reader, table: Table, rows: Sequence[Row]) -> None:
    """Read a table into its rows' `writes`; Malformed if it is none."""
    broad = reader.ints(len(rows))
    narrow = [place for place, flag in enumerate(broad) if not flag]
    counts = reader.ints(len(narrow))
    names = list(table.groups)
    if sum(counts) > CELLS_MAX or any(count < 0 for count in counts):
        raise TooLarge("cells")
    listed = iter(reader.ints(sum(counts)))
    everybody = [row for row, flag in zip(rows, broad, strict=True) if flag]
    if len(everybody) == len(rows):
        having = {group: list(rows) for group in names}
    else:
        having = _having(rows, broad, narrow, counts, listed, names)
    total = sum(len(having[column.group]) for column in _columns(table))
    if total > CELLS_MAX:
        raise TooLarge("cells")
    cells = _read_cells(reader, total)
    at = 0
    for column in _columns(table):
        owners = having[column.group]
        _join(reader, column, cells[at : at + len(owners)], owners)
        at += len(owners)


def _having(  # noqa: PLR0913 (the parts of one table, read in this order)
    rows: Sequence[Row],
    broad: Sequence[int],
    narrow: Sequence[int],
    counts: Sequence[int],
    listed: Iterator[int],
    names: Sequence[str],
) -> dict[str, list[Row]]:
    """Return each group's rows, in the order of the rows."""
    chosen: dict[int, list[str]] = {}
    for place, count in zip(narrow, counts, strict=True):
        chosen[place] = [names[next(listed)] for _ in range(count)]
    having: dict[str, list[Row]] = {name: [] for name in names}
    for place, row in enumerate(rows):
        for name in names if broad[place] else chosen[place]:
            having[name].append(row)
    return having


def _broad(table: Table, row: Row) -> bool:
    return len(row.writes) * BROAD_SHARE >= len(table.groups)


def _columns(table: Table) -> Iterator[Column]:
    return chain.from_iterable(table.groups.values())


def _split(column: Column, atom: Atom | None, first: RecordId) -> None:
    if atom is None or isinstance(atom, Special):
        column.cells.append(_CELLS[atom])
        return
    if column.splitter is None:
        column.cells.append(Cell.ANSWER)
        column.texts.append(atom)
        return
    if column.type == _RECORD and atom == first:
        numbers: tuple[int, ...] | None = (0,)
    else:
        numbers = column.splitter.split(atom, column.around)
    if numbers is None:
        column.cells.append(Cell.AS_TEXT)
        column.texts.append(atom)
    else:
        column.cells.append(Cell.ANSWER)
        column.numbers.append(numbers)


def _join(reader: Reader, column: Column, cells: bytes, rows: Sequence[Row]) -> None:
    group, path = column.group, column.path
    atoms: Sequence[Atom | None] = _answers(reader, column, cells, rows)
    if cells.count(_ABSENT):
        rows = [row for row, cell in zip(rows, cells, strict=True) if cell != _ABSENT]
        cells = cells.replace(bytes([_ABSENT]), b"")
    if len(atoms) < len(rows):
        answers = iter(atoms)
        atoms = [next(answers) if cell in _SAID else _ATOMS[cell] for cell in cells]
    if column.alone:
        for row, atom in zip(rows, atoms, strict=True):
            row.writes[group] = {path: atom}
        return
    for row, atom in zip(rows, atoms, strict=True):
        row.writes[group] = {**row.writes.get(group, {}), path: atom}


def _answers(
    reader: Reader, column: Column, cells: bytes, rows: Sequence[Row]
) -> list[str]:
    """Return the texts of a column's answers, in the order of its cells."""
    typed, as_text = cells.count(Cell.ANSWER), cells.count(Cell.AS_TEXT)
    splitter = column.splitter
    if splitter is None:
        return reader.texts(typed + as_text)
    numbers = [reader.ints(typed) for _ in range(splitter.width)]
    texts = iter(reader.texts(as_text))
    if column.type == _RECORD:
        owners = (
            row for row, cell in zip(rows, cells, strict=True) if cell == Cell.ANSWER
        )
        joined = [
            splitter.join([[found]], column.around)[0] if found else row.first
            for found, row in zip(numbers[0], owners, strict=True)
        ]
    else:
        joined = splitter.join(numbers, column.around)
    if sum(map(len, joined)) > TEXT_MAX:
        raise TooLarge("text")
    if not as_text:
        return joined
    answers = iter(joined)
    return [
        next(answers) if cell == Cell.ANSWER else next(texts)
        for cell in cells
        if cell in _SAID
    ]


def _write_cells(writer: Writer, cells: Sequence[int]) -> None:
    """Write one bit a cell (1: no plain answer), then what the ones are."""
    bits = bytearray((len(cells) + _BYTE_BITS - 1) // _BYTE_BITS)
    for place, cell in enumerate(cells):
        if cell:
            bits[place // _BYTE_BITS] |= 1 << place % _BYTE_BITS
    writer.ints(bits)
    writer.ints([cell for cell in cells if cell])


def _read_cells(reader: Reader, total: int) -> bytes:
    packed = reader.ints((total + _BYTE_BITS - 1) // _BYTE_BITS)
    bits = int.from_bytes(bytes(packed), "little")
    if bits >> total:
        raise Malformed("cells beyond the last")
    flags = f"{bits:0{total}b}"[::-1] if total else ""
    others = reader.ints(flags.count("1"))
    if others and not 0 <= min(others) <= max(others) <= max(Cell):
        raise Malformed("cell")
    following = iter(others)
    return bytes([next(following) if flag == "1" else 0 for flag in flags])
