"""Making a registry, opening it, and saying that it was restored from a backup."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from sync.errors import RegistryExists, RegistryMissing
from sync.registry.office import EPOCH, Office
from sync.registry.storage import NewEntry, SqlStorage
from sync.registry.storage.sql import sqlalchemy_url, sqlite_url
from sync.seal import SEED_BYTES, SigningKey
from sync.session.entries import EVERYBODY, EpochEntry
from sync.session.entrycode import NUMBERS, encode_entry

KEY_FILE = "registry.key"
FACTS_FILE = "registry.json"
EPOCH_BYTES = 4


def found(
    data: Path,
    database: str,
    places: Iterable[tuple[str, str, str | None]],
    clock: Callable[[], int],
    random: Callable[[int], bytes],
) -> Office:
    """Make a registry in a folder, with its geography as (code, name, parent).

    `database` is empty for SQLite in the folder. Raises `RegistryExists` where there
    is one already.
    """
    if (data / KEY_FILE).exists():
        raise RegistryExists
    data.mkdir(parents=True, exist_ok=True)
    storage = SqlStorage(address(data, database))
    storage.create()
    key = SigningKey(random(SEED_BYTES))
    with storage.writing() as books:
        if books.setting(EPOCH):
            raise RegistryExists
        books.areas.add([(EVERYBODY, "", None), *places])
        books.put_setting(EPOCH, random(EPOCH_BYTES).hex())
    write_private(data / FACTS_FILE, json.dumps({"database": database}))
    # The key comes last: with it the registry is there.
    write_private(data / KEY_FILE, key.seed.hex())
    return Office(storage, key, clock, random)


def open_office(
    data: Path,
    database: str,
    clock: Callable[[], int],
    random: Callable[[int], bytes],
) -> Office:
    """Open the registry of a folder; raises `RegistryMissing` where there is none."""
    try:
        seed = bytes.fromhex((data / KEY_FILE).read_text().strip())
        facts = json.loads((data / FACTS_FILE).read_text())
    except (OSError, ValueError) as cause:
        raise RegistryMissing from cause
    storage = SqlStorage(address(data, database or facts["database"]))
    return Office(storage, SigningKey(seed), clock, random)


def begin_epoch(office: Office) -> str:
    """Say that the registry was restored from a backup; give the new epoch.

    Each log tells where the old epoch ended in it. Laptops then send again what the
    backup lacks, and no count of the old epoch covers anything that comes after.
    """
    epoch = office.random(EPOCH_BYTES).hex()
    with office.storage.writing() as books:
        ended = books.setting(EPOCH)
        books.put_setting(EPOCH, epoch)
        entry = encode_entry(EpochEntry(ended, epoch))
        for area in books.areas.written():
            books.log.append(area.code, [NewEntry(NUMBERS[EpochEntry], entry, entry)])
    return epoch


def address(data: Path, database: str) -> str:
    """Give the address of the database for SQLAlchemy."""
    return sqlalchemy_url(database) if database else sqlite_url(data)


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    file.touch(mode=0o600)
    file.write_text(text + "\n")
