"""The bytes of log entries, and the chained hash that proves two logs equal."""

from __future__ import annotations

import hashlib
from typing import Any

from sync import wire
from sync.errors import Malformed
from sync.session.entries import (
    LINK_BYTES,
    DeviceEntry,
    Entry,
    EpochEntry,
    FormEntry,
    Held,
    OwnEntry,
    ReleaseEntry,
    RevokedEntry,
    SegmentEntry,
)

# The number of each kind on the wire. Numbers are never used again for another kind.
KINDS: tuple[tuple[int, type[Entry]], ...] = (
    (0, SegmentEntry),
    (1, OwnEntry),
    (2, ReleaseEntry),
    (3, EpochEntry),
    (4, DeviceEntry),
    (5, RevokedEntry),
    (6, FormEntry),
)
NUMBER_OF = {kind: number for number, kind in KINDS}
KIND_OF = dict(KINDS)


def encode_entry(entry: Entry) -> bytes:
    """Give the canonical bytes of an entry."""
    return wire.encode([NUMBER_OF[type(entry)], *fields(entry)])


def decode_entry(data: bytes) -> Entry:
    """Read what `encode_entry` gave; raises `Malformed` for anything else."""
    parts = wire.decode(data)
    if not isinstance(parts, list) or not parts or parts[0] not in KIND_OF:
        raise Malformed
    kind = KIND_OF[parts[0]]
    values = parts[1:]
    if kind in {SegmentEntry, OwnEntry}:
        values = [*values[:-1], read_held(values[-1])]
    if kind is ReleaseEntry:
        values = [values[0], tuple(values[1])]
    try:
        entry = kind(*values)
    except TypeError:
        raise Malformed from None
    if encode_entry(entry) != data:
        raise Malformed
    return entry


def fields(entry: Entry) -> list[Any]:
    """Give an entry's values in the order of the wire."""
    values = [getattr(entry, name) for name in type(entry).__slots__]
    return [told(value) for value in values]


def told(value: object) -> object:
    """Give a value as CBOR can carry it."""
    if isinstance(value, tuple):
        return [told(part) for part in value]
    return [value.index, value.code] if isinstance(value, Held) else value


def read_held(parts: object) -> tuple[Held, ...]:
    """Read the list of held changes of a segment."""
    try:
        held = tuple(Held(int(index), str(code)) for index, code in parts)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        raise Malformed from None
    return held


def segment_told(
    device: int, first: int, last: int, head: bytes, held: tuple[Held, ...]
) -> bytes:
    """Give what stands for a segment in the chained hash.

    The same for the segment itself and for the line a device gets about its own.
    """
    return encode_entry(OwnEntry(device, first, last, head, held))


def link_after(link: bytes, told_entry: bytes) -> bytes:
    """Chain one more entry: the hash over the log up to and with it (16 bytes)."""
    return hashlib.sha256(link + told_entry).digest()[:LINK_BYTES]
