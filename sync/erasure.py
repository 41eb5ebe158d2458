"""Erasing on lawful request: what is left of a change, and the order that says so.

Names, places in every order and everything about other records stay; what the change
wrote to the erased records is gone, with the note, which may tell of anybody.
"""

import hashlib
from collections.abc import (
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeAlias

from sync import wire
from sync.change import NOTHING_SEEN, Change, Part, named
from sync.errors import BadSignature, Malformed, UnknownVersion
from sync.recovery import is_slip
from sync.rotation import is_rotation
from sync.seal import SIGNATURE_BYTES, Purpose, Sign, check
from sync.values import (
    NAME_BYTES,
    RECORD_BYTES,
    VISIT_BYTES,
    Name,
    RecordId,
    record_bytes,
    record_text,
)

ORDER_VERSION = 1
ORDER_BYTES_MAX = 1024 * 1024
ORDER_ID_BYTES = 16
ASKED = ("household", "guardian", "court", "authority", "mistake")
"""Who may have asked for an erasure; one that is not known here is shown as it is."""

Gone: TypeAlias = Mapping[Name, Sequence[RecordId]]
"""Which records were erased from which changes."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the registry ordered: these records are erased wherever they are.

    `rests` names what is left of each change that wrote to other records too, so that
    nobody can pass anything else off as that. `asked` is one of `ASKED`, `by` the id of
    the person who decided, `why` the file that tells the reason; none is about the
    household. `time` is the registry's, in milliseconds since 1970.
    """

    records: tuple[RecordId, ...]
    rests: Mapping[Name, Name]
    asked: str
    by: str
    why: str
    time: int


def remains(change: Change, erased: Collection[RecordId]) -> Change:
    """Return what is left of a change; itself where it wrote to none of the records."""
    gone = touched(change, erased)
    if not gone:
        return change
    kept = tuple(part for part in change.parts if part.record not in gone)
    left = (
        replace(change, parts=kept, note="")
        if kept
        else nothing_left(change.device, change.area)
    )
    return with_husks(left, gone, change.name)


def touched(change: Change, erased: Collection[RecordId]) -> tuple[RecordId, ...]:
    """Return those of the records that a change wrote to, in their order."""
    return tuple(sorted(part.record for part in change.parts if part.record in erased))


def nothing_left(device: int, area: str) -> Change:
    """Return the change of whose content nothing is left."""
    return Change(bytes(VISIT_BYTES), (), "", area, "", device)


def with_husks(left: Change, gone: Sequence[RecordId], name: Name) -> Change:
    """Return a change that still writes to erased records, and writes nothing there."""
    empty = tuple(Part(record, NOTHING_SEEN, {}) for record in sorted(gone))
    return named(replace(left, parts=left.parts + empty), name)


def rest_of(change: Change, gone: Collection[RecordId]) -> bytes:
    """Return the canonical bytes of what a change wrote to others; empty if nothing."""
    kept = tuple(part for part in change.parts if part.record not in gone)
    return replace(change, parts=kept, note="").body if kept else b""


def rest_name(rest: bytes) -> Name:
    """Return the name by which an order knows what is left of a change."""
    return hashlib.sha256(rest).digest()[:NAME_BYTES]


def encode_order(order: Order, sign: Sign) -> bytes:
    """Return an order's bytes: what is ordered, and the registry's signature."""
    signed = wire.encode(
        [
            ORDER_VERSION,
            b"".join(map(record_bytes, sorted(order.records))),
            b"".join(name + order.rests[name] for name in sorted(order.rests)),
            order.asked,
            order.by,
            order.why,
            order.time,
        ]
    )
    return wire.encode([signed, sign(Purpose.ERASURE, signed)])


def is_order(data: bytes) -> bool:
    """Tell an order from a segment among what goes up; nothing more is checked."""
    return data[:1] == b"\x82"


def without_orders(brought: Iterable[bytes]) -> Iterator[bytes]:
    """Return the segments among what goes up: no orders, new keys, recovery codes."""
    return (d for d in brought if not (is_order(d) or is_rotation(d) or is_slip(d)))


def decode_order(data: bytes) -> Order:
    """Return what is ordered; Malformed for what is no order. See `check_order`."""
    match wire.decode(_signed(data)[0], depth_max=2):
        case [int(version), *_] if version != ORDER_VERSION:
            raise UnknownVersion("order")
        case [
            int(),
            bytes(records),
            bytes(rests),
            str(asked),
            str(by),
            str(why),
            int(time),
        ]:
            return Order(_in_order(records), _rests(rests), asked, by, why, time)
    raise Malformed("not an order")


def check_order(data: bytes, registry: Collection[bytes]) -> None:
    """Return only if one of the registry's keys signed the order; else BadSignature."""
    signed, signature = _signed(data)
    *former, newest = registry
    for key in former:
        with suppress(BadSignature):
            return check(key, Purpose.ERASURE, signed, signature)
    return check(newest, Purpose.ERASURE, signed, signature)


def order_id(data: bytes) -> bytes:
    """Return the 16 bytes by which an order is known, whoever signed it."""
    return hashlib.sha256(_signed(data)[0]).digest()[:ORDER_ID_BYTES]


def _signed(data: bytes) -> tuple[bytes, bytes]:
    match wire.decode(data, bytes_max=ORDER_BYTES_MAX, depth_max=1, items_max=3):
        case [bytes(signed), bytes(signature)] if len(signature) == SIGNATURE_BYTES:
            return signed, signature
    raise Malformed("not an order")


def _in_order(data: bytes) -> tuple[RecordId, ...]:
    size = RECORD_BYTES
    records = [data[i : i + size] for i in range(0, len(data), size)]
    if not records or len(data) % size or records != sorted(set(records)):
        raise Malformed("an order's records, each once, in order")
    return tuple(map(record_text, records))


def _rests(data: bytes) -> Mapping[Name, Name]:
    size = 2 * NAME_BYTES
    pairs = [data[i : i + size] for i in range(0, len(data), size)]
    names = [pair[:NAME_BYTES] for pair in pairs]
    if len(data) % size or names != sorted(set(names)):
        raise Malformed("an order's rests, each once, in order")
    return {pair[:NAME_BYTES]: pair[NAME_BYTES:] for pair in pairs}
