"""A change that was read column by column has the very name that it was given."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.change import canonical, writes_bytes
from sync.columns import Reader, Writer
from sync.errors import Malformed
from sync.layout import Field
from sync.payload import Unpacked, pack, unpack
from sync.splitter import Templates
from sync.table import Row, columns_of, split_rows, table_of, write_table
from sync.table_reading import read_table
from sync.values import Special, record_bytes
from tests.sync.builders import AREA, HOUSEHOLD, a_layout, changes_of

LAYOUTS = (a_layout("one"), a_layout("two", (Field("q/new", "int"),)))
SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def a_table():
    return table_of(LAYOUTS[0], LAYOUTS[0].kinds[1], AREA, Templates())


def read_back(write):
    writer = Writer()
    write(writer)
    return Reader(*writer.streams)


@SLOW
@given(changes_of(LAYOUTS))
def test_the_bytes_made_while_reading_are_those_of_the_change(changes):
    used = [x for x in LAYOUTS if any(c.layout == x.id for c in changes)]
    body = pack(changes, used, level=1, dictionary=0, dictionaries={})

    read = unpack(body, used, device=7, area=AREA, count=len(changes), dictionaries={})

    assert isinstance(read, Unpacked)
    assert [vars(c)["body"] for c in read.changes] == list(map(canonical, changes))
    assert [c.name for c in read.changes] == [c.name for c in changes]


@SLOW
@given(changes_of(LAYOUTS))
def test_bytes_that_are_at_hand_change_no_name(changes):
    for change in changes:
        said = [
            (record_bytes(part.record), writes_bytes(part.writes))
            for part in change.parts
        ]
        assert canonical(change, said) == canonical(change)


@given(
    st.lists(st.sampled_from(("gul", "refused", None, *Special)), min_size=1),
    st.booleans(),
)
def test_equal_answers_stay_apart_from_those_that_only_look_alike(atoms, whole):
    names = [{"name_latin": atom, "name_urdu": "گل"} for atom in atoms]
    more = {f: {f: "1"} for f in ("born", "sex")} if whole else {}
    written = [Row(HOUSEHOLD, {"name": name} | more) for name in names]
    table = a_table()
    split_rows(table, written)
    rows = [Row(HOUSEHOLD, {}) for _ in atoms]

    read_table(
        read_back(lambda writer: write_table(writer, table, written)), a_table(), rows
    )

    assert [row.writes for row in rows] == [row.writes for row in written]


@pytest.mark.parametrize("places", [(6, 6), (7, 6), (-1, 6)])
def test_groups_listed_twice_or_out_of_order_are_malformed(places):
    def write(writer):
        writer.ints([0])
        writer.ints([len(places)])
        writer.ints(places)

    with pytest.raises(Malformed):
        read_table(read_back(write), a_table(), [Row(HOUSEHOLD, {})])


@SLOW
@given(changes_of(LAYOUTS))
def test_a_segment_is_the_same_bytes_whether_its_answers_came_before_or_not(changes):
    """What was split once is remembered for a table: a table of its own forgets it."""
    table, alone = a_table(), a_table()
    rows = [
        Row(change.parts[0].record, dict(part.writes))
        for change in changes
        for part in change.parts
        if all(table.native(g, value) for g, value in part.writes.items())
    ]

    split_rows(table, rows)
    for row in rows:
        split_rows(alone, [row])
        for column in columns_of(alone):
            column.known.clear()

    assert [
        (column.cells, column.numbers, column.texts) for column in columns_of(table)
    ] == [(column.cells, column.numbers, column.texts) for column in columns_of(alone)]
