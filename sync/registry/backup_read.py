"""Reading a registry's backup back: what the copy really holds, and nothing believed.

The file's sums first; then the database in it is opened and every entry of every log
counted and added up: only what is whole there may be called durable.
"""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sync.errors import (
    BackupDamaged,
    DatabaseUnreachable,
    LogSpoilt,
    RegistryMissing,
)
from sync.registry.founding import FACTS_FILE, facts_of
from sync.registry.keyring import KEY_FILE, Keyring
from sync.registry.rooms import working_in
from sync.registry.storage.sums import entry_sum
from sync.session.attached import State

DATABASE, SUMS = "database", "sums.json"
BLOCK_BYTES = 1024 * 1024
NULL = "\\N"
OF_SQLITE = b"SQLite format 3"
AREAS = ("code", "counter")
ENTRIES = ("area", "counter", "kind", "body", "link")
ATTACHMENTS = ("digest", "size", "stored")
STORED = str(int(State.STORED))
UNREADABLE = (
    *(OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error),
    *(ValueError, KeyError, TypeError, AttributeError),
)
"""What reading a file that was altered may end in."""


@dataclass
class Copied:
    """What a copy holds: of each log up to which entry; and which contents it names."""

    counters: dict[str, int] = field(default_factory=dict)
    entries: Counter[str] = field(default_factory=Counter)
    contents: dict[bytes, int] = field(default_factory=dict)
    """Digest -> size, of what is stored by its books."""
    spoilt: dict[str, int] = field(default_factory=dict)
    """Of a log that the disk altered: its first entry that is not as it was written."""
    founding: bytes = b""
    """The key that its registry was founded with."""
    epochs: list[str] = field(default_factory=list)

    def held(self) -> dict[str, int]:
        """Give up to which entry each log is whole.

        Raises `BackupDamaged` unless every entry is there.
        """
        written = {code: end for code, end in self.counters.items() if end}
        if written != dict(self.entries):
            raise BackupDamaged
        return {
            code: min(end, self.spoilt.get(code, end + 1) - 1)
            for code, end in written.items()
        }

    def must_be_whole(self) -> None:
        """Raise `LogSpoilt` for logs that the disk altered."""
        if self.spoilt:
            places = (f"{area} {at}" for area, at in sorted(self.spoilt.items()))
            raise LogSpoilt(", ".join(places))

    def add(self, area: str, counter: int, told: int | None, found: int) -> None:
        """Count an entry that adds up to `found`; `told` is what it should be."""
        self.entries[area] += 1
        if told is not None and told != found:
            self.spoilt[area] = min(counter, self.spoilt.get(area, counter))


def read_back(file: Path, beside: Path) -> Copied:
    """Tell what a backup holds, by all of its bytes; `beside` has room to unpack.

    Raises `BackupDamaged`.
    """
    with working_in(beside) as room:
        unpack(file, room)
        found = of_copy(room / DATABASE)
        found.founding = _founding(room / KEY_FILE)
        found.epochs = facts_of(room)["epochs"]
    found.held()
    return found


def _founding(file: Path) -> bytes:
    try:
        return Keyring.read(file).ring.founding
    except RegistryMissing as cause:
        raise BackupDamaged from cause


def unpack(file: Path, folder: Path) -> None:
    """Lay out what a backup holds, all of it as its sums say; or `BackupDamaged`."""
    try:
        with zipfile.ZipFile(file) as whole:
            sums = json.loads(whole.read(SUMS))
            for name in sums:
                if Path(name).name != name:
                    raise BackupDamaged
                with whole.open(name) as source, (folder / name).open("wb") as target:
                    shutil.copyfileobj(source, target, BLOCK_BYTES)
        good = all(sum_of(folder / name) == told for name, told in sums.items())
    except UNREADABLE as cause:
        raise BackupDamaged from cause
    if not good or not {DATABASE, KEY_FILE, FACTS_FILE} <= set(sums):
        raise BackupDamaged


def sum_of(file: Path) -> str:
    """Give the SHA-256 of a file."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def is_sqlite(copy: Path) -> bool:
    """Tell SQLite's own file from a dump of PostgreSQL."""
    with copy.open("rb") as source:
        return source.read(len(OF_SQLITE)) == OF_SQLITE


def of_copy(copy: Path) -> Copied:
    """Count what a copy of a database holds, of either kind."""
    return of_sqlite(copy) if is_sqlite(copy) else of_postgres(copy)


def of_sqlite(copy: Path) -> Copied:
    """Count what a copy of the embedded database holds."""
    found = Copied()
    try:
        with closing(sqlite3.connect(copy)) as here:
            if here.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupDamaged
            found.counters.update(here.execute("SELECT code, counter FROM areas"))
            named = {name for _, name, *_ in here.execute("PRAGMA table_info(entries)")}
            told = "sum" if "sum" in named else "NULL"
            asked = f"SELECT area, counter, {told}, link, body FROM entries"  # noqa: S608 - ours
            for area, counter, each, link, body in here.execute(asked):
                found.add(area, counter, each, entry_sum(link, body))
            found.contents.update(
                here.execute(
                    "SELECT digest, size FROM attachments WHERE state = ?",
                    (int(State.STORED),),
                )
            )
    except sqlite3.Error as cause:
        raise BackupDamaged from cause
    return found


def of_postgres(copy: Path) -> Copied:
    """Count what a dump holds: every row of it is read once, as it would be put back.

    Raises `DatabaseUnreachable` where `pg_restore` is not installed.
    """
    words = ["pg_restore", "--data-only", "--file=-", str(copy)]
    try:
        reading = subprocess.Popen(  # noqa: S603 - ours
            words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as cause:
        raise DatabaseUnreachable from cause
    with reading:
        assert reading.stdout is not None, "it was asked for"
        found = _of_rows(_rows(reading.stdout))
    if reading.returncode:
        raise BackupDamaged
    return found


def _of_rows(rows: Iterable[dict[str, str]]) -> Copied:
    # Tables are known by their columns: a district may have some of its own.
    found = Copied()
    for row in rows:
        if all(name in row for name in ENTRIES):
            told = row.get("sum", NULL)
            sum_here = entry_sum(_bytes(row["link"]), _bytes(row["body"]))
            given = None if told == NULL else int(told)
            found.add(row["area"], int(row["counter"]), given, sum_here)
        elif all(name in row for name in AREAS) and "parent" in row:
            found.counters[row["code"]] = int(row["counter"])
        elif row.get("state") == STORED and all(name in row for name in ATTACHMENTS):
            found.contents[_bytes(row["digest"])] = int(row["size"])
    return found


def _bytes(told: str) -> bytes:
    return bytes.fromhex(told.lstrip("\\x"))


def _rows(lines: Iterable[bytes]) -> Iterator[dict[str, str]]:
    """Give the rows of a dump's `COPY ... FROM stdin` parts by their columns' names."""
    columns: list[str] = []
    for line in lines:
        if line.startswith(b"COPY ") and not columns:
            named = line.decode().partition("(")[2].rpartition(")")[0]
            columns = [name.strip(' "') for name in named.split(",")]
        elif line == b"\\.\n":
            columns = []
        elif columns:
            values = line.decode().rstrip("\n").split("\t")
            if len(values) != len(columns):
                raise BackupDamaged
            yield dict(zip(columns, values, strict=True))
