"""A registry of any earlier version, with something in every table, is raised whole."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    BigInteger,
    Boolean,
    Integer,
    LargeBinary,
    MetaData,
    insert,
    select,
)

from sync.registry.storage import SqlStorage, tables
from sync.registry.storage.schema import MIGRATIONS
from sync.registry.storage.sql import address_of

REVISIONS = [
    one.revision
    for one in reversed(list(ScriptDirectory(str(MIGRATIONS)).walk_revisions()))
]

RUNS_REMADE = "0020"
"""Runs from before were not read back; they are made again of the logs they pack."""


@pytest.fixture
def empty(tmp_path, database):
    url = address_of(tmp_path, database)
    storage = SqlStorage(url)
    yield storage
    storage.close()


def raise_to(connection, revision):
    """Make the tables as the program of that day did."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)


def a_value(column):
    """Give what may stand in a column of that type."""
    if isinstance(column.type, Boolean):
        return True
    if isinstance(column.type, BigInteger | Integer):
        return 7
    return b"seven" if isinstance(column.type, LargeBinary) else "seven"


def fill(connection):
    """Put a row into every table that there is; give all by their tables."""
    there = MetaData()
    there.reflect(connection)
    told = {}
    for table in there.sorted_tables:
        if table.name == tables.version.name:
            continue
        row = {column.name: a_value(column) for column in table.columns}
        connection.execute(insert(table), [row])
        told[table.name] = row
    return told


@pytest.mark.parametrize("revision", REVISIONS)
def test_nothing_that_an_earlier_version_kept_is_lost_or_altered(empty, revision):
    with empty.writer() as connection:
        raise_to(connection, revision)
        told = fill(connection)

    empty.create()

    with empty.engine.connect() as connection:
        there = MetaData()
        there.reflect(connection)
        for name, row in told.items():
            kept = connection.execute(select(there.tables[name])).mappings().all()
            remade = name == "runs" and revision < RUNS_REMADE
            left = [] if remade else [row]
            assert [{k: one[k] for k in row} for one in kept] == left, name
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []
    assert empty.version() == tables.VERSION
