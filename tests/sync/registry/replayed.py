"""The registry's tables, made by its migrations once and then by what those said.

Alembic takes twenty times as long as the database, and hundreds of tests begin with an
empty registry. That the migrations themselves are right is tests/contracts' affair.
"""

from contextlib import contextmanager
from unittest.mock import patch

from sqlalchemy import event, inspect

from sync.registry.storage import schema

MIGRATE = schema.raise_to_newest
SAID = {}  # what the migrations said to an empty database, by its dialect
ASKING = ("SELECT", "PRAGMA", "SHOW")


@contextmanager
def migrations_replayed():
    """Make tables in an empty database by what the migrations said to another one."""
    with patch.object(schema, "raise_to_newest", replay):
        yield


def replay(connection):
    if inspect(connection).get_table_names():
        MIGRATE(connection)
        return
    said = SAID.get(connection.dialect.name)
    if said is None:
        SAID[connection.dialect.name] = heard(connection)
        return
    for statement, values in said:
        connection.exec_driver_sql(statement, values)


def heard(connection):
    """Migrate; give every statement that changed anything, with its values."""
    said = []

    def hear(_connection, _cursor, statement, values, *_):
        if not statement.lstrip().upper().startswith(ASKING):
            said.append((statement, values or None))

    event.listen(connection, "before_cursor_execute", hear)
    MIGRATE(connection)
    event.remove(connection, "before_cursor_execute", hear)
    return said
