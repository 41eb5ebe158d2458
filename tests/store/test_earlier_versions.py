"""A store that an earlier version wrote is brought up when it is opened, and lists."""

import pytest

from enrolment_app.store import Query
from enrolment_app.store.schema import BY_HAND, LISTED, SCHEMA_VERSION
from tests.store.builders import a_store, birth, opened

TABLES = [line.split()[2] for line in BY_HAND if line.startswith("CREATE TABLE")]
INDEXES = [line.split()[2] for line in BY_HAND if line.startswith("CREATE INDEX")]
# The first version's tables, from this one's.
BACK = (
    *(f"DROP INDEX {name}" for name in INDEXES),
    *(f"DROP TABLE {name}" for name in TABLES),
    "DROP INDEX by_enumerator",
    "DROP INDEX by_time",
    "DROP INDEX by_head",
    "ALTER TABLE households DROP COLUMN enumerator",
    f"CREATE INDEX by_time ON households (changed_ms, {LISTED})",
    f"CREATE INDEX by_head ON households (head_key, changed_ms, {LISTED})",
    "DELETE FROM _sqlite_migrations WHERE name <> 'first_tables'",
    "PRAGMA user_version = 1",
)


@pytest.fixture
def of_version_one(place):
    """A store with two households, as the first version left it."""
    with a_store(place) as store:
        for seed in (1, 2):
            store.journal.seal(birth(seed))
        before = store.households.page(Query())
        for line in BACK:
            store._connection.write(line)
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
