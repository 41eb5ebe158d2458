"""The migrations give exactly the tables that the program reads and writes."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import update

from sync.errors import (
    DatabaseMissing,
    DatabaseUnreachable,
    RegistryMissing,
    RegistryOutdated,
)
from sync.registry import founding
from sync.registry.storage import tables
from sync.registry.storage.schema import MIGRATIONS
from sync.registry.storage.sql import SQLITE_FILE, SqlStorage, address_of
from tests.sync.registry.offices import an_office, chance
from tests.sync.registry.replayed import migrations_replayed


@pytest.fixture
def storage(tmp_path, database):
    """A storage whose tables the migrations themselves have made."""
    url = address_of(tmp_path, database)
    storage = SqlStorage(url)
    storage.create()
    yield storage
    storage.close()


def test_a_migrated_database_has_the_programs_tables(storage):
    with storage.engine.connect() as connection:
        context = MigrationContext.configure(connection)

        assert compare_metadata(context, tables.metadata) == []


def test_the_programs_version_is_the_newest_migrations(storage):
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == tables.VERSION
    assert storage.version() == tables.VERSION


def test_what_the_tests_replay_of_the_migrations_makes_the_same_tables(
    tmp_path, database
):
    with migrations_replayed():
        an_office(tmp_path / "first").storage.close()
        an_office(tmp_path / "again").storage.close()
        office = an_office(tmp_path / "office", database)

    with office.storage.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []
    assert office.storage.version() == tables.VERSION
    office.storage.close()


def test_making_the_tables_again_changes_nothing(storage):
    with storage.writing() as books:
        books.put_setting("kept", "yes")

    storage.create()

    with storage.reading() as books:
        assert books.setting("kept") == "yes"


def test_a_database_of_another_version_is_not_touched(tmp_path, database):
    office = an_office(tmp_path / "r", database)
    with office.storage.writer() as connection:
        connection.execute(update(tables.version).values(version_num="0000"))

    with pytest.raises(RegistryOutdated):
        founding.open_office(tmp_path / "r", database, office.clock, chance())
    office.storage.close()


def test_a_database_that_is_gone_is_neither_opened_nor_raised(tmp_path, database):
    data = tmp_path / "r"
    office = an_office(data, database)
    with office.storage.writer() as connection:
        tables.metadata.drop_all(connection)
        tables.version.drop(connection)

    with pytest.raises(DatabaseMissing):
        founding.upgrade(data, database)
    with pytest.raises(DatabaseMissing):
        founding.open_office(data, database, office.clock, chance())

    assert office.storage.version() == ""
    office.storage.close()


def test_in_the_place_of_a_database_that_is_gone_none_is_made(tmp_path):
    data = tmp_path / "r"
    an_office(data).storage.close()
    (data / SQLITE_FILE).unlink()

    with pytest.raises(DatabaseMissing):
        founding.upgrade(data, "")

    assert not (data / SQLITE_FILE).exists()


def test_a_database_that_does_not_answer_is_said_so(tmp_path, storage):
    an_office(tmp_path / "r").storage.close()
    nowhere = "postgresql://nobody@127.0.0.1:9/nothing?connect_timeout=1"

    with pytest.raises(DatabaseUnreachable):
        founding.open_office(tmp_path / "r", nowhere, lambda: 0, chance())


def test_a_folder_without_a_registry_has_nothing_to_raise(tmp_path):
    with pytest.raises(RegistryMissing):
        founding.upgrade(tmp_path, "")
