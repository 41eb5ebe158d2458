"""Which identity numbers the province holds: looked up here, filtered for laptops.

The logs are read behind acceptance, so that taking segments costs nothing for it. Kept
are keyed marks; what laptops get are filters of them (`sync.membership`), the newest
few beside the large ones, so that a week's numbers are small on the wire. A number that
was ever written counts: one that was mistyped and corrected since is a "maybe" too.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from sync import wire
from sync.change import Change
from sync.membership import (
    KEY_BYTES,
    Membership,
    decode_membership,
    encode_membership,
    is_identity,
    mark_of,
    membership,
)
from sync.registry.holding import hold
from sync.registry.office import Office
from sync.registry.opening import opened_at, opened_in
from sync.registry.storage import Books, Filter, Marked, NewEntry, StoredEntry
from sync.session.entries import EVERYBODY, Filtered, FiltersEntry, ReleaseEntry
from sync.session.entrycode import NUMBERS, decode_entry, encode_entry
from sync.session.shapes import many
from sync.values import RecordId

KEY = "identity_key"  # hexadecimal
"""The setting with the key of the marks: random, and told to every laptop."""
STALE = "identity_filters_stale"
"""The setting that says that a filter in use knows a number that was erased."""
PAGE = 256
FILTERS_MAX = 8
FILTER_BYTES_MAX = 64 * 1024 * 1024


def gather(office: Office) -> int:
    """Read what is new in every area's log; give how many entries were read."""
    key = key_of(office)
    with office.storage.reading() as books:
        done = books.identities.cursors()
        ends = {area.code: area.counter for area in books.areas.all() if area.code}
    read = 0
    for area, end in sorted(ends.items()):
        at = done.get(area, 0)
        while at < end:
            with office.storage.reading() as books:
                page = books.log.after(area, at, PAGE)
                found = [
                    Marked(mark_of(key, number), record, area)
                    for entry in page
                    for change in _delivered(office, books, area, entry)
                    for record, number in numbers_in(change)
                ]
            at = page[-1].counter
            read += len(page)
            with office.storage.writing() as books:
                hold(books, None)
                # It may have been erased since it was read.
                gone = books.erasures.among(sorted({one.record for one in found}))
                left = (one for one in found if one.record not in gone)
                books.identities.keep(area, at, left)
    return read


def publish_filters(office: Office, *, anew: bool = False) -> tuple[Filter, ...]:
    """Put what was gathered into filters and tell everybody; give those in use.

    Numbers that a filter in use already answers "maybe" for need no other. `anew` makes
    one filter of all, as do too many small ones; nothing new changes nothing.
    """
    key = key_of(office)
    with office.storage.writing() as books:
        hold(books, None)
        kept = books.identities
        in_use = kept.filters()
        stale = books.setting(STALE)
        anew = anew or bool(stale) or len(in_use) >= FILTERS_MAX
        marks = list(kept.marks() if anew else _unanswered(books, in_use))
        kept.note_filtered()
        if anew:
            kept.drop_filters()
            books.put_setting(STALE, "")
        elif not marks:
            return in_use
        body = encode_membership(membership(marks))
        digest = hashlib.sha256(body).digest()
        kept.add_filter(Filter(digest, len(marks), office.clock(), body))
        in_use = kept.filters()
        told = tuple(Filtered(*one) for one in kept.sizes())
        entry = encode_entry(FiltersEntry(key, told))
        books.log.append(EVERYBODY, [NewEntry(NUMBERS[FiltersEntry], entry, entry)])
    return in_use


def forget_numbers(books: Books, records: Sequence[RecordId]) -> None:
    """Forget the numbers of erased records; the next filters are made anew."""
    if books.identities.forget(records):
        books.put_setting(STALE, "yes")


def where(office: Office, number: str) -> tuple[Marked, ...]:
    """Give the records in which an identity number was ever written, exactly."""
    with office.storage.reading() as books:
        return books.identities.of(mark_of(key_of(office), number))


def key_of(office: Office) -> bytes:
    """Give the key of the marks, made when it is first asked for."""
    with office.storage.reading() as books:
        known = books.setting(KEY)
    if not known:
        with office.storage.writing() as books:
            books.log.hold(EVERYBODY)
            known = books.setting(KEY) or office.random(KEY_BYTES).hex()
            books.put_setting(KEY, known)
    return bytes.fromhex(known)


def numbers_in(change: Change) -> Iterator[tuple[str, str]]:
    """Give each record of a change with each identity number that it writes there."""
    for part in change.parts:
        for value in part.writes.values():
            for answer in value.values():
                if is_identity(answer):
                    assert isinstance(answer, str), "an identity number is a text"
                    yield part.record, answer


def opened(office: Office) -> list[tuple[Filter, Membership]]:
    """Give the filters in use, each opened."""
    with office.storage.reading() as books:
        return [(one, _opened(books, one)) for one in books.identities.filters()]


def _opened(books: Books, one: Filter) -> Membership:
    body = books.identities.body(one.hash)
    assert body is not None, "a filter in use has its bytes"
    return decode_membership(body, FILTER_BYTES_MAX)


def _unanswered(books: Books, in_use: Iterable[Filter]) -> Iterator[bytes]:
    filters = [_opened(books, one) for one in in_use]
    for mark in books.identities.marks(unfiltered=True):
        if not any(each.may_hold(mark) for each in filters):
            yield mark


def _delivered(
    office: Office, books: Books, area: str, entry: StoredEntry
) -> Iterator[Change]:
    """Give the changes that an entry delivers; of one that is spoilt none."""
    if entry.segment is not None:
        found = opened_in(office, books, entry.body)
        held = {many(one)[0] for one in many(wire.decode(entry.segment.held))}
        if found:
            yield from (c for i, c in enumerate(found[1].changes) if i not in held)
        return
    told = decode_entry(entry.body)
    if isinstance(told, ReleaseEntry):
        opened = opened_at(office, books, area, told.of)
        if opened:
            yield from (opened.changes[index] for index in told.indexes)
