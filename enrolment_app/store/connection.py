"""The one connection to the encrypted database, and the one table of its errors.

What the driver raises is no `sqlite3.Error`, so it is translated here and nowhere else.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from enrolment_app.store.errors import (
    DiskFailed,
    DiskFull,
    StoreDamaged,
    StoreError,
    StoreInUse,
    WrongKey,
)

KEY_HEX = 96
WAL_BYTES_MAX = 8 * 1024 * 1024

BEFORE_KEY = ("PRAGMA cipher_log_level = NONE",)
# Before the first read: then there is no shared-memory file, and a full disk opens.
BEFORE_READ = ("PRAGMA locking_mode = EXCLUSIVE",)
AFTER_READ = (
    "PRAGMA synchronous = FULL",
    # In files, sorts and indexes were written in plain text.
    "PRAGMA temp_store = MEMORY",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA wal_autocheckpoint = 1000",
    f"PRAGMA journal_size_limit = {WAL_BYTES_MAX}",
    "PRAGMA cache_size = -16000",
    "PRAGMA mmap_size = 0",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA recursive_triggers = ON",
)
ON_MACOS = ("PRAGMA fullfsync = ON", "PRAGMA checkpoint_fullfsync = ON")

ERRORS: dict[str, type[StoreError]] = {
    "SQLITE_FULL": DiskFull,
    "SQLITE_BUSY": StoreInUse,
    "SQLITE_LOCKED": StoreInUse,
    "SQLITE_NOTADB": WrongKey,
    "SQLITE_CORRUPT": StoreDamaged,
    "SQLITE_IOERR": DiskFailed,
    "SQLITE_CANTOPEN": DiskFailed,
    "SQLITE_READONLY": DiskFailed,
    "SQLITE_PERM": DiskFailed,
}

# A backup's errors come without their name, only in the engine's words.
NAMES = {
    "database or disk is full": "SQLITE_FULL",
    "database is locked": "SQLITE_BUSY",
    "file is not a database": "SQLITE_NOTADB",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "disk I/O error": "SQLITE_IOERR",
    "unable to open database file": "SQLITE_CANTOPEN",
    "attempt to write a readonly database": "SQLITE_READONLY",
}

SOUND = ("1",)

Rows = list[tuple[Any, ...]]


@contextmanager
def translated() -> Iterator[None]:
    """Raise our own errors for the world's; what is our own fault stays as it is."""
    try:
        yield
    except driver.Error as failed:
        named = getattr(failed, "sqlite_errorname", None)
        name = named or NAMES.get(str(failed), "")
        for known, ours in ERRORS.items():
            if name == known or name.startswith(known + "_"):
                raise ours(str(failed)) from failed
        raise


class Connection:
    """An opened database; made, used and closed by one thread."""

    def __init__(self, path: Path, key: bytes, salt: bytes) -> None:
        spelled = key.hex() + salt.hex()
        # With any other length SQLCipher would take it for a passphrase.
        assert len(spelled) == KEY_HEX
        self._afterwards: list[Callable[[], None]] = []
        with translated():
            self.raw = driver.connect(str(path), isolation_level=None)
            try:
                self._prepare(spelled)
            except BaseException:
                self.raw.close()
                raise

    def _prepare(self, spelled: str) -> None:
        run = self.raw.execute
        for line in BEFORE_KEY:
            run(line)
        run(f"PRAGMA key = \"x'{spelled}'\"")
        if not run("PRAGMA cipher_version").fetchone():
            # Plain SQLite ignores the key without a word.
            raise StoreDamaged("the database engine has no encryption")
        for line in BEFORE_READ:
            run(line)
        run("SELECT count(*) FROM sqlite_master")
        if run("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
            raise DiskFailed("no write-ahead log on this disk")
        for line in AFTER_READ + (ON_MACOS if sys.platform == "darwin" else ()):
            run(line)

    def must_verify(self) -> None:
        """Raise `StoreDamaged` where a page was read that was not as it was written.

        The engine gives zeros for the rest of a value that lies in such a page, and
        says so only when it is asked for the next one: nothing may come of them.
        """
        with translated():
            if self.raw.execute("PRAGMA cipher_status").fetchone() != SOUND:
                raise StoreDamaged("a page does not verify")

    def read(self, sql: str, given: Sequence[object] = ()) -> Rows:
        """Give all rows of a question."""
        with translated():
            rows = list(self.raw.execute(sql, given))
        self.must_verify()
        return rows

    def each(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a question one after the other, as far as they read."""
        with translated():
            for row in self.raw.execute(sql):
                self.must_verify()
                yield row

    def one(self, sql: str, given: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """Give the first row of a question, None where there is none."""
        with translated():
            row: tuple[Any, ...] | None = self.raw.execute(sql, given).fetchone()
        self.must_verify()
        return row

    def value(self, sql: str, given: Sequence[object] = ()) -> Any:
        """Give the first value of the first row, None where there is none."""
        row = self.one(sql, given)
        return row[0] if row else None

    def write(self, sql: str, given: Sequence[object] = ()) -> int:
        """Run one statement that writes; gives the row id of an insert."""
        with translated():
            row_id = int(self.raw.execute(sql, given).lastrowid or 0)
        if not self.raw.in_transaction:
            self.must_verify()
        return row_id

    def write_many(self, sql: str, given: Iterator[Sequence[object]]) -> None:
        """Run one statement for each of many rows."""
        with self.transaction(), translated():
            self.raw.executemany(sql, given)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written inside, durably at the end, or none of it.

        Inside another transaction this is a part of that one.
        """
        if self.raw.in_transaction:
            yield
            return
        with translated():
            self.raw.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.must_verify()
            with translated():
                self.raw.execute("COMMIT")
        except BaseException:
            self._afterwards.clear()
            # After a full disk the engine has rolled back by itself.
            if self.raw.in_transaction:
                with translated():
                    self.raw.execute("ROLLBACK")
            raise
        waiting, self._afterwards = self._afterwards, []
        for each in waiting:
            each()

    def afterwards(self, what: Callable[[], None]) -> None:
        """Do this once the transaction around it is durable; nothing if it fails."""
        assert self.raw.in_transaction, "nothing is waited for"
        self._afterwards.append(what)

    @contextmanager
    def soon(self) -> Iterator[None]:
        """Keep what is written inside with whatever is kept durably next.

        It outlives the program; until then a power cut takes it, and nothing else.
        """
        if self.raw.in_transaction:
            yield
            return
        self.read("PRAGMA synchronous = NORMAL")
        try:
            with self.transaction():
                yield
        finally:
            self.read("PRAGMA synchronous = FULL")

    def checkpoint(self) -> None:
        """Move everything from the log into the database file."""
        self.read("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the database; its log is folded into it first."""
        with translated():
            self.raw.close()
