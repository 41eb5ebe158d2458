"""The bytes of log entries, and the chained hash that proves two logs equal."""

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sync import wire
from sync.erasure import decode_order
from sync.errors import UnknownVersion
from sync.membership import KEY_BYTES
from sync.session.entries import (
    LINK_BYTES,
    DeviceEntry,
    Entry,
    EpochEntry,
    ErasureEntry,
    Filtered,
    FiltersEntry,
    FormEntry,
    Held,
    OwnEntry,
    PrunedEntry,
    ReleaseEntry,
    RevokedEntry,
    SegmentEntry,
)
from sync.session.shapes import many, octets, refusing, text, whole

HASH_BYTES = hashlib.sha256().digest_size
# The number of each kind on the wire; never given to another kind later.
NUMBERS: Mapping[type[Entry], int] = MappingProxyType(
    {
        SegmentEntry: 0,
        OwnEntry: 1,
        ReleaseEntry: 2,
        EpochEntry: 3,
        DeviceEntry: 4,
        RevokedEntry: 5,
        FormEntry: 6,
        PrunedEntry: 7,
        ErasureEntry: 8,
        FiltersEntry: 20,
    }
)


def encode_entry(entry: Entry) -> bytes:
    """Give the canonical bytes of an entry."""
    values: list[object]
    match entry:
        case SegmentEntry(segment, held):
            values = [segment, _told(held)]
        case OwnEntry(device, first, last, head, held):
            values = [device, first, last, head, _told(held)]
        case ReleaseEntry(of, indexes):
            values = [of, list(indexes)]
        case EpochEntry(ended, epoch):
            values = [ended, epoch]
        case DeviceEntry(device, name, key):
            values = [device, name, key]
        case RevokedEntry(device, number):
            values = [device, number]
        case FormEntry(form, version, digest):
            values = [form, version, bytes.fromhex(digest)]
        case FiltersEntry(key, filters):
            values = [key, [[one.hash, one.size] for one in filters]]
        case ErasureEntry(order):
            values = [order]
    return wire.encode([NUMBERS[type(entry)], *values])


def decode_entry(data: bytes) -> Entry:
    """Read what `encode_entry` gave; `Malformed` for anything else.

    `UnknownVersion` for a kind that came into use later: whoever reads waits there.
    """
    with refusing():
        number, *parts = many(wire.decode(data))
        reader = READERS.get(whole(number))
        if reader is None:
            raise UnknownVersion("entry")
        return reader(*parts)


def told(
    device: int, first: int, last: int, head: bytes, held: tuple[Held, ...]
) -> bytes:
    """Give what stands for a segment in the chained hash.

    The same for the segment itself and for the line a device gets about its own.
    """
    return encode_entry(OwnEntry(device, first, last, head, held))


def link_after(link: bytes, entry_told: bytes) -> bytes:
    """Chain one more entry: the hash over the log up to and with it (16 bytes)."""
    return hashlib.sha256(link + entry_told).digest()[:LINK_BYTES]


def _told(held: tuple[Held, ...]) -> list[object]:
    return [[one.index, one.code] for one in held]


def _held(parts: object) -> tuple[Held, ...]:
    pairs = [many(part) for part in many(parts)]
    return tuple(Held(whole(index), text(code)) for index, code in pairs)


def _segment(segment: object, held: object) -> Entry:
    return SegmentEntry(octets(segment), _held(held))


def _own(
    device: object, first: object, last: object, head: object, held: object
) -> Entry:
    return OwnEntry(whole(device), whole(first), whole(last), octets(head), _held(held))


def _release(of: object, indexes: object) -> Entry:
    return ReleaseEntry(whole(of), tuple(whole(index) for index in many(indexes)))


def _epoch(ended: object, epoch: object) -> Entry:
    return EpochEntry(text(ended), text(epoch))


def _device(device: object, name: object, key: object) -> Entry:
    return DeviceEntry(whole(device), text(name), octets(key))


def _revoked(device: object, number: object) -> Entry:
    return RevokedEntry(whole(device), whole(number))


def _form(form: object, version: object, digest: object) -> Entry:
    return FormEntry(text(form), text(version), octets(digest).hex())


def _filters(key: object, filters: object) -> Entry:
    if len(octets(key)) != KEY_BYTES:
        raise ValueError("a key of another length")
    pairs = [many(part) for part in many(filters)]
    told = tuple(Filtered(octets(digest), whole(size)) for digest, size in pairs)
    if any(
        len(one.hash) != hashlib.sha256().digest_size or one.size == 0 for one in told
    ):
        raise ValueError("no filter")
    return FiltersEntry(octets(key), told)


def _pruned(segment: object, held: object) -> Entry:
    return PrunedEntry(octets(segment), _held(held))


def _erasure(order: object) -> Entry:
    decode_order(octets(order))
    return ErasureEntry(octets(order))


READERS: Mapping[int, Callable[..., Entry]] = MappingProxyType(
    {
        0: _segment,
        1: _own,
        2: _release,
        3: _epoch,
        4: _device,
        5: _revoked,
        6: _form,
        7: _pruned,
        8: _erasure,
        20: _filters,
    }
)
assert set(READERS) == set(NUMBERS.values()), "each kind has its reader"
