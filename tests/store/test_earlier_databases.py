"""Databases that every earlier version really wrote are brought up and list the same.

`earlier/vN.db.gz` holds what the program of that version wrote: two households, one
corrected since, and an open visit, all invented; unlocked and packed so that the
repository stays small. To add one: `python -m tests.store.make_earlier`, with the
program as it is before its tables change.
"""

import gzip
import re
from pathlib import Path

import pytest

from enrolment_app.store import Query
from enrolment_app.store.connection import Connection
from enrolment_app.store.opening import DATABASE
from enrolment_app.store.schema import SCHEMA_VERSION
from tests.store.builders import a_store, household_of, opened

HERE = Path(__file__).parent / "earlier"
VERSIONS = range(1, SCHEMA_VERSION)


def put_in_place_of(store, packed, version):
    """Let the store's database be an older one, under the store's own key."""
    key, salt = store._unlocked.key, store._unlocked.db_salt
    database = store.place / DATABASE
    plain = store.place.parent / "plain.db"
    plain.write_bytes(gzip.decompress(packed))
    store.close()
    for left in store.place.glob(DATABASE + "*"):
        left.unlink()
    connection = Connection(database, key, salt)
    connection.write(f"ATTACH DATABASE '{plain}' AS older KEY ''")
    connection.read("SELECT sqlcipher_export('main', 'older')")
    connection.write("DETACH DATABASE older")
    connection.write(f"PRAGMA user_version = {version}")
    connection.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_it_is_brought_up_and_nothing_is_missing(place, version):
    store = a_store(place)
    packed = (HERE / f"v{version}.db.gz").read_bytes()
    put_in_place_of(store, packed, version)

    with opened(place) as store:
        assert store.earlier
        rows = store.households.page(Query()).rows
        listed = {row.household: row.head for row in rows}
        assert listed == {
            household_of(1): "Gul Rehman",
            household_of(2): "Gul Zaman",
            household_of(3): "Gul Zaman",
        }
        assert len(store.journal.history(household_of(1))) == 2
        assert store.visits.of(household_of(3)) is not None
        checked = store.check()
        assert checked.database == checked.chains == checked.projections == ()
        found = store._connection.value("PRAGMA user_version")
        assert found == SCHEMA_VERSION

    with opened(place) as store:
        assert not store.earlier


def test_every_earlier_version_has_its_database():
    found = {int(re.sub(r"\D", "", file.stem)) for file in HERE.glob("v*.db.gz")}

    assert found >= set(VERSIONS)
