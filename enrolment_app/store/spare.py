# ruff: noqa: S608 - the statements are our own words, values are bound
"""What may be only here is in a second database too, for a page that no longer reads.

The engine writes both in one transaction, by triggers; only the first is synced for an
answer. So a damaged page of `store.db` costs nothing that nobody else has, and a power
cut costs the second one at most its end, which opening makes good.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from enrolment_app.store import files
from enrolment_app.store.connection import KEY_HEX, Connection, Rows
from enrolment_app.store.errors import DiskFailed, DiskFull, StoreDamaged, WrongKey
from enrolment_app.store.schema import SCHEMA_VERSION

SPARE = "spare.db"
# Everything of these, and of `changes` what was made here.
WHOLE = (
    *("facts", "people", "forms", "visits", "segments", "receipts"),
    *("aliases", "apart", "erased", "erasures", "attachments"),
)
CHANGES = "changes"
MIRRORED = (*WHOLE, CHANGES)
# Those that grow, with what is long in them: summed at opening, compared by `check`.
SUMMED = {CHANGES: "body", "segments": "content", "forms": "xform"}
# What else is written of a change comes from the registry, and comes again.
CHANGES_TOLD = "name, device, area, number, own, body"
VERIFIED_BYTES_MAX = 32 * 1024 * 1024
BEFORE_USE = (
    "PRAGMA spare.journal_mode = WAL",
    "PRAGMA spare.synchronous = NORMAL",
    "PRAGMA spare.journal_size_limit = 1048576",
)


def spare_salt(salt: bytes) -> bytes:
    """Give another salt, so that no page of the one passes for a page of the other."""
    return hashlib.sha256(b"indraj/spare/1" + salt).digest()[: len(salt)]


def attach(
    connection: Connection, path: Path, key: bytes, salt: bytes, *, later: bool = False
) -> None:
    """Keep the spare from here on, made anew where it does not read or fit.

    On a disk that takes nothing more the store goes on without it. `later` leaves to
    `Following` what takes longer the more work is only here.
    """
    unclean = _size(path.with_name(path.name + "-wal")) > 0
    at = (path, key, salt)
    try:
        if not (later and _is_even(connection, *at, unclean=unclean)):
            _attach_whole(connection, *at, fresh=unclean)
    except (DiskFull, DiskFailed):
        detach(connection)


def _is_even(
    connection: Connection, path: Path, key: bytes, salt: bytes, *, unclean: bool
) -> bool:
    """Attach a spare that is as it should be, as far as is seen at once.

    False, and none attached, where it is not: whether it is damaged or lacks something
    only a look at every page of it tells.
    """
    try:
        _open(connection, path, key, salt, whole=False)
        if not unclean and _is_of_this_version(connection):
            _look_where_writing_goes(connection)
            if not fell_behind(connection, counted=True):
                _mirror(connection)
                return True
    except (WrongKey, StoreDamaged):
        pass
    detach(connection)
    return False


def _attach_whole(
    connection: Connection, path: Path, key: bytes, salt: bytes, *, fresh: bool
) -> None:
    try:
        _open(connection, path, key, salt, whole=True)
    except (WrongKey, StoreDamaged):
        # Of an earlier key, or damaged itself: the database has all of it.
        detach(connection)
        remove(path)
        _open(connection, path, key, salt, whole=True)
    fresh = fresh or not _is_of_this_version(connection)
    _mirror(connection)
    if fresh or fell_behind(connection):
        # What does not read now is better kept as the spare has it.
        with suppress(StoreDamaged, WrongKey):
            refill(connection)


def detach(connection: Connection) -> None:
    """Keep the spare no longer."""
    for table in MIRRORED:
        for what in ("added", "changed", "moved", "gone"):
            connection.write(f"DROP TRIGGER IF EXISTS temp.spare_{table}_{what}")
    if attached(connection):
        connection.read("DETACH spare")


def attached(connection: Connection) -> bool:
    """Tell whether there is a spare now."""
    return any(row[1] == "spare" for row in connection.read("PRAGMA database_list"))


def remove(path: Path) -> None:
    """Take the spare's files away."""
    for suffix in ("", "-wal", "-journal"):
        files.remove(path.with_name(path.name + suffix))


def differing(connection: Connection) -> Iterator[str]:
    """Name the tables whose spare is not the same."""
    if attached(connection):
        for table in unlike(connection, MIRRORED):
            yield f"the spare of {table} is not the same"


def refill(connection: Connection) -> None:
    """Make the spare anew of the database; as it was where that does not read."""
    if not attached(connection):
        return
    with connection.transaction():
        for table in MIRRORED:
            only = " WHERE own = 1" if table == CHANGES else ""
            connection.write(f"DELETE FROM spare.spare_{table}")
            connection.write(
                f"INSERT INTO spare.spare_{table} SELECT * FROM main.{table}{only}"
            )


class SpareRows:
    """A copy of a spare, read when the database beside it is damaged."""

    def __init__(self, path: Path, key: bytes, salt: bytes) -> None:
        self._connection: Connection | None = None
        if path.exists():
            with suppress(StoreDamaged, WrongKey):
                self._connection = Connection(path, key, spare_salt(salt))

    @property
    def readable(self) -> bool:
        """Tell whether there is a spare that opens."""
        return self._connection is not None

    def rows(self, table: str) -> Rows:
        """Give a table's rows as far as they are here; none where there is no spare."""
        if self._connection is None or table not in MIRRORED:
            return []
        found: Rows = []
        with suppress(StoreDamaged, WrongKey):
            found.extend(self._connection.each(f"SELECT * FROM spare_{table}"))
        return found

    def close(self) -> None:
        """Let go of the copy."""
        if self._connection is not None:
            self._connection.close()


