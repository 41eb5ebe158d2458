"""Reading back what `table` writes: columns into the rows they were taken from.

Each group's share of a change's name is made here, where equal answers stand beneath
each other: most were said before, by somebody else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import TypeAlias

from sync.change import array_head, atom_bytes, key, opened_bytes
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
from sync.values import Atom, GroupValue, RecordId, Special


class Lacking:
    """Stands where a row has no answer to a field of its group."""


Found: TypeAlias = Atom | Lacking | None
Given: TypeAlias = tuple[str, GroupValue, bytes]
"""A group, its value, and what it adds to the change's name."""

_ABSENT = Lacking()

# Plain numbers: these are compared once for every cell of a pull.
_ONE = int(Cell.ABSENT)
_SAID = (int(Cell.ANSWER), int(Cell.AS_TEXT))
_OTHERS: Mapping[int, Atom | None] = {
    Cell.CLEARED: None,
    Cell.DONT_KNOW: Special.DONT_KNOW,
    Cell.REFUSED: Special.REFUSED,
}
_FLAGS = bytes.maketrans(b"01", b"\0\1")
_PRESENT = bytes(cell != Cell.ABSENT for cell in range(256))


def read_table(reader: Reader, table: Table, rows: Sequence[Row]) -> None:
    """Read a table into its rows' `writes`; Malformed if it is none."""
    having = _having(reader, table, len(rows))
    total = sum(len(having[column.group]) for column in columns_of(table))
    if total > CELLS_MAX:
        raise TooLarge("cells")
    cells = _read_cells(reader, total)
    read: dict[str, list[Sequence[Found]]] = {}
    at = 0
    for column in columns_of(table):
        owners = having[column.group]
        theirs = cells[at : at + len(owners)]
        found = _found(reader, column, theirs, (rows[place].first for place in owners))
        read.setdefault(column.group, []).append(found)
        at += len(owners)
    given = {
        group: _given(group, [column.path for column in table.groups[group]], found)
        for group, found in sorted(read.items())
    }
    heads = [array_head(2 * size) for size in range(len(table.groups) + 1)]
    for row, told in zip(rows, _by_row(given, having, len(rows)), strict=True):
        row.said = heads[0]
        if kept := list(filter(None, told)):
            groups, values, pieces = zip(*kept, strict=True)
            row.writes = dict(zip(groups, values, strict=True))
            row.said = heads[len(kept)] + b"".join(pieces)


def _having(reader: Reader, table: Table, count: int) -> Mapping[str, Sequence[int]]:
    """Return the places of each group's rows, rising."""
    broad = reader.ints(count)
    narrow = broad.count(0)
    counts = reader.ints(narrow)
    if sum(counts) > CELLS_MAX or any(count < 0 for count in counts):
        raise TooLarge("cells")
    listed = iter(reader.ints(sum(counts)))
    names = list(table.groups)
    if not narrow:
        return dict.fromkeys(names, range(count))
    sizes = iter(counts)
    having: dict[str, list[int]] = {name: [] for name in names}
    for place, flag in enumerate(broad):
        for name in names if flag else _chosen(names, listed, next(sizes)):
            having[name].append(place)
    return having


def _chosen(names: Sequence[str], listed: Iterator[int], count: int) -> Iterator[str]:
    before = -1
    for _ in range(count):
        place = next(listed)
        if place <= before:
            raise Malformed("groups are listed once, in their order")
        yield names[place]
        before = place


def _given(
    group: str, paths: Sequence[str], read: Sequence[Sequence[Found]]
) -> Sequence[Given | None]:
    """Return a group's value for each of its rows: one for all that say the same."""
    if len(paths) == 1:
        (path,), (alone,) = paths, read
        opened = opened_bytes(group, path)
        of_one: dict[Found, Given] = {
            atom: (group, {path: atom}, opened + atom_bytes(atom))
            for atom in set(alone)
            if not isinstance(atom, Lacking)
        }
        return [*map(of_one.get, alone)]
    told = list(zip(*read, strict=True))
    of_all = _values(group, paths, set(told))
    return [*map(of_all.__getitem__, told)]


def _values(
    group: str, paths: Sequence[str], distinct: Iterable[tuple[Found, ...]]
) -> Mapping[tuple[Found, ...], Given | None]:
    """Return what each combination of answers to a group's fields gives."""
    opened = [key(group) + array_head(2 * size) for size in range(len(paths) + 1)]
    order = sorted(range(len(paths)), key=paths.__getitem__)
    keys = [(place, key(paths[place])) for place in order]
    found: dict[tuple[Found, ...], Given | None] = {}
    for told in distinct:
        value: dict[str, Atom | None] = {
            path: atom
            for path, atom in zip(paths, told, strict=True)
            if not isinstance(atom, Lacking)
        }
        said = [
            lead + atom_bytes(atom)
            for place, lead in keys
            if not isinstance(atom := told[place], Lacking)
        ]
        whole = opened[len(said)] + b"".join(said)
        found[told] = (group, value, whole) if value else None
    return found


def _by_row(
    given: Mapping[str, Sequence[Given | None]],
    having: Mapping[str, Sequence[int]],
    count: int,
) -> Iterable[Sequence[Given | None]]:
    """Return what each row is given, in order of its groups."""
    if all(len(places) == count for places in having.values()):
        return zip(*given.values(), strict=True)
    rows: list[list[Given | None]] = [[] for _ in range(count)]
    for group, theirs in given.items():
        for place, each in zip(having[group], theirs, strict=True):
            rows[place].append(each)
    return rows


def _found(
    reader: Reader, column: Column, cells: bytes, firsts: Iterable[RecordId]
) -> Sequence[Found]:
    """Return what a column says to each of its rows, the first records of which."""
    answers = _answers(reader, column, cells, firsts)
    count = len(cells)
    if len(answers) == count:
        return answers
    found: list[Found] = [_ABSENT] * count
    present = compress(range(count), cells.translate(_PRESENT))
    if len(answers) + cells.count(Cell.ABSENT) == count:
        for place, answer in zip(present, answers, strict=True):
            found[place] = answer
        return found
    following = iter(answers)
    for place in present:
        cell = cells[place]
        found[place] = next(following) if cell in _SAID else _OTHERS[cell]
    return found


def _answers(
    reader: Reader, column: Column, cells: bytes, firsts: Iterable[RecordId]
) -> list[str]:
    """Return the texts of a column's answers, in the order of its cells."""
    typed, as_text = cells.count(Cell.ANSWER), cells.count(Cell.AS_TEXT)
    splitter = column.splitter
    if splitter is None:
        return reader.texts(typed + as_text)
    numbers = [reader.ints(typed) for _ in range(splitter.width)]
    texts = iter(reader.texts(as_text))
    if column.type == RECORD:
        answering = [cell == Cell.ANSWER for cell in cells]
        joined = [
            splitter.join([[found]], column.around)[0] if found else first
            for found, first in zip(
                numbers[0], compress(firsts, answering), strict=True
            )
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
    flags = f"{bits:0{total}b}"[::-1].encode().translate(_FLAGS) if total else b""
    others = reader.ints(flags.count(1))
    if others and not 0 <= min(others) <= max(others) <= max(Cell):
        raise Malformed("cell")
    cells = bytearray(flags)
    for place, cell in zip(compress(range(total), flags), others, strict=True):
        # Nearly all are absent, as the flag says by itself.
        if cell != _ONE:
            cells[place] = cell
    return bytes(cells)
