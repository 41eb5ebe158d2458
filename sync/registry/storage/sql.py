"""The registry's database: opened once, handed out as short transactions."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    create_engine,
    event,
    inspect,
    make_url,
    select,
)
from sqlalchemy.pool import ConnectionPoolEntry

from sync.registry.storage.books import Books
from sync.registry.storage.failures import typed
from sync.registry.storage.scrubbing import Scrubbed, scrub
from sync.registry.storage.tables import version

BUSY_MS = 60_000
CONNECTIONS = 20
"""So many a process keeps: as many requests as it works on at once (`api.serve`)."""
SQLITE_FILE = "registry.db"
IN_MEMORY = "sqlite://"
SQLITE_SETTINGS = (
    "PRAGMA journal_mode=WAL",
    # What was receipted must survive a power cut.
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA foreign_keys=ON",
    # What is erased must not lie on in free pages.
    "PRAGMA secure_delete=ON",
)
WRITES = "indraj_writes"
FOLD = "PRAGMA wal_checkpoint(TRUNCATE)"


class SqlStorage:
    """Books in SQLite or PostgreSQL."""

    def __init__(self, url: str | URL) -> None:
        # A database in memory is one connection.
        several = {"pool_size": CONNECTIONS, "max_overflow": CONNECTIONS}
        self.engine = create_engine(
            url,
            pool_pre_ping=make_url(url).get_backend_name() == "postgresql",
            **({} if url == IN_MEMORY else several),
        )
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _set_up_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    def create(self) -> None:
        """Make the tables, or raise those of an older version."""
        from sync.registry.storage import schema  # noqa: PLC0415 - see there

        with self.writer() as connection:
            schema.raise_to_newest(connection)

    def version(self) -> str:
        """Give the version of the tables; empty where there are none."""
        with typed(), self.engine.connect() as connection:
            if not inspect(connection).has_table(version.name):
                return ""
            asked = select(version.c.version_num)
            return connection.execute(asked).scalar() or ""

    @contextmanager
    def writing(self) -> Iterator[Books]:
        """Open a transaction that may write."""
        with self.writer() as connection:
            yield Books(connection)

    @contextmanager
    def reading(self) -> Iterator[Books]:
        """Open a transaction that only reads, all of it at one moment."""
        options: dict[str, Any] = {}
        if self.engine.dialect.name != "sqlite":
            # One moment for a whole answer needs more than the usual level.
            options["isolation_level"] = "REPEATABLE READ"
        with typed(), self.engine.connect() as connection:
            connection.execution_options(**options)
            with connection.begin():
                yield Books(connection)

    @contextmanager
    def writer(self) -> Iterator[Connection]:
        """Open a writing transaction on the bare connection."""
        with typed(), self.engine.connect() as connection:
            connection.execution_options(**{WRITES: True})
            with connection.begin():
                yield connection

    def forget(self) -> None:
        """Let nothing that was overwritten lie on in the log of the database.

        PostgreSQL keeps old rows in its files until `scrub`.
        """
        if self.engine.dialect.name == "sqlite":
            with typed():
                raw = self.engine.raw_connection()
                with closing(raw.cursor()) as cursor:
                    cursor.execute(FOLD)
                raw.close()

    def scrub(self) -> Scrubbed:
        """Write all tables anew, so that their files hold nothing that was erased."""
        return scrub(self.engine)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def address_of(data: Path, database: str) -> str | URL:
    """Give SQLAlchemy's address of what administrators name; "" is the folder's own."""
    return sqlalchemy_url(database) if database else sqlite_url(data)


def sqlite_url(data: Path) -> URL:
    """Give the address of the embedded database in a folder, however that is called."""
    return URL.create("sqlite", database=str(data / SQLITE_FILE))


def sqlalchemy_url(database: str) -> str:
    """Give SQLAlchemy's address for what administrators write: psycopg speaks it."""
    for plain in ("postgresql://", "postgres://"):
        if database.startswith(plain):
            return "postgresql+psycopg://" + database.removeprefix(plain)
    return database


def _set_up_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    # The driver's own idea of when to begin would put reads outside a transaction.
    connection.isolation_level = None
    for setting in SQLITE_SETTINGS:
        connection.execute(setting)


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: a reader that turns into one could only fail.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
