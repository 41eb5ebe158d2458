"""Segments: signed runs of one device's changes in one area, chained by hash.

The signature covers the header, and the header covers the *names* of the changes.
So a body may be erased or packed anew and everything still verifies.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sync import wire
from sync.change import Change
from sync.errors import BrokenChain, Malformed, TooLarge, UnknownVersion, WrongNames
from sync.layout import LAYOUT_BYTES, Layout
from sync.payload import Unpacked, pack, unpack
from sync.seal import SIGNATURE_BYTES, Purpose, check
from sync.values import NAME_BYTES, Name

SEGMENT_VERSION = 1
SEGMENT_BYTES_MAX = 1024 * 1024
CHANGES_MAX = 1000
HEAD_BYTES = 32
FIRST_PREVIOUS = bytes(HEAD_BYTES)
"""What the first segment of a chain names as the one before it."""

Sign: TypeAlias = Callable[[Purpose, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Header:
    """What is signed: whose changes, where, which numbers, after what, and their names.

    `first` counts from 1 along the chain of (device, area). `names` is SHA-256 over
    the changes' names in order, `layouts` the ids (hex) of the questionnaires needed,
    `receipt` the `receipt_digest` of the newest receipt seen (empty: none yet).
    """

    device: int
    area: str
    first: int
    count: int
    previous: bytes
    names: bytes
    layouts: tuple[str, ...]
    receipt: bytes = b""
    version: int = SEGMENT_VERSION

    @property
    def last(self) -> int:
        """The number of the last change in the segment."""
        return self.first + self.count - 1


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as it travels; `body` is packed, or the bare names once erased."""

    header: Header
    signed: bytes
    signature: bytes
    erased: bool
    body: bytes

    @property
    def head(self) -> bytes:
        """The 32-byte hash by which the next segment and the receipts name this one."""
        return hashlib.sha256(self.signed).digest()


@dataclass(frozen=True, slots=True)
class Opened:
    """A segment's changes; `opaque` counts answers that their own layout lacks."""

    changes: tuple[Change, ...]
    opaque: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The body needs questionnaires or a dictionary not known here: hold it."""

    layouts: tuple[str, ...] = ()
    dictionary: int = 0


@dataclass(frozen=True, slots=True)
class Erased:
    """The body was lawfully erased; the names still count."""

    names: tuple[Name, ...]


def encode_segment(  # noqa: PLR0913 (a segment says all this; each by its name)
    changes: Sequence[Change],
    *,
    first: int,
    previous: bytes,
    receipt: bytes,
    layouts: Mapping[str, Layout],
    sign: Sign,
    level: int = 9,
    dictionary: int = 0,
    dictionaries: Mapping[int, bytes] | None = None,
) -> bytes:
    """Return the bytes of a signed segment; equal arguments give equal bytes.

    All changes are of one device and area; `layouts` holds each change's
    questionnaire. `level` is zstd's.
    """
    assert 0 < len(changes) <= CHANGES_MAX, "a segment holds 1 to CHANGES_MAX changes"
    device, area = changes[0].device, changes[0].area
    assert all(c.device == device and c.area == area for c in changes), "one chain"
    used = tuple(dict.fromkeys(change.layout for change in changes))
    header = Header(
        device, area, first, len(changes), previous, names_hash(changes), used, receipt
    )
    signed = _header_bytes(header)
    body = pack(
        changes,
        [layouts[name] for name in used],
        level=level,
        dictionary=dictionary,
        dictionaries=dictionaries or {},
    )
    return wire.encode([signed, sign(Purpose.SEGMENT, signed), False, body])


def decode_segment(data: bytes) -> Segment:
    """Return a segment with its header read, its body still packed; else Malformed."""
    if len(data) > SEGMENT_BYTES_MAX:
        raise TooLarge("segment")
    match wire.decode(data, depth_max=1, items_max=5):
        case [bytes(signed), bytes(signature), bool(erased), bytes(body)]:
            if len(signature) != SIGNATURE_BYTES:
                raise Malformed("signature")
            header = _read_header(signed)
            return Segment(header, signed, signature, erased, body)
    raise Malformed("not a segment")


def encode_erased(segment: Segment, names: Sequence[Name]) -> bytes:
    """Return the segment with only the names left of its body."""
    if hashlib.sha256(b"".join(names)).digest() != segment.header.names:
        raise WrongNames("erasing")
    body = b"".join(names)
    return wire.encode([segment.signed, segment.signature, True, body])


def verify(segment: Segment, public: bytes) -> None:
    """Return only if the device's key signed the header; else BadSignature."""
    check(public, Purpose.SEGMENT, segment.signed, segment.signature)


