"""Another key for the whole store, changed so that no moment leaves it unopenable.

A copy under the new key is made beside the database, with the device's file and with
every attachment; nothing counts yet. Then the slots get the new key: from here on it
counts. Last, the copies take the place of the old ones. Whoever opens the store after
an interruption brings it to the one end or the other.

Attachments are sealed anew, rather than their key kept in the database: whoever has an
old copy of the slots shall read no photo that was taken after that copy was made.
"""

import shutil
from pathlib import Path

from enrolment_app.store import files
from enrolment_app.store.attachment_files import FOLDER, AttachmentFiles
from enrolment_app.store.backup import copy_to
from enrolment_app.store.connection import Connection
from enrolment_app.store.device import Device
from enrolment_app.store.errors import (
    AttachmentDamaged,
    AttachmentMissing,
    StoreDamaged,
    StoreError,
    WrongKey,
)
from enrolment_app.store.facts import Facts
from enrolment_app.store.opening import DATABASE, DEVICE
from enrolment_app.store.people import SLOTS_GENERATION
from enrolment_app.store.vault import Unlocked
from sync.attachments import CONTENT_BYTES_MAX, digest_of

NEXT, BEFORE = ".next", ".before"
LOGS = ("-wal", "-shm", "-journal")


def prepare(  # noqa: PLR0913 - what there is, and what it becomes
    connection: Connection,
    device: Device,
    kept: AttachmentFiles,
    place: Path,
    new: Unlocked,
    generation: int,
) -> None:
    """Make the copies under the new key, which know of slots of that generation."""
    device.write_under(beside(place / DEVICE), new.key)
    copy = beside(place / DATABASE)
    for left in (copy, *(copy.with_name(copy.name + log) for log in LOGS)):
        files.remove(left)
    try:
        _seal_anew(connection, kept, beside(place / FOLDER), new)
    except StoreError:
        # Half of them would fill the disk until the next opening.
        _remove_folder(beside(place / FOLDER))
        raise
    opened = copy_to(connection, copy, new)
    try:
        Facts(opened).set(SLOTS_GENERATION, generation)
        opened.checkpoint()
    finally:
        opened.close()


def _seal_anew(
    connection: Connection, kept: AttachmentFiles, folder: Path, new: Unlocked
) -> None:
    """Write every attachment under the new key; what does not read stays behind."""
    _remove_folder(folder)
    anew = kept.under(folder, new.key)
    rows = connection.read("SELECT reference FROM attachments WHERE here = 1")
    for digest in sorted({digest_of(name) for (name,) in rows}):
        try:
            anew.keep(kept.read(digest), CONTENT_BYTES_MAX, digest)
        except (AttachmentMissing, AttachmentDamaged):
            # It can be read with neither key; `check` tells of it before and after.
            continue


def beside(path: Path) -> Path:
    """Give where the file lies that is to take another's place."""
    return path.with_name(path.name + NEXT)


def finish(place: Path, unlocked: Unlocked) -> None:
    """Bring an interrupted change of the key to its end, or take it back."""
    database, device, folder = place / DATABASE, place / DEVICE, place / FOLDER
    copy = beside(database)
    if not any(beside(path).exists() for path in (database, device, folder)):
        return
    if _opens(database, unlocked):
        # The slots never got the other key.
        for left in (copy, beside(device)):
            files.remove(left)
        _remove_folder(beside(folder))
    elif copy.exists() and _opens(copy, unlocked):
        # What the old database had is all in the copy: its log must not come after it.
        for log in LOGS:
            files.remove(database.with_name(database.name + log))
        if beside(device).exists():
            files.move(beside(device), device)
        _change_folders(folder)
        files.move(copy, database)


def _change_folders(folder: Path) -> None:
    """Put the folder sealed anew in place of the old one, from wherever it stands."""
    before = folder.with_name(folder.name + BEFORE)
    if beside(folder).exists():
        if folder.exists():
            _remove_folder(before)
            files.move(folder, before)
        files.move(beside(folder), folder)
    _remove_folder(before)


def _remove_folder(folder: Path) -> None:
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as failed:
        raise files.disk_error(failed) from failed


def _opens(database: Path, unlocked: Unlocked) -> bool:
    if not database.exists():
        return False
    try:
        Connection(database, unlocked.key, unlocked.db_salt).close()
    except (WrongKey, StoreDamaged):
        return False
    return True
