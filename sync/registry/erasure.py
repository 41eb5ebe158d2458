"""Erasing on lawful request: found, ordered, and gone from everything kept here.

An order is kept to the byte, goes down to every laptop, and comes back from them after
a restore: what it names is let in by no road (`pruning`).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sync.erasure import (
    Order,
    decode_order,
    encode_order,
    order_id,
    rest_name,
    rest_of,
    touched,
)
from sync.errors import IntegrityError
from sync.journal import Opened, Segment
from sync.pruning import prune
from sync.registry.attaching import let_go
from sync.registry.attachments_kept import let_go_erased
from sync.registry.holding import hold_all
from sync.registry.household import Found, Rows, find, places_of
from sync.registry.identities import forget_numbers
from sync.registry.office import Office
from sync.registry.opening import opened_in
from sync.registry.storage import Books, NewEntry, PutAside
from sync.registry.succession import must_have_ordered
from sync.seal import Sign
from sync.session.entries import EVERYBODY, ErasureEntry, PrunedEntry
from sync.session.entrycode import NUMBERS, encode_entry
from sync.session.messages import CHECK_BYTES, Refusal
from sync.values import RecordId

ORDER_RECORDS_MAX, ORDER_RESTS_MAX = 8_192, 24_576
"""An order is below 1 MiB with 10 bytes for each record and 32 for each rest."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure comes to, before it is done and after.

    `kept` are rows that once belonged to it and now belong, or may belong, elsewhere.
    `orders` were given, one but for very many rows or changes; none before it is done.
    """

    records: tuple[RecordId, ...]
    kept: tuple[RecordId, ...]
    changes: int
    segments: int
    aside: int
    orders: tuple[bytes, ...] = ()


def planned(office: Office, record: RecordId) -> Erased:
    """Tell what erasing a household, or one person of it, would come to."""
    with office.storage.reading() as books:
        return _told(*_looked_for(office, books, record, Rows()))


def erase(office: Office, record: RecordId, asked: str, by: str, why: str) -> Erased:
    """Erase a household with all its rows, or one row of it; give what that came to.

    Nothing is ordered where no change here ever wrote to it; where that was done before
    and cut off, what is left of attachments is taken away. Whoever asked, who decided
    and why are kept in the order, which goes down to every laptop.
    """
    orders: tuple[bytes, ...] = ()
    gone: set[bytes] = set()
    rows = Rows()
    with office.storage.reading() as books:
        # A log of a hundred thousand households is read for most of a minute.
        find(office, books, record, rows)
    with office.storage.writing() as books:
        # One erasure at a time.
        hold_all(books)
        found, lying = _looked_for(office, books, record, rows)
        if lying.entries or lying.aside:
            said = Order((), {}, asked, by, why, office.clock())
            rests, sign = _rests(lying, found.records), office.as_of(books).key.sign
            orders = _ordered(said, found.records, rests, sign)
            for content in orders:
                _tell(office, books, content)
            gone = _prune(office, books, lying, found.records)
    office.storage.forget()
    if orders:
        let_go(office, gone)
    else:
        let_go_erased(office)
    return replace(_told(found, lying), orders=orders)


def _ordered(
    said: Order, records: Sequence[RecordId], rests: Mapping[bytes, bytes], sign: Sign
) -> tuple[bytes, ...]:
    """Order records to be erased: in several orders where one would be too large."""
    told = sorted(rests.items())
    count = max(
        -(-len(records) // ORDER_RECORDS_MAX), -(-len(told) // ORDER_RESTS_MAX), 1
    )
    return tuple(
        encode_order(
            replace(
                said,
                records=tuple(records[place::count]) or tuple(records[:1]),
                rests=dict(told[place::count]),
            ),
            sign,
        )
        for place in range(count)
    )


def heed_all(office: Office, orders: Iterable[bytes]) -> list[Refusal]:
    """Heed orders that come back from laptops or a file; give those that are none."""
    refused = []
    for content in orders:
        try:
            heed(office, content)
        except IntegrityError as failure:
            digest = hashlib.sha256(content).digest()
            refused.append(Refusal(digest[:CHECK_BYTES], failure.code))
    return refused


def heed(office: Office, content: bytes) -> bool:
    """Carry out an order that a backup did not know; False for one that is known.

    Raises `BadSignature` for one that this registry did not give.
    """
    must_have_ordered(office.now().ring, content)
    records = decode_order(content).records
    with office.storage.reading() as books:
        if books.erasures.known(order_id(content)):
            return False
    with office.storage.writing() as books:
        hold_all(books)
        if books.erasures.known(order_id(content)):
            return False
        _tell(office, books, content)
        places = books.erasures.places(records) | books.erasures.undelivered()
        lying = _lying(office, books, records, places)
        gone = _prune(office, books, lying, records)
    office.storage.forget()
    let_go(office, gone)
    return True


@dataclass(frozen=True, slots=True)
class _Lying:
    """Where something of erased records lies, opened."""

    entries: dict[tuple[str, int], tuple[Segment, Opened]]
    aside: dict[PutAside, tuple[Segment, Opened]]


def _looked_for(
    office: Office, books: Books, record: RecordId, rows: Rows
) -> tuple[Found, _Lying]:
    """Find a household's records, and where something of them lies."""
    found = find(office, books, record, rows)
    places = places_of(books, rows, found.records)
    return found, _lying(office, books, found.records, places)