def follows(header: Header, *, last: int, head: bytes) -> None:
    """Return only if a segment comes right after number `last` with hash `head`."""
    if header.first != last + 1 or header.previous != head:
        raise BrokenChain(f"{header.device}/{header.area}: {header.first}")


def open_segment(
    segment: Segment,
    layouts: Mapping[str, Layout],
    dictionaries: Mapping[int, bytes] | None = None,
) -> Opened | Unreadable | Erased:
    """Return the changes, checked against the signed names; WrongNames if they differ.

    `layouts` maps id -> layout for every questionnaire known here.
    """
    header = segment.header
    if segment.erased:
        return Erased(_erased_names(segment))
    missing = tuple(name for name in header.layouts if name not in layouts)
    if missing:
        return Unreadable(layouts=missing)
    found = unpack(
        segment.body,
        [layouts[name] for name in header.layouts],
        device=header.device,
        area=header.area,
        count=header.count,
        dictionaries=dictionaries or {},
    )
    if not isinstance(found, Unpacked):
        return Unreadable(dictionary=found)
    if names_hash(found.changes) != header.names:
        raise WrongNames(f"{header.device}/{header.area}: {header.first}")
    return Opened(found.changes, found.opaque)


def names_hash(changes: Sequence[Change]) -> bytes:
    """Return SHA-256 over the changes' names in their order."""
    return hashlib.sha256(b"".join(change.name for change in changes)).digest()


def _header_bytes(header: Header) -> bytes:
    return wire.encode(
        [
            header.version,
            header.device,
            header.area,
            header.first,
            header.count,
            header.previous,
            header.names,
            b"".join(bytes.fromhex(name) for name in header.layouts),
            header.receipt,
        ]
    )


def _read_header(signed: bytes) -> Header:
    match wire.decode(signed, bytes_max=64 * 1024, depth_max=1, items_max=10):
        case [int(version), *_] if version != SEGMENT_VERSION:
            raise UnknownVersion("segment")
        case [
            int(version),
            int(device),
            str(area),
            int(first),
            int(count),
            bytes(previous),
            bytes(names),
            bytes(ids),
            bytes(receipt),
        ]:
            size = LAYOUT_BYTES
            layouts = [ids[i : i + size].hex() for i in range(0, len(ids), size)]
            header = Header(
                device,
                area,
                first,
                count,
                previous,
                names,
                tuple(layouts),
                receipt,
                version,
            )
            if _sound(header):
                return header
    raise Malformed("segment header")


def _sound(header: Header) -> bool:
    return (
        0 <= header.device < 1 << 32
        and 1 <= header.first < 1 << 63
        and 1 <= header.count <= CHANGES_MAX
        and len(header.previous) == HEAD_BYTES
        and len(header.names) == HEAD_BYTES
        and len(set(header.layouts)) == len(header.layouts)
        and all(len(name) == 2 * LAYOUT_BYTES for name in header.layouts)
    )


def _erased_names(segment: Segment) -> tuple[Name, ...]:
    body, size = segment.body, NAME_BYTES
    names = tuple(body[i : i + size] for i in range(0, len(body), size))
    if hashlib.sha256(body).digest() != segment.header.names or (
        len(names) != segment.header.count
    ):
        raise WrongNames("erased")
    return names
