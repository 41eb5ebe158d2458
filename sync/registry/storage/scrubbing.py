"""Erased rows, out of the files of the database and not only out of its tables.

PostgreSQL marks what was deleted or overwritten and leaves its bytes where they are:
vacuumed, a page may be written over some day. Only a table that is written anew is
without them; and then its log of writes, which tells all of it once more.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from sync.registry.storage.failures import typed
from sync.registry.storage.tables import metadata

LOG_FILES_MAX = 4096
NO_REUSE = "ALTER SYSTEM SET wal_recycle = off"
REUSE = "ALTER SYSTEM RESET wal_recycle"
HEED = "SELECT pg_reload_conf()"


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """What was reached. `log`: the log of writes on this server holds none of it.

    `archived`: the server also hands its log to an archive; `replicas` follow it or may
    come back for it. Neither is reached from here.
    """

    log: bool
    archived: bool = False
    replicas: int = 0


def scrub(engine: Engine) -> Scrubbed:
    """Write every table anew; nobody else reads or writes meanwhile.

    Free space for another copy of the largest table is needed.
    """
    with typed():
        if engine.dialect.name == "sqlite":
            return _scrub_file(engine)
        with engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            # What another table refers to is no longer there to be followed.
            for table in metadata.sorted_tables:
                connection.execute(text(f'VACUUM (FULL) "{table.name}"'))
            return _scrubbed(connection, log=_clear_log(connection))


def _scrub_file(engine: Engine) -> Scrubbed:
    raw = engine.raw_connection()
    with closing(raw.cursor()) as cursor:
        cursor.execute("VACUUM")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    raw.close()
    return Scrubbed(log=not busy)


def _scrubbed(connection: Connection, *, log: bool) -> Scrubbed:
    archived = connection.execute(text("SHOW archive_mode")).scalar_one() != "off"
    following = (
        "SELECT (SELECT count(*) FROM pg_replication_slots WHERE NOT temporary)"
        " + (SELECT count(*) FROM pg_stat_replication)"
    )
    replicas = int(connection.execute(text(following)).scalar_one())
    return Scrubbed(log, archived, replicas)


def _clear_log(connection: Connection) -> bool:
    """Let the server begin new files of its log, and take every earlier one away.

    Files are usually kept and written over later: with what is in them until then.
    False where this user may not say so, or something still needs the old ones.
    """
    try:
        with _taken_away(connection):
            return _go_past(connection)
    except DBAPIError as failure:
        if _is_forbidden(failure):
            return False
        raise


@contextmanager
def _taken_away(connection: Connection) -> Iterator[None]:
    """Have the server remove files of its log instead of keeping them for later."""
    asked = "SHOW wal_recycle"
    if connection.execute(text(asked)).scalar_one() == "off":
        yield
        return
    connection.execute(text(NO_REUSE))
    connection.execute(text(HEED))
    try:
        yield
    finally:
        connection.execute(text(REUSE))
        connection.execute(text(HEED))


def _go_past(connection: Connection) -> bool:
    """Go on in the log until every file that lies there now is behind and gone."""
    old = set(_log_files(connection))
    for _ in range(min(len(old), LOG_FILES_MAX) + 1):
        # Without a word in it a file is not ended.
        connection.execute(text("SELECT pg_logical_emit_message(false, 'indraj', '')"))
        connection.execute(text("SELECT pg_switch_wal()"))
    # Two: the first one's own beginning may still be needed to come up again.
    connection.execute(text("CHECKPOINT"))
    connection.execute(text("CHECKPOINT"))
    return old.isdisjoint(_log_files(connection))


def _log_files(connection: Connection) -> list[str]:
    named = "SELECT name FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'"
    return list(connection.execute(text(named)).scalars())


def _is_forbidden(failure: DBAPIError) -> bool:
    return getattr(failure.orig, "sqlstate", "") == "42501"
