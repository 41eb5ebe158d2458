"""Segments: signed runs of one device's changes in one area, chained by hash.

The signature covers the header, and the header covers the *names* of the changes.
So a body may be erased, pruned or packed anew and everything still verifies.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from sync import wire
from sync.change import Change
from sync.erasure import Gone
from sync.errors import BadSignature, BrokenChain, Malformed, WrongNames
from sync.header import (
    CHANGES_MAX,
    FIRST_PREVIOUS,
    HEAD_BYTES,
    Header,
    header_bytes,
    read_header,
)
from sync.layout import Layout
from sync.payload import Unpacked, pack, unpack
from sync.seal import SIGNATURE_BYTES, Purpose, Sign, check
from sync.stubs import husk, pruned_bytes, read_stubs, stubbed
from sync.values import NAME_BYTES, Name

SEGMENT_BYTES_MAX = 1024 * 1024
PRUNED_BYTES_MAX = 4 * SEGMENT_BYTES_MAX
"""What is left of a change lies there unpacked."""
_PRUNED = (b"\x85", b"\x86")

__all__ = [
    "CHANGES_MAX",
    "FIRST_PREVIOUS",
    "HEAD_BYTES",
    "PRUNED_BYTES_MAX",
    "SEGMENT_BYTES_MAX",
    "Erased",
    "Header",
    "Opened",
    "Segment",
    "Unreadable",
    "decode_segment",
    "encode_erased",
    "encode_segment",
    "follows",
    "names_hash",
    "names_of",
    "open_segment",
    "verify",
    "verify_by",
]


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as it travels; `body` is packed, or the bare names once erased.

    Once pruned, `names` are those of all its changes, `body` packs those that nothing
    was erased of (it is empty where there are none), `stubs` tells of the others, and
    `word` is its device's for that (`sync.stubs.vouched_by`), or empty.
    """

    header: Header
    signed: bytes
    signature: bytes
    erased: bool
    body: bytes
    names: bytes = b""
    stubs: bytes = b""
    word: bytes = b""

    @property
    def pruned(self) -> bool:
        """Tell whether some of its changes were erased, in whole or in part."""
        return bool(self.names)

    @property
    def head(self) -> bytes:
        """The 32-byte hash by which the next segment and the receipts name this one."""
        return hashlib.sha256(self.signed).digest()


@dataclass(frozen=True, slots=True)
class Opened:
    """A segment's changes; `opaque` counts answers that their own layout lacks.

    `gone` tells which records were erased from which changes: these are as
    `sync.erasure.remains` leaves them.
    """

    changes: tuple[Change, ...]
    opaque: int
    gone: Gone = field(default_factory=dict)


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
    gone: Gone | None = None,
) -> bytes:
    """Return the bytes of a signed segment; equal arguments give equal bytes.

    All changes are of one device and area; `layouts` holds each change's
    questionnaire. `level` is zstd's. `gone`: what was erased of some before they left.
    """
    assert 0 < len(changes) <= CHANGES_MAX, "a segment holds 1 to CHANGES_MAX changes"
    device, area = changes[0].device, changes[0].area
    assert all(c.device == device and c.area == area for c in changes), "one chain"
    kept, stubs = stubbed(changes, gone or {})
    used = tuple(dict.fromkeys(change.layout for change in kept))
    header = Header(
        device, area, first, len(changes), previous, names_hash(changes), used, receipt
    )
    signed = header_bytes(header)
    signature = sign(Purpose.SEGMENT, signed)
    body = kept and pack(
        kept,
        [layouts[name] for name in used],
        level=level,
        dictionary=dictionary,
        dictionaries=dictionaries or {},
    )
    if stubs:
        return pruned_bytes((signed, signature), changes, body or b"", stubs, sign)
    return wire.encode([signed, signature, False, body])


