"""Inserting many rows, or a row that may be there, the same way on both databases."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    bindparam,
    func,
    select,
)
from sqlalchemy import column as named_column
from sqlalchemy import values as table_values
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")
V = TypeVar("V")
BATCH = 500
"""Values in one question: below the bound of every database."""


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


def upsert_all(
    connection: Connection,
    table: Table,
    key: str,
    rows: Sequence[Mapping[str, object]],
    new: Mapping[str, object],
) -> None:
    """Insert rows, or give those that are there these values; `new` for others only."""
    if not rows:
        return
    insert = _insert(connection)(table)
    changed = {name: insert.excluded[name] for name in rows[0] if name != key}
    connection.execute(
        insert.on_conflict_do_update(index_elements=[key], set_=changed),
        [{**row, **new} for row in rows],
    )


def insert_missing(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]
) -> None:
    """Insert those of the rows whose key is not there yet."""
    if rows:
        insert = _insert(connection)(table).on_conflict_do_nothing()
        connection.execute(insert, [dict(row) for row in rows])


def insert_new(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Insert a row; False where its key is there already."""
    insert = _insert(connection)(table).values(dict(row)).on_conflict_do_nothing()
    key = next(iter(table.primary_key))
    return connection.execute(insert.returning(key)).first() is not None


def insert_all(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]
) -> None:
    """Insert rows that all have the same columns.

    On PostgreSQL in one statement whose text does not depend on their number: each
    column goes over as an array. One statement a row costs three times as much.
    """
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.execute(table.insert(), [dict(row) for row in rows])
        return
    columns = [table.c[name] for name in rows[0]]
    arrays = [
        bindparam(column.name, [row[column.name] for row in rows], ARRAY(column.type))
        for column in columns
    ]
    names = [column.name for column in columns]
    given = func.unnest(*arrays).table_valued(*names).render_derived()
    chosen = select(*(given.c[name] for name in names))
    connection.execute(table.insert().from_select(columns, chosen))


def looked_up(
    connection: Connection,
    column: Column[T],
    values: Sequence[T],
    found: Callable[[ColumnElement[T]], Select[tuple[V]]],
) -> Iterator[tuple[T, V]]:
    """Give what a small question finds for each value, for those that it finds any.

    `found` builds the question from the value. Each is asked by itself, so that no
    database is tempted to read a whole table whose size it has not counted yet.
    """
    for start in range(0, len(values), BATCH):
        given = _listed(connection, column, values[start : start + BATCH])
        answer = found(given.c[column.name]).scalar_subquery()
        rows = connection.execute(select(given.c[column.name], answer))
        yield from ((value, told) for value, told in rows if told is not None)


def _listed(
    connection: Connection, column: Column[T], values: Sequence[T]
) -> FromClause:
    """Give values as a table of one column."""
    if connection.dialect.name == "postgresql":
        array = bindparam(None, list(values), ARRAY(column.type))
        return func.unnest(array).table_valued(column.name).render_derived()
    rows = [(value,) for value in values]
    given = table_values(named_column(column.name, column.type), name="given")
    return given.data(rows).cte("given")


def _insert(
    connection: Connection,
) -> "type[postgresql.Insert | sqlite.Insert]":
    postgres = connection.dialect.name == "postgresql"
    return postgresql.Insert if postgres else sqlite.Insert
