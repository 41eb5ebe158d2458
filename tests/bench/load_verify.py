"""After a load: nothing that was acknowledged is missing, and every log is whole."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import func, select

from sync import wire
from sync.journal import decode_segment
from sync.registry.office import Office
from sync.registry.storage import Books, StoredEntry
from sync.registry.storage.tables import changes
from sync.session.entries import Held
from sync.session.entrycode import link_after, told
from sync.session.shapes import many, text, whole
from tests.bench.light import Sealed
from tests.bench.load_laptops import Caller

PAGE = 500


def verify(office: Office, callers: Sequence[Caller], begun: dict[str, int]) -> str:
    """Raise AssertionError where something is lost; say what was looked at.

    `begun` is where each log ended before the load.
    """
    names = segments = photos = entries = 0
    seen = hashlib.sha256()
    for caller in callers:
        laptop = caller.laptop
        assert laptop.waiting() == 0, f"{laptop.device} still waits for a receipt"
        with office.storage.reading() as books:
            for area, at in laptop.known.items():
                link = books.log.links(area, [at.cursor]).get(at.cursor, b"")
                assert link == at.link, f"{laptop.device} read another log of {area}"
            for one in laptop.confirmed:
                _must_be_held(books, laptop.device, one)
        segments += len(laptop.confirmed)
        names += sum(len(one.names) for one in laptop.confirmed)
        photos += _photos(office, caller)
    with office.storage.reading() as books:
        ends = {area.code: area for area in books.areas.written()}
    for area, end in sorted(ends.items()):
        if end.counter > begun.get(area, 0):
            with office.storage.reading() as books:
                link, count = _rechained(books, area, begun.get(area, 0), end.counter)
            assert link == end.link, f"the log of {area} is not what its end says"
            entries += count
            seen.update(link)
    looked = f"{names} changes in {segments} segments, {photos} photos"
    return (
        f"{looked}; {entries} new entries chained anew, digest {seen.hexdigest()[:16]}"
    )


def _must_be_held(books: Books, device: int, sealed: Sealed) -> None:
    """Look up a receipted segment in its log, and each of its changes in the index."""
    held = books.log.segment(device, sealed.area, sealed.head)
    assert held is not None, f"a receipted segment of {device} is gone"
    assert (held.first, held.last, held.forked) == (sealed.first, sealed.last, False)
    c = changes.c
    for at in range(0, len(sealed.names), PAGE):
        some = sealed.names[at : at + PAGE]
        asked = select(func.count()).where(c.area == sealed.area, c.name.in_(some))
        found = books.connection.execute(asked).scalar_one()
        assert found == len(some), f"a receipted change of {device} is not delivered"


def _photos(office: Office, caller: Caller) -> int:
    """Read each photo that has a receipt, where the registry keeps it."""
    if caller.album is None:
        return 0
    for key, photo in caller.album.here.items():
        assert caller.album.confirmed.get(key) == len(photo), "a photo still waits"
        body = office.bodies.read(key.digest, 0, len(photo))
        assert hashlib.sha256(body).digest() == key.digest, "a photo is gone"
    return len(caller.album.here)


def _rechained(books: Books, area: str, begun: int, end: int) -> tuple[bytes, int]:
    """Chain the new entries of a log again; give the last link, and how many."""
    link = books.log.links(area, [begun]).get(begun, b"")
    counter = begun
    while page := books.log.after(area, counter, PAGE):
        for entry in page:
            assert entry.counter == counter + 1, f"a hole in the log of {area}"
            counter, link = entry.counter, link_after(link, _told(entry))
            assert link == entry.link, f"entry {counter} of {area} is another one"
    assert counter == end, f"the log of {area} ends elsewhere"
    return link, counter - begun


def _told(entry: StoredEntry) -> bytes:
    at = entry.segment
    if at is None:
        return entry.body
    segment = decode_segment(entry.body)
    assert segment.head == at.head, "the bytes of a segment are those of its hash"
    held = tuple(
        Held(whole(index), text(code))
        for index, code in map(many, many(wire.decode(at.held)))
    )
    return told(at.device, at.first, at.last, at.head, held)
