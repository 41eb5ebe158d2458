"""Backups: one encrypted file that a person's passphrase opens, read back before use.

A tar of `about` (JSON: of which store, from when, the sums of the next three), `keys`
(a key-slot file), `store.db`, `attachments` (the names and sums of the rest) and each
attachment's file; of backups that stand in one folder those files lie beside them,
once for all. The device's key is not among them: a store put back is a new writer and
needs a new number from the registry.
"""

import json
import os
import shutil
import tarfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from enrolment_app.store import files
from enrolment_app.store.carried_apart import (
    folder_of,
    forget_but,
    put_beside,
    take_beside,
)
from enrolment_app.store.carrying import (
    LISTED,
    listed,
    listing,
    put_in,
    sum_of,
    take_out,
)
from enrolment_app.store.connection import Connection, translated
from enrolment_app.store.errors import StoreDamaged, StoreExists
from enrolment_app.store.slots import FILE_BYTES_MAX, decode
from enrolment_app.store.vault import COPIES, Unlocked
from sync.folders import NotAFile, regular, sync_folder

ABOUT, KEYS, DATABASE = "about", "keys", "store.db"
SUMMED = (KEYS, DATABASE, LISTED)
KIND, WITHOUT_ATTACHMENTS = "indraj backup 2", "indraj backup 1"
SUFFIX = ".indraj-backup"
WRONG = (
    tarfile.TarError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RecursionError,
)
"""What a file that is no backup ends in, whatever lies in it."""
LISTED_BYTES_MAX = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds, as read back from it; `made_ms` by the laptop's clock."""

    size_bytes: int
    households: int
    changes: int
    made_ms: int = 0
    attachments: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself, in the open: nothing about people or places."""

    store: str
    made_ms: int
    households: int
    changes: int
    sums: dict[str, str] = field(default_factory=dict)
    kind: str = KIND
    apart: bool = False


@contextmanager
def beside(file: Path) -> Iterator[Path]:
    """Give a folder for parts beside a file, gone afterwards."""
    parts = file.with_name(file.name + ".parts")
    try:
        shutil.rmtree(parts, ignore_errors=True)
        parts.mkdir(mode=0o700, parents=True)
        yield parts
    except OSError as failed:
        raise files.disk_error(failed) from failed
    finally:
        shutil.rmtree(parts, ignore_errors=True)


def back_up(  # noqa: PLR0913 - what there is, where it goes, and when
    connection: Connection,
    unlocked: Unlocked,
    keys: bytes,
    attachments: Collection[Path],
    file: Path,
    made_ms: int,
    *,
    apart: bool = False,
) -> BackedUp:
    """Write a verified backup at `file`, whole or not at all; work may go on after.

    `apart`: the attachments lie beside it, shared with other backups of the folder.
    """
    with beside(file) as parts:
        copy = copy_to(connection, parts / DATABASE, unlocked)
        try:
            households, changes = _counts(copy)
        finally:
            copy.close()
        (parts / KEYS).write_bytes(keys)
        text = listing(attachments)
        if apart:
            put_beside(attachments, text, folder_of(file.parent, unlocked.store))
        (parts / LISTED).write_text(text, encoding="ascii")
        sums = {name: sum_of((parts / name).open("rb")) for name in SUMMED}
        about = About(unlocked.store, made_ms, households, changes, sums, apart=apart)
        (parts / ABOUT).write_text(json.dumps(asdict(about)), encoding="utf-8")
        whole = parts / "whole.tar"
        with tarfile.open(whole, "w") as tar:
            for name in (ABOUT, *SUMMED):
                tar.add(parts / name, name)
            put_in(tar, () if apart else attachments)
        files.settle(whole)
        must_read_back(whole)
        whole.replace(file)
        sync_folder(file.parent)
        size = file.stat().st_size
        return BackedUp(size, households, changes, made_ms, len(attachments))


def about(file: Path) -> About:
    """Read what a backup says of itself; raises `StoreDamaged` for what is none."""
    with opened(file) as tar:
        said = json.loads(_member(tar, ABOUT).read(FILE_BYTES_MAX))
        found = About(**said)
        if found.kind not in (KIND, WITHOUT_ATTACHMENTS):
            raise StoreDamaged("a backup of another kind")
        if (type(found.store), type(found.made_ms)) != (str, int):
            raise StoreDamaged("not a backup")
        return found


def must_read_back(file: Path) -> About:
    """Read every byte of a backup and compare; raises `StoreDamaged`."""
    said = about(file)
    with opened(file) as tar:
        inside = () if said.apart else listed(_listing(tar))
        for name, wanted in (*said.sums.items(), *inside):
            if sum_of(_member(tar, name)) != wanted:
                raise StoreDamaged("the backup does not read back")
    return said


def _listing(tar: tarfile.TarFile) -> str:
    if LISTED not in tar.getnames():
        return ""
    return _member(tar, LISTED).read(LISTED_BYTES_MAX).decode("ascii")


@contextmanager
def opened(file: Path) -> Iterator[tarfile.TarFile]:
    """Open a backup's tar; what is none raises `StoreDamaged`."""
    try:
        with tarfile.open(regular(file), "r:") as tar:
            yield tar
    except NotAFile as bad:
        raise StoreDamaged("not a backup") from bad
    except OSError as failed:
        raise files.disk_error(failed) from failed
    except WRONG as bad:
        raise StoreDamaged("not a backup") from bad


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    member = tar.extractfile(name)
    if member is None:
        raise StoreDamaged("not a backup")
    return member


