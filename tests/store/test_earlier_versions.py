"""A store that an earlier version wrote is brought up when it is opened, and lists."""

import sqlite3

import pytest

from enrolment_app.store import DiskFull, Query, rescue, spare
from enrolment_app.store.opening import PAGE_BYTES
from enrolment_app.store.projections import Projections
from enrolment_app.store.schema import KNOWN, PROJECTED, SCHEMA_VERSION
from tests.store.builders import (
    PASSPHRASE,
    a_store,
    birth,
    given,
    household_of,
    opened,
)
from tests.store.pictures import name_of

FIRST = KNOWN + PROJECTED
INDEXES = [line for line in FIRST if line.startswith("CREATE INDEX")]
# The engine's own tables, the search's parts, and the list of migrations.
ITS_OWN = ("sqlite_", "found", "_sqlite_migrations")


def first_tables():
    """The first version's tables with their columns."""
    plain = sqlite3.connect(":memory:")
    for line in FIRST:
        if line.startswith("CREATE TABLE"):
            plain.execute(line)
    names = plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {
        name: {row[1] for row in plain.execute(f"PRAGMA table_info({name})")}
        for (name,) in names.fetchall()
    }


def take_back(connection):
    """Leave nothing of what later versions added to the tables, or took from them."""
    spare.detach(connection)  # no earlier version had one
    kinds = "SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL"
    there = list(connection.read(kinds))
    first = first_tables()
    for kind, name in there:
        if kind == "trigger":
            connection.write(f"DROP TRIGGER {name}")
        if kind == "index" and not name.startswith(ITS_OWN):
            connection.write(f"DROP INDEX {name}")
    for kind, name in there:
        if kind != "table" or name.startswith(ITS_OWN):
            continue
        if name not in first:
            connection.write(f"DROP TABLE {name}")
            continue
        columns = {row[1] for row in connection.read(f"PRAGMA table_info({name})")}
        for column in columns - first[name]:
            connection.write(f"ALTER TABLE {name} DROP COLUMN {column}")
        for column in first[name] - columns:
            connection.write(f"ALTER TABLE {name} ADD COLUMN {column}")
    for line in INDEXES:
        connection.write(line)
    connection.write("DELETE FROM _sqlite_migrations WHERE name <> 'first_tables'")
    connection.write("PRAGMA user_version = 1")


@pytest.fixture
def of_version_one(place):
    """A store with two households, as the first version left it."""
    with a_store(place) as store:
        for seed in (1, 2):
            store.journal.seal(birth(seed))
        before = store.households.page(Query())
        take_back(store._connection)
    return before


def test_it_is_brought_up_once_and_lists_what_it_listed(of_version_one, place):
    with opened(place) as store:
        assert store.earlier
        assert store.households.page(Query()) == of_version_one
        checked = store.check()
        assert checked.database == checked.chains == checked.projections == ()
        version = store._connection.value("PRAGMA user_version")
        assert version == SCHEMA_VERSION
        assert sum(each.total for each in store.households.coverage()) == 2

    with opened(place) as store:
        assert not store.earlier
        assert store.households.page(Query()) == of_version_one


def test_what_earlier_changes_name_is_known_as_soon_as_it_is_brought_up(place):
    name = name_of(b"a photo")
    with a_store(place) as store:
        store.journal.seal(birth(1, answers={"q/digits": name}))
        take_back(store._connection)

    with opened(place) as store:
        assert store.earlier
        assert store.lane.lacking() == (name,)


@pytest.fixture
def with_held_work(place):
    """A store whose second household is held, as an earlier version showed it."""
    with a_store(place) as store:
        for seed in (1, 2):
            store.journal.seal(birth(seed))
        held = "UPDATE changes SET own = 0, entered = 1, place = 0 WHERE id = 2"
        store._connection.write(held)
        take_back(store._connection)


def listed(store):
    return [row.household for row in store.households.page(Query()).rows]


@pytest.mark.usefixtures("with_held_work")
def test_what_is_held_of_others_is_not_shown_any_more(place):
    with opened(place) as store:
        assert listed(store) == [household_of(1)]


@pytest.mark.usefixtures("with_held_work")
def test_bringing_up_that_was_cut_off_is_finished_by_the_next_opening(
    place, monkeypatch
):
    """With many households it takes long enough to be stopped, or for a power cut."""
    with monkeypatch.context() as cut_off:
        cut_off.setattr(Projections, "rebuild", cut)
        with pytest.raises(KeyboardInterrupt):
            opened(place)

    with opened(place) as store:
        assert listed(store) == [household_of(1)]
    with opened(place) as store:
        assert not store.earlier


def cut(_):
    raise KeyboardInterrupt


@pytest.mark.usefixtures("with_held_work")
def test_a_full_disk_hinders_nobody_from_reading_what_is_brought_up(place, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr(Projections, "rebuild", no_room)
        with opened(place) as store:
            assert household_of(1) in listed(store)
            assert store.low_on_space

    with opened(place) as store:
        assert listed(store) == [household_of(1)]


def no_room(_):
    raise DiskFull("rebuilding")


def test_a_damaged_page_of_an_earlier_version_costs_nothing_that_is_only_here(
    place, tmp_path
):
    with a_store(place) as store:
        for seed in range(12):
            store.journal.seal(birth(seed))
        take_back(store._connection)
    whole = (place / "store.db").read_bytes()

    for at in range(0, len(whole), 11 * PAGE_BYTES):
        damaged = whole[:at] + bytes(PAGE_BYTES) + whole[at + PAGE_BYTES :]
        (place / "store.db").write_bytes(damaged)
        rescued = rescue(place, PASSPHRASE, tmp_path / f"from-{at}", **given())
        assert rescued.own == 12, at
