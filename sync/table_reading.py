"""Reading back what `table` writes: columns into the rows they were taken from.

Each group's share of a change's name is made here, where equal answers stand beneath
each other: most were said before, by somebody else.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import TypeAlias

from sync.change import group_bytes
from sync.columns import Reader
from sync.errors import Malformed, TooLarge
from sync.table import (
    BYTE_BITS,
    CELLS_MAX,
    RECORD,
    TEXT_MAX,
    Cell,
    Column,
    Row,
    Table,
    columns_of,
)
from sync.values import Atom, GroupValue, Special


class Lacking:
    """Stands where a row has no answer to a field of its group."""


Found: TypeAlias = Atom | Lacking | None
_ABSENT = Lacking()

# Plain numbers: these are compared once for every cell of a pull.
_SAID = (int(Cell.ANSWER), int(Cell.AS_TEXT))
_OTHERS: Mapping[int, Found] = {
    Cell.ABSENT: _ABSENT,
    Cell.CLEARED: None,
    Cell.DONT_KNOW: Special.DONT_KNOW,
    Cell.REFUSED: Special.REFUSED,
}


def read_table(reader: Reader, table: Table, rows: Sequence[Row]) -> None:
    """Read a table into its rows' `writes`; Malformed if it is none."""
    having = _having(reader, table, rows)
    total = sum(len(having[column.group]) for column in columns_of(table))
    if total > CELLS_MAX:
        raise TooLarge("cells")
    cells = _read_cells(reader, total)
    read: dict[str, list[Sequence[Found]]] = {}
    at = 0
    for column in columns_of(table):
        owners = having[column.group]
        theirs = cells[at : at + len(owners)]
        read.setdefault(column.group, []).append(_found(reader, column, theirs, owners))
        at += len(owners)
    for group in sorted(read):
        paths = [column.path for column in table.groups[group]]
        _give(group, paths, read[group], having[group])


def _having(
    reader: Reader, table: Table, rows: Sequence[Row]
) -> Mapping[str, Sequence[Row]]:
    """Return each group's rows, in the order of the rows."""
    broad = reader.ints(len(rows))
    narrow = broad.count(0)
    counts = reader.ints(narrow)
    if sum(counts) > CELLS_MAX or any(count < 0 for count in counts):
        raise TooLarge("cells")
    listed = iter(reader.ints(sum(counts)))
    names = list(table.groups)
    if not narrow:
        return dict.fromkeys(names, rows)
    sizes = iter(counts)
    having: dict[str, list[Row]] = {name: [] for name in names}
    for row, flag in zip(rows, broad, strict=True):
        for name in names if flag else _chosen(names, listed, next(sizes)):
            having[name].append(row)
    return having


def _chosen(names: Sequence[str], listed: Iterator[int], count: int) -> Iterator[str]:
    before = -1
    for _ in range(count):
        place = next(listed)
        if place <= before:
            raise Malformed("groups are listed once, in their order")
        yield names[place]
        before = place


def _give(
    group: str,
    paths: Sequence[str],
    read: Sequence[Sequence[Found]],
    rows: Sequence[Row],
) -> None:
    """Give each row its value of a group: one for all that say the same."""
    known: dict[tuple[Found, ...], tuple[GroupValue, bytes] | None] = {}
    for row, told in zip(rows, zip(*read, strict=True), strict=True):
        if told not in known:
            known[told] = _value(group, paths, told)
        found = known[told]
        if found is not None:
            row.writes[group] = found[0]
            row.said.append(found[1])


def _value(
    group: str, paths: Sequence[str], told: Sequence[Found]
) -> tuple[GroupValue, bytes] | None:
    value = {
        path: atom
        for path, atom in zip(paths, told, strict=True)
        if not isinstance(atom, Lacking)
    }
    return (value, group_bytes(group, value)) if value else None


def _found(
    reader: Reader, column: Column, cells: bytes, rows: Sequence[Row]
) -> Sequence[Found]:
    """Return what a column says to each of its rows."""
    answers = _answers(reader, column, cells, rows)
    if len(answers) == len(rows):
        return answers
    following = iter(answers)
    return [next(following) if cell in _SAID else _OTHERS[cell] for cell in cells]


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
    if column.type == RECORD:
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


def _read_cells(reader: Reader, total: int) -> bytes:
    packed = reader.ints((total + BYTE_BITS - 1) // BYTE_BITS)
    bits = int.from_bytes(bytes(packed), "little")
    if bits >> total:
        raise Malformed("cells beyond the last")
    flags = f"{bits:0{total}b}"[::-1] if total else ""
    others = reader.ints(flags.count("1"))
    if others and not 0 <= min(others) <= max(others) <= max(Cell):
        raise Malformed("cell")
    cells = bytearray(total)
    flagged = compress(range(total), map(int, flags))
    for place, cell in zip(flagged, others, strict=True):
        cells[place] = cell
    return bytes(cells)