def copy_to(connection: Connection, path: Path, key: Unlocked) -> Connection:
    """Copy a whole database under a key, read it back, and give it opened."""
    copy = Connection(path, key.key, key.db_salt)
    try:
        with translated():
            connection.raw.backup(copy.raw)
        connection.must_verify()
        copy.checkpoint()
        _must_verify(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def _must_verify(copy: Connection) -> None:
    wrong = copy.read("PRAGMA cipher_integrity_check")
    if wrong or copy.read("PRAGMA integrity_check") != [("ok",)]:
        raise StoreDamaged("the copy does not verify")


def _counts(copy: Connection) -> tuple[int, int]:
    return (
        int(copy.value("SELECT count(*) FROM households")),
        int(copy.value("SELECT count(*) FROM changes")),
    )


def put_back(file: Path, place: Path) -> int:
    """Make a store of a backup where there is none; it opens with its passphrases.

    Gives how many attachments are not beside the backup any more. Raises `StoreExists`,
    and `StoreDamaged` for what is no backup of ours.
    """
    if any((place / name).exists() for name in COPIES):
        raise StoreExists
    said = must_read_back(file)
    files.make_folder(place)
    with beside(place / DATABASE) as parts:
        with opened(file) as tar:
            keys = _member(tar, KEYS).read(FILE_BYTES_MAX + 1)
            decode(keys)
            with (parts / DATABASE).open("wb") as part:
                shutil.copyfileobj(_member(tar, DATABASE), part)
                part.flush()
                os.fsync(part.fileno())
            text, lacking = _listing(tar), 0
            if said.apart:
                apart = folder_of(file.parent, said.store)
                lacking = take_beside(text, apart, place)
            else:
                take_out(tar, text, place)
        files.move(parts / DATABASE, place / DATABASE)
    # With the slots there is a store: they come last.
    for name in COPIES:
        files.write(place / name, keys)
    return lacking


def thin_out(folder: Path, store: str, keep: int) -> list[Path]:
    """Take away this store's backups in a folder but for the newest; gives which.

    What is no backup or another store's is left alone and not counted.
    """
    found = []
    for file in filter(Path.is_file, folder.glob(f"*{SUFFIX}")):
        try:
            said = about(file)
        except StoreDamaged:
            continue
        if said.store == store:
            found.append((said.made_ms, file.name, file))
    found.sort(reverse=True)
    old = [file for _, _, file in found[keep:]]
    for file in old:
        files.remove(file)
    # Where one does not say what it needs, all of it stays.
    with suppress(StoreDamaged):
        needed = {name for _, _, file in found[:keep] for name in _needed(file)}
        forget_but(needed, folder_of(folder, store))
    return old


def _needed(file: Path) -> Iterator[str]:
    with opened(file) as tar:
        for name, _ in listed(_listing(tar)):
            yield name
