"""Insert a row or change it, the same way on both databases."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(
    connection: Connection,
    table: Table,
    key: Mapping[str, object],
    values: Mapping[str, object],
) -> None:
    """Insert the row, or give it these values where its key is there already."""
    insert = _insert(connection)(table).values({**key, **values})
    connection.execute(
        insert.on_conflict_do_update(index_elements=list(key), set_=dict(values))
    )


def insert_missing(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]
) -> None:
    """Insert those of the rows whose key is not there yet."""
    if rows:
        insert = _insert(connection)(table).on_conflict_do_nothing()
        connection.execute(insert, [dict(row) for row in rows])


def _insert(
    connection: Connection,
) -> "type[postgresql.Insert | sqlite.Insert]":
    postgres = connection.dialect.name == "postgresql"
    return postgresql.Insert if postgres else sqlite.Insert