def decode_segment(data: bytes) -> Segment:
    """Return a segment with its header read, its body still packed; else Malformed."""
    most = PRUNED_BYTES_MAX if data[:1] in _PRUNED else SEGMENT_BYTES_MAX
    match wire.decode(data, bytes_max=most, depth_max=1, items_max=7):
        case [bytes(signed), bytes(signature), bool(erased), bytes(body)]:
            said = (signed, _signature(signature), erased, body)
            return Segment(read_header(signed), *said)
        case [bytes(signed), bytes(signature), bytes(names), *left]:
            header = read_header(signed)
            if len(names) != header.count * NAME_BYTES:
                raise WrongNames("pruned")
            body, stubs, word = _left(left)
            said = (signed, _signature(signature), False, body)
            return Segment(header, *said, names, stubs, word)
    raise Malformed("not a segment")


def _left(left: Sequence[object]) -> tuple[bytes, bytes, bytes]:
    match left:
        case [bytes(body), bytes(stubs)]:
            return body, stubs, b""
        case [bytes(body), bytes(stubs), bytes(word)]:
            return body, stubs, _signature(word)
    raise Malformed("not a segment")


def _signature(signature: bytes) -> bytes:
    if len(signature) != SIGNATURE_BYTES:
        raise Malformed("signature")
    return signature


def encode_erased(segment: Segment, names: Sequence[Name]) -> bytes:
    """Return the segment with only the names left of its body."""
    if hashlib.sha256(b"".join(names)).digest() != segment.header.names:
        raise WrongNames("erasing")
    body = b"".join(names)
    return wire.encode([segment.signed, segment.signature, True, body])


def verify(segment: Segment, public: bytes) -> None:
    """Return only if the device's key signed the header; else BadSignature."""
    check(public, Purpose.SEGMENT, segment.signed, segment.signature)


def verify_by(segment: Segment, keys: Sequence[bytes]) -> bytes:
    """Return which of a device's keys signed the header; BadSignature if none did."""
    *before, newest = keys
    for key in before:
        with suppress(BadSignature):
            verify(segment, key)
            return key
    verify(segment, newest)
    return newest


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
        return Erased(names_of(segment))
    stubs = read_stubs(segment.stubs, header.count) if segment.pruned else {}
    found = _unpacked(segment, header.count - len(stubs), layouts, dictionaries or {})
    if isinstance(found, Unreadable):
        return found
    kept = iter(found.changes)
    told = segment.names
    changes = tuple(
        husk(stub, told[i * NAME_BYTES :][:NAME_BYTES], header.device, header.area)
        if (stub := stubs.get(i))
        else next(kept)
        for i in range(header.count)
    )
    if names_hash(changes) != header.names:
        raise WrongNames(f"{header.device}/{header.area}: {header.first}")
    gone = {changes[i].name: stub.records for i, stub in stubs.items()}
    return Opened(changes, found.opaque, gone)


def _unpacked(
    segment: Segment,
    count: int,
    layouts: Mapping[str, Layout],
    dictionaries: Mapping[int, bytes],
) -> Unpacked | Unreadable:
    """Return the changes that lie in a body, so many of them."""
    header = segment.header
    if not count:
        if segment.body:
            raise Malformed("a body of nothing")
        return Unpacked((), 0)
    missing = tuple(name for name in header.layouts if name not in layouts)
    if missing:
        return Unreadable(layouts=missing)
    found = unpack(
        segment.body,
        [layouts[name] for name in header.layouts],
        device=header.device,
        area=header.area,
        count=count,
        dictionaries=dictionaries,
    )
    return found if isinstance(found, Unpacked) else Unreadable(dictionary=found)


def names_hash(changes: Sequence[Change]) -> bytes:
    """Return SHA-256 over the changes' names in their order."""
    return hashlib.sha256(b"".join(change.name for change in changes)).digest()


def names_of(segment: Segment) -> tuple[Name, ...]:
    """Return the names that are left of a segment's body; WrongNames if they differ."""
    body, size = segment.body, NAME_BYTES
    names = tuple(body[i : i + size] for i in range(0, len(body), size))
    if hashlib.sha256(body).digest() != segment.header.names or (
        len(names) != segment.header.count
    ):
        raise WrongNames("erased")
    return names
