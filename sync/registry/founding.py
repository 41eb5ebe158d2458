"""Making a registry, and opening it."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sync.errors import (
    DatabaseMissing,
    RegistryExists,
    RegistryMissing,
    RegistryNewer,
    RegistryOutdated,
    RegistryRestored,
)
from sync.folders import write_private
from sync.geography import Place
from sync.registry.bodies import bodies_at, place_of
from sync.registry.epochs import EPOCH_BYTES, begin_epoch, ended
from sync.registry.keyring import KEY_FILE, Keyring, Ring, write_ring
from sync.registry.office import EPOCH, URL, Office
from sync.registry.storage import Books, SqlStorage
from sync.registry.storage.sql import SQLITE_FILE, address_of
from sync.registry.storage.tables import VERSION
from sync.registry.succession import settle, tell_again
from sync.seal import SEED_BYTES
from sync.session.entries import EVERYBODY

FACTS_FILE = "registry.json"
NOTHING_YET = {"database": "", "epochs": [], "attachments": "", "restoring": False}


def found(  # noqa: PLR0913 - a place, what work is handed, and what it begins with
    data: Path,
    database: str,
    places: Sequence[Place],
    clock: Callable[[], int],
    random: Callable[[int], bytes],
    *,
    url: str = "",
    attachments: str = "",
) -> Office:
    """Make a registry in a folder, with its geography, address and place of contents.

    `database` is empty for SQLite in the folder, which only its owner can read. Stopped
    in between it may be begun again. Raises `RegistryExists` where there is one already
    and `BodiesUnreachable` for what is no place of contents.
    """
    if (data / KEY_FILE).exists():
        raise RegistryExists
    facts = {"database": database, "attachments": place_of(attachments)}
    bodies = bodies_at(facts["attachments"], data)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not database:
        (data / SQLITE_FILE).touch(mode=0o600)
    storage = SqlStorage(address_of(data, database))
    storage.create()
    ring = Ring(random(SEED_BYTES))
    with storage.writing() as books:
        epoch = books.setting(EPOCH)
        if epoch and not _was_begun(books, data, epoch):
            raise RegistryExists
        epoch = epoch or random(EPOCH_BYTES).hex()
        books.areas.add([(EVERYBODY, "", None)])
        books.geography.put(places)
        books.put_setting(EPOCH, epoch)
        books.put_setting(URL, url)
        # Before the database knows the epoch: by it the folder knows its own.
        write_facts(data, {**facts, "epochs": [epoch]})
    # The key comes last: with it the registry is there.
    write_ring(data / KEY_FILE, ring)
    keys = Keyring(ring, file=data / KEY_FILE)
    return Office(storage, keys, clock, random, bodies)


def _was_begun(books: Books, data: Path, epoch: str) -> bool:
    """Tell a registry that was being made from this folder, and that nobody used."""
    try:
        own = epoch in facts_of(data)["epochs"] and not is_restoring(data)
    except RegistryMissing:
        own = False
    return own and not (books.areas.written() or books.devices.last())


def open_office(
    data: Path,
    database: str,
    clock: Callable[[], int],
    random: Callable[[int], bytes],
) -> Office:
    """Open the registry of a folder.

    Raises `RegistryMissing` where there is none, `DatabaseMissing` where its database
    is gone, `RegistryOutdated` or `RegistryNewer` where its tables are of another
    version than this program's,
    `DatabaseUnreachable` where the database does not answer,
    `BodiesUnreachable` where what keeps attachments is not installed, `KeyMissing`
    where another process took a key that is not in the folder.
    """
    keys, facts = Keyring.read(data / KEY_FILE), facts_of(data)
    storage, version = _storage(data, database or facts["database"])
    if version != VERSION:
        raise RegistryOutdated
    bodies = bodies_at(facts["attachments"], data)
    office = Office(storage, keys, clock, random, bodies)
    with suppress(RegistryRestored):
        # Said later, where it matters: this may be to say that it was restored.
        office.now()
        if not office.keys.settled:
            settle(office)
    return office


def _storage(data: Path, database: str) -> tuple[SqlStorage, str]:
    """Open a database; give the version of its tables. None is made: it is missing."""
    if not database and not (data / SQLITE_FILE).exists():
        raise DatabaseMissing
    storage = SqlStorage(address_of(data, database))
    version = storage.version()
    if not version or version > VERSION:
        storage.close()
        raise RegistryNewer if version else DatabaseMissing
    return storage, version


def upgrade(data: Path, database: str) -> str:
    """Raise a registry's tables to this program's version; give what they were."""
    storage, before = _storage(data, database or facts_of(data)["database"])
    storage.create()
    storage.close()
    return before


def must_be_newest(office: Office, data: Path) -> None:
    """Raise `RegistryRestored` where the database is older than what was said last.

    The folder remembers the epochs that began and the keys that were taken: a database
    that was put back without a word does not know the newest. Where the folder says
    that it is being restored, its epochs are those of the backup. One that began from
    the folder of another computer is remembered from now on.
    """
    with office.storage.reading() as books:
        begun = (*ended(books), books.setting(EPOCH))
        office.as_of(books)
    facts = facts_of(data)
    last = facts["epochs"][-1:]
    if facts["restoring"] or not set(last) <= set(begun):
        raise RegistryRestored
    if last not in ([], [begun[-1]]):
        write_facts(data, {**facts, "epochs": begun})


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
    place = place_of(address)
    bodies_at(place, data)
    write_facts(data, {**facts_of(data), "attachments": place})


def write_facts(data: Path, facts: Mapping[str, object]) -> None:
    """Keep what the folder knows beside the database."""
    write_private(data / FACTS_FILE, f"{json.dumps(facts)}\n".encode())
