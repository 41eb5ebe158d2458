"""PostgreSQL's own programs, which copy a database to a file and put it back."""

import os
import subprocess
from pathlib import Path

from sqlalchemy import URL, inspect, make_url

from sync.errors import DatabaseUnreachable, RegistryExists
from sync.registry.storage import SqlStorage
from sync.registry.storage.failures import typed
from sync.registry.storage.sql import sqlalchemy_url

RIGHTS = ("--no-owner", "--no-privileges", "--no-tablespaces")
"""Who may do what, and on which disk, is the affair of the server that it comes to."""


def dump(database: str, copy: Path) -> None:
    """Copy a database to a file; raises `DatabaseUnreachable`."""
    _run("pg_dump", database, "--format=custom", f"--file={copy}")


def put_back(copy: Path, database: str) -> None:
    """Put all of a dump into an empty database, or nothing.

    Raises `DatabaseUnreachable`, and `RegistryExists` where anything is in it.
    """
    _must_be_empty(database)
    _run("pg_restore", database, "--single-transaction", *RIGHTS, str(copy))


def _must_be_empty(database: str) -> None:
    """Raise `RegistryExists` for a database in which anything is."""
    storage = SqlStorage(sqlalchemy_url(database))
    try:
        with typed(), storage.engine.connect() as connection:
            if inspect(connection).get_table_names():
                raise RegistryExists
    finally:
        storage.close()


def _run(program: str, database: str, *words: str) -> None:
    """Run a program; whoever lists what runs here does not see the password."""
    given = make_url(database)
    secret = given.password or given.query.get("password")
    query = given.difference_update_query(["password"]).query
    user, host, port = given.username, given.host, given.port
    shown = URL.create(
        # Whatever driver the registry was told to take: they know the database's name.
        given.get_backend_name(),
        user,
        host=host,
        port=port,
        database=given.database,
        query=query,
    )
    try:
        subprocess.run(  # noqa: S603 - ours
            [program, f"--dbname={shown.render_as_string()}", *words],
            check=True,
            capture_output=True,
            env={**os.environ, **({"PGPASSWORD": str(secret)} if secret else {})},
        )
    except (OSError, subprocess.CalledProcessError) as cause:
        raise DatabaseUnreachable from cause
