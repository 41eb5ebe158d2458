"""Packages of the program, published: every laptop hears which there are."""

from dataclasses import replace

from sync.registry.office import Office
from sync.registry.storage import Books
from sync.registry.telling import tell
from sync.session.entries import EVERYBODY, UpdateEntry
from sync.session.entrycode import NUMBERS, decode_entry
from sync.updates import WITHDRAWN, Manifest, decode_manifest, encode_manifest


def publish(office: Office, manifest: Manifest) -> bool:
    """Tell laptops of a package; False where they were told just that already."""
    told = replace(manifest, time=office.clock())
    with office.storage.writing() as books:
        books.log.hold(EVERYBODY)
        before = _newest(books).get(told.name)
        if before is not None and replace(before, time=told.time) == told:
            return False
        entry = UpdateEntry(encode_manifest(told, office.as_of(books).key.sign))
        tell(books, EVERYBODY, entry)
    return True


def withdraw(office: Office, version: str, platform: str) -> bool:
    """Tell laptops not to take a package any more; False where there is none."""
    with office.storage.reading() as books:
        before = _newest(books).get(f"{version} {platform}")
    return before is not None and publish(office, replace(before, urgency=WITHDRAWN))


def published(office: Office) -> tuple[Manifest, ...]:
    """Give what laptops are told of each package, the latest word first."""
    with office.storage.reading() as books:
        return tuple(_newest(books).values())


def _newest(books: Books) -> dict[str, Manifest]:
    found: dict[str, Manifest] = {}
    for counter in books.log.of_kind(EVERYBODY, NUMBERS[UpdateEntry]):
        stored = books.log.entry(EVERYBODY, counter)
        assert stored is not None, "named just now"
        entry = decode_entry(stored.body)
        assert isinstance(entry, UpdateEntry), "of that kind"
        manifest = decode_manifest(entry.manifest)
        found.setdefault(manifest.name, manifest)
    return found
