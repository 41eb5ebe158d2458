"""Backups: one encrypted file that a person's passphrase opens, read back before use.

A tar of two members, `keys` (a key-slot file) and `store.db`. The device's key is not
among them: a store put back is a new writer and needs a new number from the registry.
"""

import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from enrolment_app.store import files
from enrolment_app.store.connection import Connection, translated
from enrolment_app.store.errors import StoreDamaged, StoreExists
from enrolment_app.store.slots import FILE_BYTES_MAX, decode
from enrolment_app.store.vault import COPIES, Unlocked

KEYS, DATABASE = "keys", "store.db"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds, as read back from it."""

    size_bytes: int
    households: int
    changes: int


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


def back_up(
    connection: Connection, unlocked: Unlocked, keys: bytes, file: Path
) -> BackedUp:
    """Write a verified backup at `file`, whole or not at all; work may go on after."""
    with beside(file) as parts:
        copy = copy_to(connection, parts / DATABASE, unlocked)
        try:
            households, changes = _counts(copy)
        finally:
            copy.close()
        (parts / KEYS).write_bytes(keys)
        whole = parts / "whole.tar"
        with tarfile.open(whole, "w") as tar:
            for name in (KEYS, DATABASE):
                tar.add(parts / name, name)
        with whole.open("rb+") as written:
            os.fsync(written.fileno())
        whole.replace(file)
        files.sync_folder(file.parent)
        return BackedUp(file.stat().st_size, households, changes)


def copy_to(connection: Connection, path: Path, key: Unlocked) -> Connection:
    """Copy a whole database under a key, read it back, and give it opened."""
    copy = Connection(path, key.key, key.db_salt)
    try:
        with translated():
            connection.raw.backup(copy.raw)
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


def put_back(file: Path, place: Path) -> None:
    """Make a store of a backup where there is none; it opens with its passphrases.

    Raises `StoreExists`, and `StoreDamaged` for what is no backup of ours.
    """
    if any((place / name).exists() for name in COPIES):
        raise StoreExists
    files.make_folder(place)
    with beside(place / DATABASE) as parts:
        _unpack(file, parts)
        (parts / DATABASE).replace(place / DATABASE)
        keys = (parts / KEYS).read_bytes()
    # With the slots there is a store: they come last.
    for name in COPIES:
        files.write(place / name, keys)


def _unpack(file: Path, parts: Path) -> None:
    try:
        with tarfile.open(file, "r:") as tar:
            for name, size_max in ((KEYS, FILE_BYTES_MAX), (DATABASE, None)):
                member = tar.extractfile(name)
                if member is None:
                    raise StoreDamaged("not a backup")
                with member, (parts / name).open("wb") as part:
                    shutil.copyfileobj(member, part)
                    part.flush()
                    os.fsync(part.fileno())
                if size_max and (parts / name).stat().st_size > size_max:
                    raise StoreDamaged("not a backup")
    except (tarfile.TarError, KeyError) as bad:
        raise StoreDamaged("not a backup") from bad
    decode((parts / KEYS).read_bytes())
