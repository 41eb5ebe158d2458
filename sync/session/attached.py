"""What laptop and registry say of attachments: the contents that answers refer to.

A lane of its own, after the records. Its messages go the same roads as a request and
its answer (`messages`), and begin with a word instead of a version, so that a registry
that knows no attachments says so (`sync.unknown_version`) and takes no harm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from sync import wire
from sync.attachments import CONTENT_BYTES_MAX, DIGEST_BYTES
from sync.errors import Malformed, UnknownVersion
from sync.receipts import Held
from sync.seal import SIGNATURE_BYTES, Purpose, Sign, check
from sync.session.messages import KIB, MESSAGE_BYTES_MAX, successions_in
from sync.session.shapes import (
    many,
    named,
    octets,
    padded,
    refusing,
    text,
    trimmed,
    whole,
)

LANE = "attachments"
"""The first word of a request of this lane."""
VERSION = 1
CHUNK_BYTES = 128 * KIB
"""The most that one piece of a content holds."""
ITEMS_MAX = 256
"""The most offers, pieces or wishes in one message."""
RECEIPT_BYTES_MAX = 16 * KIB


class State(IntEnum):
    """What a registry says of a content; a reader takes a later number for "not now".

    `UNKNOWN` is what no change in an area of this laptop refers to: nobody waits for
    it there, or it is not this laptop's to see.
    """

    AWAITED = 0
    STORED = 1
    UNKNOWN = 2
    TOO_LARGE = 3
    DAMAGED = 4
    ERASED = 5


@dataclass(frozen=True, slots=True)
class Key:
    """A content in an area: the SHA-256 of its bytes, where a change refers to it."""

    area: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Offer:
    """A content that a laptop has and the registry may lack.

    `again`: the registry has it as far as is known, and may have it durably by now.
    """

    key: Key
    size: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of a content from `offset` on; `size` is that of the whole."""

    key: Key
    size: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Wish:
    """A content that a laptop lacks, and how many of its first bytes it has.

    `begin`: its beginning is worth more than any other's rest, as it shows a small
    picture of it; that is not told.
    """

    key: Key
    offset: int
    begin: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the registry says of a content: its state, and how many bytes it has."""

    key: Key
    state: int
    held: int = 0


@dataclass(frozen=True, slots=True)
class LaneRequest:
    """What a laptop offers, hands over and wishes; `bytes_max` as in a `Request`."""

    device: int
    offers: tuple[Offer, ...] = ()
    pieces: tuple[Piece, ...] = ()
    wishes: tuple[Wish, ...] = ()
    bytes_max: int = 64 * KIB


@dataclass(frozen=True, slots=True)
class LaneAnswer:
    """What the registry has of what was named, receipts, and what was wished for."""

    epoch: str
    time: int
    told: tuple[Told, ...] = ()
    receipts: tuple[bytes, ...] = ()
    pieces: tuple[Piece, ...] = ()
    successions: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachmentReceipt:
    """The registry holds these contents: verified, and as safely as `state` says."""

    epoch: str
    device: int
    state: Held
    time: int
    contents: Mapping[str, tuple[bytes, ...]]
    """Area -> digests, in the order of their bytes."""


def is_of_lane(data: bytes) -> bool:
    """Tell whether a request is one of this lane; it may still be malformed."""
    start = wire.encode(LANE)
    return data[1 : 1 + len(start)] == start


def encode_lane_request(request: LaneRequest) -> bytes:
    """Give the bytes of a request."""
    head = [LANE, VERSION, request.device, request.bytes_max // KIB]
    offers = [[*_key(one.key), one.size] for one in request.offers]
    pieces = [_piece(one) for one in request.pieces]
    wishes = [[*_key(one.key), one.offset] for one in request.wishes]
    return wire.encode(trimmed([*head, offers, pieces, wishes]))


def decode_lane_request(data: bytes) -> LaneRequest:
    """Read a request; `Malformed` for anything else, `UnknownVersion` for a later."""
    with refusing():
        parts = many(wire.decode(data, bytes_max=MESSAGE_BYTES_MAX))
        if parts[:1] != [LANE] or parts[1:2] != [VERSION]:
            raise UnknownVersion("attachments")
        _, _, device, size, offers, pieces, wishes = padded(parts, REQUEST_EMPTY)
        return LaneRequest(
            whole(device),
            tuple(_offer(one) for one in _few(offers)),
            tuple(_read_piece(one) for one in _few(pieces)),
            tuple(_wish(one) for one in _few(wishes)),
            whole(size) * KIB,
        )


def encode_lane_answer(answer: LaneAnswer, request: bytes, sign: Sign) -> bytes:
    """Give the bytes of an answer, signed together with the request it answers."""
    told = [[*_key(one.key), one.state, one.held] for one in answer.told]
    pieces = [_piece(one) for one in answer.pieces]
    head = [VERSION, answer.epoch, answer.time, told, list(answer.receipts)]
    body = wire.encode(trimmed([*head, pieces, list(answer.successions)]))
    return sign(Purpose.ANSWER, request + body) + body


def decode_lane_answer(data: bytes, request: bytes, registry_key: bytes) -> LaneAnswer:
    """Read an answer to `request`; as strict as `messages.decode_answer`."""
    signature, body = data[:SIGNATURE_BYTES], data[SIGNATURE_BYTES:]
    check(registry_key, Purpose.ANSWER, request + body, signature)
    with refusing():
        parts = many(wire.decode(body, bytes_max=MESSAGE_BYTES_MAX))
        if parts[:1] != [VERSION]:
            raise UnknownVersion("attachments")
        _, epoch, time, told, receipts, pieces, followed = padded(parts, ANSWER_EMPTY)
        return LaneAnswer(
            text(epoch),
            whole(time),
            tuple(_told(one) for one in many(told)),
            tuple(octets(one) for one in many(receipts)),
            tuple(_read_piece(one) for one in _few(pieces)),
            tuple(octets(one) for one in many(followed)),
        )


def lane_successions_in(data: bytes) -> tuple[bytes, ...]:
    """Give the successions that an answer of the lane brings, unverified."""
    return successions_in(data, place=6)


def encode_attachment_receipt(receipt: AttachmentReceipt, sign: Sign) -> bytes:
    """Give the receipt's bytes, signed by the registry."""
    contents = {code: sorted(found) for code, found in receipt.contents.items()}
    head = [VERSION, receipt.epoch, receipt.device, receipt.state.value, receipt.time]
    body = wire.encode([*head, contents])
    return body + sign(Purpose.ATTACHED, body)


