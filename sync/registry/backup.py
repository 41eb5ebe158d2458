"""A registry's backup: everything it is, in one file (`restoring` puts it back).

SQLite copies itself while it is served; PostgreSQL's own programs do it there. Beside
the database go the registry's keys: whoever holds the file can speak as the registry,
so it is only its owner's to read. The contents of attachments lie beside it
(`backup_contents`). The file is read back before it has its name, and only what was
found in it then is noted as durable.
"""

import json
import os
import sqlite3
import sys
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sync.errors import BackupDamaged
from sync.folders import sync_folder
from sync.registry.backup_contents import (
    ContentsCopied,
    copy_contents,
    held_beside,
)
from sync.registry.backup_read import DATABASE, SUMS, Copied, read_back, sum_of
from sync.registry.dumps import dump
from sync.registry.founding import FACTS_FILE, facts_of
from sync.registry.holding import hold
from sync.registry.keyring import KEY_FILE, Keyring
from sync.registry.office import EPOCH, Office
from sync.registry.ordered import ERASURES_FILE
from sync.registry.resuming import KEPT_MS
from sync.registry.rooms import working_in
from sync.registry.storage.sql import SQLITE_FILE

KEPT = (ERASURES_FILE, FACTS_FILE, KEY_FILE)
"""The registry's own files beside the database; what else lies there is not its own."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds, as it was read back from it."""

    bytes: int
    found: Copied
    contents: ContentsCopied

    @property
    def entries(self) -> int:
        """How many entries of the logs are in it."""
        return sum(self.found.entries.values())


def back_up(
    office: Office,
    data: Path,
    database: str,
    out: Path,
    *,
    attachments: bool = True,
) -> BackedUp:
    """Write a registry's backup while it serves, and read it back.

    The file appears whole or not at all; `note_durable` says that it counts. Raises
    `BackupDamaged` where it does not read back.
    """
    given = database or facts_of(data)["database"]
    with office.storage.reading() as books:
        before = {area.code: area.counter for area in books.areas.written()}
    with office.storage.writing() as books:
        books.resumed.forget_before(office.clock() - KEPT_MS)
    with working_in(out.parent) as room:
        copy = room / DATABASE
        if given:
            dump(given, copy)
        else:
            _copy_sqlite(data / SQLITE_FILE, copy)
        packed = room / "packed"
        kept = [data / name for name in KEPT if (data / name).exists()]
        _pack(packed, [copy, *kept])
        copy.unlink()
        packed.chmod(0o600)
        found = read_back(packed, room)
        if any(found.counters.get(code, 0) < end for code, end in before.items()):
            raise BackupDamaged
        contents = ContentsCopied()
        if attachments:
            contents = copy_contents(office, out, found.contents)
        packed.replace(out)
        sync_folder(out.parent)
    return BackedUp(out.stat().st_size, found, contents)


def look_at(file: Path, data: Path) -> BackedUp:
    """Read a backup of this registry where it lies now.

    Raises `BackupDamaged`, also for the backup of another registry or epoch.
    """
    found = read_back(file, file.parent)
    ours = (Keyring.read(data / KEY_FILE).ring.founding, facts_of(data)["epochs"])
    if (found.founding, found.epochs) != ours:
        raise BackupDamaged
    contents = held_beside(file, found.contents)
    return BackedUp(file.stat().st_size, found, contents)


def note_durable(office: Office, copy: BackedUp) -> None:
    """Note that what was read back lies elsewhere: receipts say so from now on.

    Raises `BackupDamaged` for a copy of an epoch that ended since it was made.
    """
    with office.storage.writing() as books:
        hold(books, None)
        if copy.found.epochs[-1:] not in ([], [books.setting(EPOCH)]):
            raise BackupDamaged
        books.areas.make_durable(copy.found.held())
        books.attachments.make_durable(copy.contents.held)


def _copy_sqlite(source: Path, copy: Path) -> None:
    # `with` on a connection only ends a transaction.
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(copy)) as to:
        here.backup(to)


def _pack(packed: Path, files: list[Path]) -> None:
    sums = {file.name: sum_of(file) for file in files}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as whole:
        for file in files:
            whole.write(file, file.name)
        whole.writestr(SUMS, json.dumps(sums))
    with packed.open("rb") as written:
        os.fsync(written.fileno())
        if sys.platform == "linux":
            # What is read back shall come from the disk and not from memory.
            os.posix_fadvise(written.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
