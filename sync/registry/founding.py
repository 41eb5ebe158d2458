"""Making a registry, and opening it."""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sync.errors import (
    RegistryExists,
    RegistryMissing,
    RegistryOutdated,
    RegistryRestored,
)
from sync.folders import write_private
from sync.registry.bodies import bodies_at
from sync.registry.epochs import EPOCH_BYTES, begin_epoch
from sync.registry.keyring import KEY_FILE, Keyring, Ring, write_ring
from sync.registry.office import EPOCH, Office
from sync.registry.storage import SqlStorage
from sync.registry.storage.sql import sqlalchemy_url, sqlite_url
from sync.registry.storage.tables import VERSION
from sync.registry.succession import tell_again
from sync.seal import SEED_BYTES
from sync.session.entries import EVERYBODY

FACTS_FILE = "registry.json"
NOTHING_YET = {"database": "", "epochs": [], "attachments": "", "restoring": False}


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
    ring = Ring(random(SEED_BYTES))
    with storage.writing() as books:
        if books.setting(EPOCH):
            raise RegistryExists
        books.areas.add([(EVERYBODY, "", None), *places])
        epoch = random(EPOCH_BYTES).hex()
        books.put_setting(EPOCH, epoch)
    write_facts(data, {"database": database, "epochs": [epoch]})
    # The key comes last: with it the registry is there.
    write_ring(data / KEY_FILE, ring)
    keys = Keyring(ring, file=data / KEY_FILE)
    return Office(storage, keys, clock, random, bodies_at("", data))


def open_office(
    data: Path,
    database: str,
    clock: Callable[[], int],
    random: Callable[[int], bytes],
) -> Office:
    """Open the registry of a folder.

    Raises `RegistryMissing` where there is none, `RegistryOutdated` where its tables
    are of another version, `DatabaseUnreachable` where the database does not answer,
    `BodiesUnreachable` where what keeps attachments is not installed, `KeyMissing`
    where another process took a key that is not in the folder.
    """
    keys, facts = Keyring.read(data / KEY_FILE), facts_of(data)
    storage = SqlStorage(address(data, database or facts["database"]))
    if storage.version() != VERSION:
        raise RegistryOutdated
    bodies = bodies_at(facts["attachments"], data)
    office = Office(storage, keys, clock, random, bodies)
    with suppress(RegistryRestored):
        # Said later, where it matters: this may be to say that it was restored.
        office.now()
    return office


def upgrade(data: Path, database: str) -> str:
    """Raise a registry's tables to this program's version; give what they were."""
    facts = facts_of(data)
    storage = SqlStorage(address(data, database or facts["database"]))
    before = storage.version()
    storage.create()
    storage.close()
    return before


def must_be_newest(office: Office, data: Path) -> None:
    """Raise `RegistryRestored` where the database is older than what was said last.

    The folder remembers the epochs that began and the keys that were taken: a database
    that was put back without a word does not know the newest. Where the folder says
    that it is being restored, its epochs are those of the backup.
    """
    with office.storage.reading() as books:
        epoch = books.setting(EPOCH)
        office.as_of(books)
    facts = facts_of(data)
    if facts["restoring"] or facts["epochs"][-1:] not in ([epoch], []):
        raise RegistryRestored


def say_restoring(data: Path, facts: Mapping[str, object]) -> None:
    """Take over what a backup knows beside its database, until it is restored."""
    write_facts(data, {**facts, "restoring": True})


def is_restoring(data: Path) -> bool:
    """Tell whether a restore began in a folder, and its epoch did not yet."""
    try:
        return bool(facts_of(data)["restoring"])
    except RegistryMissing:
        return False


def say_restored(office: Office, data: Path) -> str:
    """Begin a new epoch after the database came from a backup; give its name."""
    facts = facts_of(data)
    with office.storage.reading() as books:
        epoch = books.setting(EPOCH)
    begun = facts["epochs"]
    lost = begun[begun.index(epoch) + 1 :] if epoch in begun else begun
    new = begin_epoch(office, lost)
    tell_again(office)
    write_facts(data, {**facts, "epochs": [*begun, new], "restoring": False})
    return new


def facts_of(data: Path) -> dict[str, Any]:
    """Give what the folder knows beside the database; raises `RegistryMissing`."""
    try:
        facts = json.loads((data / FACTS_FILE).read_text())
    except (OSError, ValueError) as cause:
        raise RegistryMissing from cause
    return {**NOTHING_YET, **facts}


def place_attachments(data: Path, address: str) -> None:
    """Say where the contents of attachments lie from now on; nothing is moved.

    Raises `BodiesUnreachable` for what is no such place.
    """
    bodies_at(address, data)
    write_facts(data, {**facts_of(data), "attachments": address})


def write_facts(data: Path, facts: Mapping[str, object]) -> None:
    """Keep what the folder knows beside the database."""
    write_private(data / FACTS_FILE, f"{json.dumps(facts)}\n".encode())


def address(data: Path, database: str) -> str:
    """Give the address of the database for SQLAlchemy."""
    return sqlalchemy_url(database) if database else sqlite_url(data)
