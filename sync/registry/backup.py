"""A registry's backup: everything it is, in one file; restoring begins a new epoch.

SQLite copies itself while it is served; PostgreSQL's own `pg_dump` and `pg_restore` do
it there. Beside the database go the registry's keys: whoever holds the file can speak
as the registry, so it is only its owner's to read.
"""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sync.errors import BackupDamaged, DatabaseUnreachable, RegistryExists
from sync.registry.founding import (
    FACTS_FILE,
    KEY_FILE,
    facts_of,
    open_office,
    say_restored,
    write_facts,
)
from sync.registry.storage.sql import SQLITE_FILE

DATABASE, SUMS = "database", "sums.json"
BLOCK_BYTES = 1024 * 1024


def back_up(data: Path, database: str, out: Path) -> int:
    """Write a registry's backup while it serves; give its size in bytes.

    The file appears whole or not at all.
    """
    given = database or facts_of(data)["database"]
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        copy = Path(folder) / DATABASE
        if given:
            _run(["pg_dump", "--format=custom", f"--file={copy}", given])
        else:
            _copy_sqlite(data / SQLITE_FILE, copy)
        packed = Path(folder) / "packed"
        kept = sorted(file for file in data.iterdir() if _is_kept(file))
        _pack(packed, [copy, *kept])
        packed.chmod(0o600)
        packed.replace(out)
    return out.stat().st_size


def restore(
    file: Path,
    data: Path,
    database: str,
    clock: Callable[[], int],
    random: Callable[[int], bytes],
) -> str:
    """Make a registry from a backup in an empty place; give the epoch that begins.

    Raises `BackupDamaged`, and `RegistryExists` where there is one already.
    """
    if (data / KEY_FILE).exists():
        raise RegistryExists
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data) as folder:
        _unpack(file, Path(folder))
        copy = Path(folder) / DATABASE
        if database:
            options = ["--exit-on-error", "--no-owner", f"--dbname={database}"]
            _run(["pg_restore", *options, str(copy)])
        else:
            if not copy.read_bytes()[:15] == b"SQLite format 3":
                raise BackupDamaged
            copy.replace(data / SQLITE_FILE)
        # The key comes last: with it the registry is there.
        rest = [
            name for name in Path(folder).iterdir() if name.name not in (DATABASE, SUMS)
        ]
        for one in sorted(rest, key=lambda one: one.name == KEY_FILE):
            one.replace(data / one.name)
            (data / one.name).chmod(0o600)
    write_facts(data, {**facts_of(data), "database": database})
    office = open_office(data, database, clock, random)
    epoch = say_restored(office, data)
    office.storage.close()
    return epoch


def _is_kept(file: Path) -> bool:
    """Tell the registry's own files, of which its database is copied by itself."""
    return file.is_file() and not file.name.startswith(SQLITE_FILE)


def _copy_sqlite(source: Path, copy: Path) -> None:
    # `with` on a connection only ends a transaction.
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(copy)) as to:
        here.backup(to)


def _pack(packed: Path, files: list[Path]) -> None:
    sums = {file.name: _sum(file) for file in files}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as whole:
        for file in files:
            whole.write(file, file.name)
        whole.writestr(SUMS, json.dumps(sums))


def _unpack(file: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(file) as whole:
            sums = json.loads(whole.read(SUMS))
            for name in sums:
                if Path(name).name != name:
                    raise BackupDamaged
                with whole.open(name) as source, (folder / name).open("wb") as target:
                    shutil.copyfileobj(source, target, BLOCK_BYTES)
        good = all(_sum(folder / name) == told for name, told in sums.items())
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as cause:
        raise BackupDamaged from cause
    if not good or not {DATABASE, KEY_FILE, FACTS_FILE} <= set(sums):
        raise BackupDamaged


def _sum(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _run(words: list[str]) -> None:
    """Run one of PostgreSQL's own programs; raises `DatabaseUnreachable`."""
    try:
        subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - ours
    except (OSError, subprocess.CalledProcessError) as cause:
        raise DatabaseUnreachable from cause
