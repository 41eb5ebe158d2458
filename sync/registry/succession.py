"""The registry goes on under another key: said by both, told to all, then used.

With it come other reading keys. What was sealed to those before still opens: here for
good, on laptops of supervisors for as many keys as `ACCEPTED` says.
"""

from collections.abc import Iterable
from dataclasses import replace

from sync.erasure import check_order, order_id
from sync.errors import BadSignature
from sync.registry.keyring import OWN, Former, Ring
from sync.registry.office import KEY_NUMBER, Office
from sync.registry.reading import assigned, tell_readers, upwards
from sync.registry.storage import Books
from sync.registry.telling import tell
from sync.seal import SEED_BYTES, SigningKey
from sync.session.entries import EVERYBODY, SucceededEntry
from sync.session.entrycode import NUMBERS, decode_entry
from sync.succession import (
    Succession,
    decode_succession,
    encode_succession,
    followed,
)

ACCEPTED = 2
"""So many former reading keys of an area are given to those who supervise it."""


def take_another_key(office: Office) -> Succession:
    """Sign with a new key from now on; tell everybody, and let the old secret go.

    The new one is in the file before anybody hears of it. Stopped in between it is
    done or not done, and may be begun again.
    """
    with office.storage.writing() as books:
        books.log.hold(EVERYBODY)
        before = office.as_of(books).ring
        ring, said = _following(office, books, before)
        office.keys.prepare(ring)
        books.put_setting(KEY_NUMBER, str(ring.number))
        tell(books, EVERYBODY, SucceededEntry(ring.successions[-1]))
        tell_readers(books, ring)
        # Answers that wait to be fetched were signed by the key before.
        books.resumed.forget()
    settle(office)
    return said


def settle(office: Office) -> None:
    """Let the secret go of the key that was followed."""
    with office.storage.writing() as books:
        # Nobody prepares another one meanwhile.
        books.log.hold(EVERYBODY)
        office.as_of(books)
        office.keys.settle()


def _following(office: Office, books: Books, before: Ring) -> tuple[Ring, Succession]:
    seed, old, now = office.random(SEED_BYTES), before.key, office.clock()
    new = SigningKey(seed)
    said = Succession(before.number + 1, old.public, new.public, now)
    codes = upwards(books, assigned(books))
    listed = {one for former in before.former for one in former.orders}
    given = (order_id(content).hex() for content in books.erasures.all())
    former = Former(
        before.number,
        now,
        {code: before.identity(code) for code in (OWN, *codes)},
        tuple(one for one in given if one not in listed),
    )
    older, newer = before.former[: 1 - ACCEPTED], before.former[1 - ACCEPTED :]
    chain = (*before.successions, encode_succession(said, old.sign, new.sign))
    assert followed(before.founding, chain).newest == new.public, "it can be followed"
    ring = Ring(seed, chain, (*map(_own_only, older), *newer, former))
    return ring, said


def _own_only(former: Former) -> Former:
    """Keep what opens letters to the registry: whoever writes it knows no later one."""
    return replace(former, identities={OWN: former.identities[OWN]})


def tell_again(office: Office) -> None:
    """Let a database that came from a backup know every key that the file knows."""
    with office.storage.writing() as books:
        books.log.hold(EVERYBODY)
        ring = office.keys.newest()
        told = set(_told(books))
        lacking = [one for one in ring.successions if one not in told]
        for one in lacking:
            tell(books, EVERYBODY, SucceededEntry(one))
        if lacking:
            tell_readers(books, ring)
        books.put_setting(KEY_NUMBER, str(ring.number))
    office.keys.settle()


def _told(books: Books) -> Iterable[bytes]:
    for counter in books.log.of_kind(EVERYBODY, NUMBERS[SucceededEntry]):
        stored = books.log.entry(EVERYBODY, counter)
        assert stored is not None, "it is of this kind"
        entry = decode_entry(stored.body)
        assert isinstance(entry, SucceededEntry), "it is of this kind"
        yield entry.succession


def must_have_ordered(ring: Ring, order: bytes) -> None:
    """Return only for an order that this registry gave; else `BadSignature`.

    Of a former key only those count that were known when it was given up: whoever has
    it since gives none.
    """
    try:
        check_order(order, [ring.key.public])
    except BadSignature:
        given = {one for former in ring.former for one in former.orders}
        if order_id(order).hex() not in given:
            raise
        check_order(order, [decode_succession(o).old for o in ring.successions])