def decode_attachment_receipt(data: bytes, registry_key: bytes) -> AttachmentReceipt:
    """Give what a receipt says; `BadSignature` unless `registry_key` signed it."""
    if not SIGNATURE_BYTES < len(data) <= RECEIPT_BYTES_MAX:
        raise Malformed("not a receipt")
    body, signature = data[:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]
    check(registry_key, Purpose.ATTACHED, body, signature)
    with refusing():
        parts = many(wire.decode(body, bytes_max=RECEIPT_BYTES_MAX))
        if parts[:1] != [VERSION]:
            raise UnknownVersion("receipt")
        _, epoch, device, state, time, contents = parts
        return AttachmentReceipt(
            text(epoch),
            whole(device),
            Held(text(state)),
            whole(time),
            {code: _digests(found) for code, found in named(contents).items()},
        )


REQUEST_EMPTY: tuple[object, ...] = (None, None, None, None, [], [], [])
ANSWER_EMPTY: tuple[object, ...] = (None, None, None, [], [], [], [])


def _key(key: Key) -> list[object]:
    return [key.area, key.digest]


def _read_key(area: object, digest: object) -> Key:
    return Key(text(area), _digest(digest))


def _digest(value: object) -> bytes:
    if len(octets(value)) != DIGEST_BYTES:
        raise Malformed("no SHA-256")
    return octets(value)


def _digests(value: object) -> tuple[bytes, ...]:
    found = tuple(_digest(one) for one in many(value))
    if list(found) != sorted(set(found)):
        raise Malformed("digests in disorder")
    return found


def _few(value: object) -> list[object]:
    """Give an array that is not longer than one message may have."""
    found = many(value)
    if len(found) > ITEMS_MAX:
        raise Malformed("too many at once")
    return found


def _offer(parts: object) -> Offer:
    area, digest, size = many(parts)
    return Offer(_read_key(area, digest), whole(size))


def _wish(parts: object) -> Wish:
    area, digest, offset = many(parts)
    return Wish(_read_key(area, digest), whole(offset))


def _told(parts: object) -> Told:
    area, digest, state, held = many(parts)
    return Told(_read_key(area, digest), whole(state), whole(held))


def _piece(piece: Piece) -> list[object]:
    return [*_key(piece.key), piece.size, piece.offset, piece.data]


def _read_piece(parts: object) -> Piece:
    area, digest, size, offset, data = many(parts)
    piece = Piece(_read_key(area, digest), whole(size), whole(offset), octets(data))
    if not 0 < len(piece.data) <= CHUNK_BYTES:
        raise Malformed("a piece of no size, or beyond the bound")
    if piece.offset + len(piece.data) > piece.size or piece.size > CONTENT_BYTES_MAX:
        raise Malformed("a piece beyond the end")
    return piece
