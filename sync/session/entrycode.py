"""The bytes of log entries, and the chained hash that proves two logs equal."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sync import wire
from sync.erasure import decode_order
from sync.errors import UnknownVersion
from sync.membership import KEY_BYTES
from sync.packing import Line, ids_of, line_of, plain
from sync.rotation import decode_rotation
from sync.seal import PUBLIC_BYTES
from sync.session.entries import (
    LINK_BYTES,
    AssignmentEntry,
    DeviceEntry,
    Entry,
    EpochEntry,
    ErasureEntry,
    Filtered,
    FiltersEntry,
    FormEntry,
    GeographyEntry,
    Held,
    MessageEntry,
    OfficeKeyEntry,
    OwnEntry,
    PackedEntry,
    PersonEntry,
    PrunedEntry,
    ReadersEntry,
    ReleaseEntry,
    RevokedEntry,
    RotatedEntry,
    RunEntry,
    SegmentEntry,
    Share,
    SucceededEntry,
    UpdateEntry,
)
from sync.session.places import decode_places
from sync.session.shapes import checked, many, octets, refusing, text, whole
from sync.succession import decode_succession
from sync.updates import decode_manifest
from sync.values import record_bytes

MESSAGE_CHARACTERS_MAX = 2000
HASH_BYTES = hashlib.sha256().digest_size
RECIPIENT_BEGINS = "age1"


def encode_entry(entry: Entry) -> bytes:
    """Give the canonical bytes of an entry."""
    # What came in a run is kept and chained as any segment is.
    kind = SegmentEntry if isinstance(entry, PackedEntry) else type(entry)
    return wire.encode([NUMBERS[kind], *WRITERS[kind](entry)])


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


def _said(line: bytes | tuple[Line, tuple[Held, ...]]) -> object:
    return line if isinstance(line, bytes) else [*plain(line[0]), _told(line[1])]


def _run_said(run: RunEntry) -> list[object]:
    ids = b"".join(map(bytes.fromhex, run.layouts))
    return [[_said(line) for line in run.lines], ids, run.body]


def _run(lines: object, layouts: object, body: object) -> Entry:
    read = tuple(map(_run_line, many(lines)))
    return RunEntry(read, ids_of(octets(layouts)), octets(body))


def _run_line(parts: object) -> bytes | tuple[Line, tuple[Held, ...]]:
    if isinstance(parts, bytes):
        return parts
    *line, held = many(parts)
    return line_of(line), _held(held)


def _person(
    person: object, name: object, name_ur: object, role: object, ended: object
) -> Entry:
    said = (text(person), text(name), text(name_ur), text(role))
    return PersonEntry(*said, checked(ended, bool))


def _assignment(household: object, person: object, time: object) -> Entry:
    if text(household):
        record_bytes(text(household))
    return AssignmentEntry(text(household), text(person), whole(time))


def _message(by: object, to: object, said: object, time: object) -> Entry:
    if not 0 < len(text(said)) <= MESSAGE_CHARACTERS_MAX:
        raise ValueError("an empty message, or one too long")
    return MessageEntry(text(by), text(to), text(said), whole(time))


def _rotated(rotation: object) -> Entry:
    decode_rotation(octets(rotation))
    return RotatedEntry(octets(rotation))


def _succeeded(succession: object) -> Entry:
    decode_succession(octets(succession))
    return SucceededEntry(octets(succession))


def _readers(number: object, recipients: object, shares: object) -> Entry:
    read = tuple(text(one) for one in many(recipients))
    if not read or any(not one.startswith(RECIPIENT_BEGINS) for one in read):
        raise ValueError("no readers")
    return ReadersEntry(whole(number), read, tuple(map(_share, many(shares))))


def _share(parts: object) -> Share:
    device, sealed = many(parts)
    return Share(whole(device), octets(sealed))


def _office_key(key: object) -> Entry:
    if len(octets(key)) not in (0, PUBLIC_BYTES):
        raise ValueError("a key of another length")
    return OfficeKeyEntry(octets(key))


def _update(manifest: object) -> Entry:
    decode_manifest(octets(manifest))
    return UpdateEntry(octets(manifest))


def _geography(version: object, places: object) -> Entry:
    told = decode_places(octets(places))
    if max(place.version for place in told) > whole(version):
        raise ValueError("a place of a later version than the geography's")
    return GeographyEntry(whole(version), octets(places))


@dataclass(frozen=True)
class Kind:
    """A kind of entry: its number on the wire, how its fields are written and read."""

    number: int
    write: Callable[[Any], list[object]]
    read: Callable[..., Entry]


KINDS: Mapping[type[Entry], Kind] = MappingProxyType(
    {
        SegmentEntry: Kind(0, lambda e: [e.segment, _told(e.held)], _segment),
        OwnEntry: Kind(
            1, lambda e: [e.device, e.first, e.last, e.head, _told(e.held)], _own
        ),
        ReleaseEntry: Kind(2, lambda e: [e.of, list(e.indexes)], _release),
        EpochEntry: Kind(3, lambda e: [e.ended, e.epoch], _epoch),
        DeviceEntry: Kind(4, lambda e: [e.device, e.name, e.key], _device),
        RevokedEntry: Kind(5, lambda e: [e.device, e.number], _revoked),
        FormEntry: Kind(6, lambda e: [e.form, e.version, bytes.fromhex(e.hash)], _form),
        PrunedEntry: Kind(7, lambda e: [e.segment, _told(e.held)], _pruned),
        ErasureEntry: Kind(8, lambda e: [e.order], _erasure),
        RunEntry: Kind(9, _run_said, _run),
        PersonEntry: Kind(
            10, lambda e: [e.id, e.name, e.name_ur, e.role, e.ended], _person
        ),
        AssignmentEntry: Kind(
            11, lambda e: [e.household, e.person, e.time], _assignment
        ),
        MessageEntry: Kind(12, lambda e: [e.by, e.to, e.text, e.time], _message),
        RotatedEntry: Kind(13, lambda e: [e.rotation], _rotated),
        SucceededEntry: Kind(14, lambda e: [e.succession], _succeeded),
        ReadersEntry: Kind(
            15,
            lambda e: [
                e.number,
                list(e.recipients),
                [[s.device, s.sealed] for s in e.shares],
            ],
            _readers,
        ),
        OfficeKeyEntry: Kind(17, lambda e: [e.key], _office_key),
        UpdateEntry: Kind(18, lambda e: [e.manifest], _update),
        GeographyEntry: Kind(16, lambda e: [e.version, e.places], _geography),
        FiltersEntry: Kind(
            20, lambda e: [e.key, [[f.hash, f.size] for f in e.filters]], _filters
        ),
    }
)
"""Every kind there is. A number is never given to another kind later."""

NUMBERS: Mapping[type[Entry], int] = MappingProxyType(
    {kind: of.number for kind, of in KINDS.items()}
)
WRITERS = {kind: of.write for kind, of in KINDS.items()}
READERS = {of.number: of.read for of in KINDS.values()}
assert len(READERS) == len(KINDS), "each kind has a number of its own"