def _lying(
    office: Office,
    books: Books,
    records: Sequence[RecordId],
    places: Iterable[tuple[str, int]],
) -> _Lying:
    """Find every segment that tells of records: in logs at places, and aside."""
    entries = {}
    for area, counter in sorted(places):
        entry = books.log.entry(area, counter)
        assert entry is not None, "what has a place stands in the log"
        opened = opened_in(office, books, entry.body)
        if opened and _tells(opened[1], records):
            entries[area, counter] = opened
    aside = {}
    for one in books.aside.all():
        opened = opened_in(office, books, one.bytes)
        if opened and _tells(opened[1], records):
            aside[one] = opened
    return _Lying(entries, aside)


def _tells(opened: Opened, records: Sequence[RecordId]) -> bool:
    erased = frozenset(records)
    return any(
        part.writes
        for change in opened.changes
        for part in change.parts
        if part.record in erased
    )


def _rests(lying: _Lying, records: Sequence[RecordId]) -> dict[bytes, bytes]:
    """Name what is left of each change that wrote to others too."""
    rests = {}
    erased = frozenset(records)
    for _, opened in (*lying.entries.values(), *lying.aside.values()):
        for change in opened.changes:
            gone = {
                *touched(change, erased),
                *opened.gone.get(change.name, ()),
            }
            if gone:
                # Also where nothing is left: else anybody could say so of any change.
                rests[change.name] = rest_name(rest_of(change, gone))
    return rests


def _tell(office: Office, books: Books, content: bytes) -> None:
    """Keep an order, and tell everybody."""
    records = decode_order(content).records
    books.erasures.add(order_id(content), content, records, office.clock())
    entry = encode_entry(ErasureEntry(content))
    books.log.append(EVERYBODY, [NewEntry(NUMBERS[ErasureEntry], entry, entry)])
    # The file is written with the key that counts: another process may have taken it.
    office.as_of(books)
    office.keys.ordered(order_id(content).hex())


def _prune(
    office: Office, books: Books, lying: _Lying, records: Sequence[RecordId]
) -> set[bytes]:
    """Take records out of all that is kept here.

    Gives the contents of attachments that nobody refers to any more.
    """
    forget_numbers(books, records)
    # Half a request or an answer may tell of them: it is asked for anew.
    books.resumed.forget()
    erased = frozenset(records)
    for (area, counter), (segment, opened) in lying.entries.items():
        left = prune(segment, opened, erased, office.layouts.known)
        if left is not None:
            books.log.rewrite(area, counter, NUMBERS[PrunedEntry], left[0])
            books.runs.drop(area, counter)
    for one, (segment, opened) in lying.aside.items():
        left = prune(segment, opened, erased, office.layouts.known)
        if left is not None:
            books.aside.rewrite(one, left[0])
    return set(books.attachments.erase_of(records, office.clock()))


def _told(found: Found, lying: _Lying) -> Erased:
    erased = frozenset(found.records)
    changes = {
        change.name
        for _, opened in (*lying.entries.values(), *lying.aside.values())
        for change in opened.changes
        if touched(change, erased)
    }
    return Erased(
        found.records,
        found.kept,
        len(changes),
        len(lying.entries),
        len(lying.aside),
    )
