"""A registry put back from its backup: found to be one only when it is whole.

The folder says that it is being restored before anything of it is there, until the new
epoch has begun. Till then nobody serves it; a restore that stopped is begun anew.
"""

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sync.errors import BackupDamaged, RegistryExists, RegistryOutdated
from sync.folders import sync_folder
from sync.registry.backup_contents import ContentsBack, beside, bring_back
from sync.registry.backup_read import DATABASE, Copied, is_sqlite, of_copy, unpack
from sync.registry.bodies import bodies_at
from sync.registry.dumps import put_back
from sync.registry.founding import (
    facts_of,
    is_restoring,
    open_office,
    place_attachments,
    say_restored,
    say_restoring,
    upgrade,
)
from sync.registry.keyring import KEY_FILE, Keyring
from sync.registry.naming import note_again
from sync.registry.office import Office
from sync.registry.ordered import ERASURES_FILE, add_copies
from sync.registry.rooms import working_in
from sync.registry.storage.sql import SQLITE_FILE


@dataclass(frozen=True, slots=True)
class Restored:
    """The epoch that began, what came back, and the place of attachments before."""

    epoch: str
    found: Copied
    contents: ContentsBack
    place_before: str


def restore(  # noqa: PLR0913 - a place, and what work is handed
    file: Path,
    data: Path,
    database: str,
    clock: Callable[[], int],
    random: Callable[[int], bytes],
    *,
    attachments: bool = True,
    key: Path | None = None,
    orders: Iterable[Path] = (),
    place: str = "",
) -> Restored:
    """Make a registry from a backup in an empty place; a new epoch begins.

    What the backup holds whole is durable in it, as long as that is kept. `key` is a
    later key file than the one in the backup, `orders` are copies of the file of orders
    to erase, which `ordered.level` carries out. `place` is where attachments lie from
    now on, its own folder where none is named: another registry may use that of the
    backup, as the one does of which this is a drill.

    Raises `BackupDamaged`, also for the key file or the orders of another registry, and
    `RegistryExists` where there is one already, or a database or its log.
    """
    _must_be_free(data)
    bodies_at(place, data)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with working_in(data) as room:
        unpack(file, room)
        if key:
            _take_later(key, room / KEY_FILE)
        ring = Keyring.read(room / KEY_FILE).newest()
        add_copies(room, ring, [*orders, *data.glob(ERASURES_FILE)])
        was, found = facts_of(room)["attachments"], of_copy(room / DATABASE)
        held = found.held()
        _put(room, data, database)
    if place:
        place_attachments(data, place)
    office = _opened(data, database, clock, random)
    back = bring_back(office, beside(file) if attachments else None)
    epoch = say_restored(office, data)
    with office.storage.writing() as books:
        books.areas.make_durable(held)
        books.attachments.make_durable(back.held)
    office.storage.close()
    return Restored(epoch, found, back, was)


def _opened(
    data: Path,
    database: str,
    clock: Callable[[], int],
    random: Callable[[int], bytes],
) -> Office:
    """Open what was put in place, brought up where an earlier program made it.

    As it was it stays in the backup.
    """
    with suppress(RegistryOutdated):
        return open_office(data, database, clock, random)
    upgrade(data, database)
    office = open_office(data, database, clock, random)
    note_again(office.storage)
    return office


def _must_be_free(data: Path) -> None:
    """Raise `RegistryExists` unless nothing is there but a restore that stopped.

    SQLite would play the log that a killed registry left into any database there.
    """
    if not is_restoring(data) and _lying(data):
        raise RegistryExists


def _lying(data: Path) -> list[Path]:
    """Give the key, the database and its log, as far as they are in a folder."""
    return [*data.glob(KEY_FILE), *data.glob(f"{SQLITE_FILE}*")]


def _put(room: Path, data: Path, database: str) -> None:
    """Put in place what a backup holds."""
    copy = room / DATABASE
    if is_sqlite(copy) == bool(database):
        raise BackupDamaged
    if database:
        put_back(copy, database)
    say_restoring(data, {**facts_of(room), "database": database, "attachments": ""})
    for left in _lying(data):
        left.unlink()
    # The key comes last: with it the registry is there.
    names = {ERASURES_FILE: ERASURES_FILE, KEY_FILE: KEY_FILE}
    if not database:
        names = {DATABASE: SQLITE_FILE, **names}
    for name, here in names.items():
        if (room / name).exists():
            _keep(room / name, data / here)


def _keep(file: Path, place: Path) -> None:
    """Put a file in its place, durably; only its owner can read it."""
    file.chmod(0o600)
    with file.open("rb+") as kept:
        os.fsync(kept.fileno())
    file.replace(place)
    sync_folder(place.parent)


def _take_later(key: Path, place: Path) -> None:
    """Put a key file in the place of that of a backup, where it goes on from there."""
    later, here = Keyring.read(key).newest(), Keyring.read(place).newest()
    told = here.successions
    if later.founding != here.founding or later.successions[: len(told)] != told:
        raise BackupDamaged
    shutil.copyfile(key, place)
