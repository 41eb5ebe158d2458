"""All parts that write to one kind of record, column by column.

A part that writes most of its record's groups is `broad`: it has a cell in every
column. Any other part lists the columns that it has cells in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import chain

from sync.columns import Writer
from sync.layout import HOUSEHOLD_STATUSES, ROW_STATUSES, Field, Kind, Layout
from sync.splitter import Around, Splitter, Templates
from sync.typed import SPLITTERS
from sync.values import Atom, GroupValue, RecordId, Special

BROAD_SHARE = 4
CELLS_MAX = 500_000
TEXT_MAX = 16 * 1024 * 1024
BYTE_BITS = 8
RECORD = "record"


class Cell(IntEnum):
    """What is in a cell: an answer as its type is packed, or one of the rest."""

    ANSWER = 0
    ABSENT = 1
    CLEARED = 2
    DONT_KNOW = 3
    REFUSED = 4
    AS_TEXT = 5


# Plain numbers: these are written once for every cell.
_ANSWER, _ABSENT = int(Cell.ANSWER), int(Cell.ABSENT)
_CELLS: Mapping[object, Cell] = {
    None: Cell.CLEARED,
    Special.DONT_KNOW: Cell.DONT_KNOW,
    Special.REFUSED: Cell.REFUSED,
}


@dataclass(slots=True)
class Row:
    """One part: `first` is its change's first record, `writes` what it writes here.

    `said` is the same as it stands in the change's name (`change.writes_bytes`), where
    a table said all of it.
    """

    first: RecordId
    writes: dict[str, GroupValue]
    said: bytes = b""


@dataclass(slots=True)
class Column:
    """One field and its cells, in order of the rows that have one.

    `known` is how answers split that were seen before: most come again and again.
    """

    group: str
    path: str
    type: str
    splitter: Splitter | None
    around: Around
    cells: list[int] = field(default_factory=list)
    numbers: list[tuple[int, ...]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    known: dict[str, tuple[int, ...] | None] = field(default_factory=dict)


@dataclass(slots=True)
class Table:
    """The columns of one kind of record; `groups` gives each group its columns.

    `paths` are the fields of each group.
    """

    groups: dict[str, list[Column]]
    paths: Mapping[str, frozenset[str]]

    def native(self, group: str, value: GroupValue) -> bool:
        """Tell whether the columns can hold what was written to a group."""
        return bool(value) and value.keys() <= self.paths.get(group, frozenset())


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
        of_type = RECORD if asked.path == "@parent" else asked.type
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
    paths = {
        group: frozenset(column.path for column in columns)
        for group, columns in groups.items()
    }
    return Table(groups, paths)


def split_rows(table: Table, rows: Sequence[Row]) -> None:
    """Fill the table's columns from its rows (templates are collected on the way)."""
    broad = [_broad(table, row) for row in rows]
    for group, columns in table.groups.items():
        for row, whole in zip(rows, broad, strict=True):
            value = row.writes.get(group)
            if value is None and not whole:
                continue
            for column in columns:
                if value is None or column.path not in value:
                    column.cells.append(_ABSENT)
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
    cells = [cell for column in columns_of(table) for cell in column.cells]
    _write_cells(writer, cells)
    for column in columns_of(table):
        if column.splitter and column.numbers:
            for numbers in zip(*column.numbers, strict=True):
                writer.ints(numbers)
        writer.texts(column.texts)


def _broad(table: Table, row: Row) -> bool:
    return len(row.writes) * BROAD_SHARE >= len(table.groups)


def columns_of(table: Table) -> Iterator[Column]:
    """Return a table's columns in the order in which they are written."""
    return chain.from_iterable(table.groups.values())


def _split(column: Column, atom: Atom | None, first: RecordId) -> None:
    if atom is None or isinstance(atom, Special):
        column.cells.append(_CELLS[atom])
        return
    if column.splitter is None:
        column.cells.append(Cell.ANSWER)
        column.texts.append(atom)
        return
    if column.type == RECORD and atom == first:
        numbers: tuple[int, ...] | None = (0,)
    elif atom in column.known:
        numbers = column.known[atom]
    else:
        numbers = column.splitter.split(atom, column.around)
        column.known[atom] = numbers
    if numbers is None:
        column.cells.append(Cell.AS_TEXT)
        column.texts.append(atom)
    else:
        column.cells.append(_ANSWER)
        column.numbers.append(numbers)


def _write_cells(writer: Writer, cells: Sequence[int]) -> None:
    """Write one bit a cell (1: no plain answer), then what the ones are."""
    flags = "".join(["1" if cell else "0" for cell in cells])
    size = (len(cells) + BYTE_BITS - 1) // BYTE_BITS
    writer.ints(int(flags[::-1] or "0", 2).to_bytes(size, "little"))
    writer.ints([cell for cell in cells if cell])
