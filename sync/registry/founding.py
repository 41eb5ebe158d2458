"""Making a registry, and opening it."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from sync.errors import RegistryExists, RegistryMissing
from sync.registry.epochs import EPOCH_BYTES
from sync.registry.office import EPOCH, Office
from sync.registry.storage import SqlStorage
from sync.registry.storage.sql import sqlalchemy_url, sqlite_url
from sync.seal import SEED_BYTES, SigningKey
from sync.session.entries import EVERYBODY

KEY_FILE = "registry.key"
FACTS_FILE = "registry.json"


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


def address(data: Path, database: str) -> str:
    """Give the address of the database for SQLAlchemy."""
    return sqlalchemy_url(database) if database else sqlite_url(data)


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    file.touch(mode=0o600)
    file.write_text(text + "\n")