def _open(
    connection: Connection, path: Path, key: bytes, salt: bytes, *, whole: bool
) -> None:
    spelled = key.hex() + spare_salt(salt).hex()
    assert len(spelled) == KEY_HEX, "any other length would be taken for a passphrase"
    named = str(path).replace("'", "''")
    connection.read(f"ATTACH '{named}' AS spare KEY \"x'{spelled}'\"")
    connection.read("SELECT count(*) FROM spare.sqlite_master")
    for line in BEFORE_USE:
        connection.read(line)
    connection.read("PRAGMA spare.wal_checkpoint(TRUNCATE)")
    if whole and _size(path) <= VERIFIED_BYTES_MAX:
        wrong = connection.read("PRAGMA spare.cipher_integrity_check")
        if wrong:
            raise StoreDamaged("the spare does not verify")


def _is_of_this_version(connection: Connection) -> bool:
    return bool(connection.value("PRAGMA spare.user_version") == SCHEMA_VERSION)


def _mirror(connection: Connection) -> None:
    with connection.transaction():
        if not _is_of_this_version(connection):
            _make_tables(connection)
        for table in MIRRORED:
            for trigger in _triggers(connection, table):
                connection.write(f"CREATE TEMP TRIGGER spare_{table}_{trigger} END")


def _look_where_writing_goes(connection: Connection) -> None:
    """Read indexes and ends of tables, so that no answer is the first to meet damage.

    Raises `StoreDamaged`.
    """
    for table in MIRRORED:
        named = f"spare.spare_{table}"
        connection.read(f"SELECT count(*) FROM {named} INDEXED BY spare_{table}_key")
        connection.read(f"SELECT * FROM {named} ORDER BY rowid DESC LIMIT 1")


def _make_tables(connection: Connection) -> None:
    for table in MIRRORED:
        connection.write(f"DROP TABLE IF EXISTS spare.spare_{table}")
        connection.write(
            f"CREATE TABLE spare.spare_{table} AS SELECT * FROM main.{table} WHERE 0"
        )
        keys = ", ".join(_keys(connection, table))
        connection.write(
            f"CREATE UNIQUE INDEX spare.spare_{table}_key ON spare_{table} ({keys})"
        )
    connection.write(f"PRAGMA spare.user_version = {SCHEMA_VERSION}")


def unlike(connection: Connection, tables: Iterable[str]) -> Iterator[str]:
    """Name those of the tables whose rows are not the same, every row compared."""
    for table in tables:
        columns = CHANGES_TOLD if table == CHANGES else "*"
        one = f"SELECT {columns} FROM main.{table}"
        one += " WHERE own = 1" if table == CHANGES else ""
        other = f"SELECT {columns} FROM spare.spare_{table}"
        for first, second in ((one, other), (other, one)):
            if connection.value(f"SELECT 1 FROM ({first} EXCEPT {second}) LIMIT 1"):
                yield table
                break


def fell_behind(connection: Connection, *, counted: bool = False) -> bool:
    """Tell whether the spare lacks something: small tables whole, large by their sums.

    A full disk or a power cut may have kept the database's part of a transaction only.
    `counted`: of the large ones only how many rows there are, which indexes tell.
    """
    for table, length in SUMMED.items():
        only = " WHERE own = 1" if table == CHANGES else ""
        sums = f"SELECT count(*), {0 if counted else f'total(length({length}))'}"
        one = connection.read(f"{sums} FROM main.{table}{only}")
        if one != connection.read(f"{sums} FROM spare.spare_{table}"):
            return True
    return any(True for _ in unlike(connection, set(MIRRORED) - {*SUMMED}))


def _triggers(connection: Connection, table: str) -> Iterator[str]:
    """Give what follows in the spare from each kind of writing to a table."""
    about = connection.read(f"PRAGMA main.table_info({table})")
    columns, keys = [str(column[1]) for column in about], _keys(connection, table)
    others = [name for name in columns if name not in keys]
    news = ", ".join(f"NEW.{name}" for name in columns)
    forget = f"DELETE FROM spare_{table} WHERE {_match(keys, 'OLD')};"
    keep = f"DELETE FROM spare_{table} WHERE {_match(keys, 'NEW')};"
    keep += f" INSERT INTO spare_{table} SELECT {news}"
    keep += " WHERE NEW.own = 1;" if table == CHANGES else ";"
    at = f"ON main.{table}"
    yield f"gone AFTER DELETE {at} BEGIN {forget}"
    if table == CHANGES:
        yield f"added AFTER INSERT {at} WHEN NEW.own = 1 BEGIN {keep}"
        yield f"changed AFTER UPDATE OF {CHANGES_TOLD} {at} BEGIN {forget} {keep}"
        return
    # An answer rewrites one row, and no key of it.
    sets = ", ".join(f"{name} = NEW.{name}" for name in others)
    change = f"UPDATE spare_{table} SET {sets} WHERE {_match(keys, 'OLD')};"
    yield f"added AFTER INSERT {at} BEGIN {keep}"
    yield f"changed AFTER UPDATE OF {', '.join(others)} {at} BEGIN {change}"
    yield f"moved AFTER UPDATE OF {', '.join(keys)} {at} BEGIN {forget} {keep}"


def _match(keys: list[str], row: str) -> str:
    return " AND ".join(f"{name} = {row}.{name}" for name in keys)


def _keys(connection: Connection, table: str) -> list[str]:
    about = connection.read(f"PRAGMA main.table_info({table})")
    return [str(column[1]) for column in about if column[5]]


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
