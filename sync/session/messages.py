"""What laptop and registry say to each other: one request, one answer, signed.

Positional CBOR, so that "nothing changed" stays under 300 bytes with HTTP around it.
`sync/PROTOCOL.md` has the layout; decoding refuses what encoding would not write.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sync import wire
from sync.errors import Malformed, Untrusted
from sync.receipts import Receipt
from sync.session.entries import FormBody

VERSION = 1
VERSIONS = (VERSION,)
"""Versions this side speaks; the registry keeps two more behind the newest."""
CHECK_BYTES = 8
"""Enough of a hash to see that two sides differ; the whole one is compared later."""
SIGNATURE_BYTES = 64
ANSWER_DOMAIN = b"indraj answer 1\0"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a laptop stands in one area; `link` and `head` are cut to 8 bytes."""

    cursor: int
    link: bytes
    number: int
    head: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """What a laptop has, hands over, and wants."""

    device: int
    epoch: bytes
    areas: Mapping[str, Standing]
    segments: tuple[bytes, ...] = ()
    wants: tuple[str, ...] = ()
    """Hashes of questionnaires whose body is lacking."""
    bytes_max: int = 65536
    """About how much the answer may hold: ten seconds of the line."""


@dataclass(frozen=True, slots=True)
class News:
    """One area in an answer: only those with something to tell are in it."""

    counter: int
    """The number of the newest entry of this area."""
    entries: tuple[bytes, ...] = ()
    """The entries that follow the laptop's cursor, as `entrycode` encodes them."""
    marks: tuple[tuple[int, bytes], ...] = ()
    """Where the laptop's log and this one differ: (counter, link), newest first."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A segment that was not taken, by the start of its hash, and why."""

    segment: bytes
    code: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the registry holds of it, sends, and answers to each segment."""

    epoch: bytes
    time: int
    areas: Mapping[str, News] = field(default_factory=dict)
    receipts: tuple[Receipt, ...] = ()
    forms: tuple[FormBody, ...] = ()
    refused: tuple[Refusal, ...] = ()


def encode_request(request: Request) -> bytes:
    """Give the bytes of a request; trailing empty parts are left out."""
    areas = {code: trimmed(astuple(at)) for code, at in request.areas.items()}
    parts = [VERSION, request.device, request.epoch, request.bytes_max >> 10, areas]
    wants = [bytes.fromhex(wanted) for wanted in request.wants]
    return wire.encode(trimmed([*parts, list(request.segments), wants]))


def decode_request(data: bytes) -> Request:
    """Read a request; raises `Malformed` for anything but one."""
    with refusing():
        parts = padded(wire.decode(data), 7, lists_from=5)
        version, device, epoch, kilobytes, areas, segments, wants = parts
        if version not in VERSIONS:
            raise Malformed
        return Request(
            device=whole(device),
            epoch=octets(epoch),
            areas={text(code): read_standing(at) for code, at in areas.items()},
            segments=tuple(octets(segment) for segment in segments),
            wants=tuple(octets(wanted).hex() for wanted in wants),
            bytes_max=whole(kilobytes) << 10,
        )


def encode_answer(
    answer: Answer, request: bytes, sign: Callable[[bytes], bytes]
) -> bytes:
    """Give the bytes of an answer, signed together with the request it answers."""
    areas = {
        code: trimmed([news.counter, list(news.entries), [list(m) for m in news.marks]])
        for code, news in answer.areas.items()
    }
    receipts = [receipt.encode() for receipt in answer.receipts]
    forms = [astuple(body) for body in answer.forms]
    refused = [astuple(refusal) for refusal in answer.refused]
    parts = [VERSION, answer.epoch, answer.time, areas, receipts, forms, refused]
    body = wire.encode(trimmed(parts))
    return sign(signed_bytes(body, request)) + body


def decode_answer(
    data: bytes, request: bytes, verify: Callable[[bytes, bytes], bool]
) -> Answer:
    """Read an answer to `request`.

    Raises `Untrusted` where the registry did not sign exactly this, and `Malformed`
    for what is no answer.
    """
    signature, body = data[:SIGNATURE_BYTES], data[SIGNATURE_BYTES:]
    if not verify(signature, signed_bytes(body, request)):
        raise Untrusted
    with refusing():
        parts = padded(wire.decode(body), 7, lists_from=4, maps_at=3)
        _, epoch, time, areas, receipts, forms, refused = parts
        return Answer(
            epoch=octets(epoch),
            time=whole(time),
            areas={text(code): read_news(news) for code, news in areas.items()},
            receipts=tuple(Receipt.decode(octets(one)) for one in receipts),
            forms=tuple(FormBody(*body) for body in forms),
            refused=tuple(Refusal(octets(a), text(b)) for a, b in refused),
        )
