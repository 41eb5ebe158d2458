"""What laptop and registry say to each other: one request, one answer, signed.

Positional CBOR with empty parts left off, so that "nothing changed" stays at about
300 bytes with HTTP around it; decoding refuses what encoding would not write.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sync import wire
from sync.errors import IntegrityError, Malformed, UnknownVersion
from sync.seal import SIGNATURE_BYTES, Purpose, Sign, check
from sync.session.entries import FormBody
from sync.session.formcode import PACKED_PARTS, form_parts, read_form
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

VERSION = 1
VERSIONS = (VERSION,)
"""Versions spoken here; the registry keeps the two before the newest as well."""
CHECK_BYTES = 8
"""Enough of a hash to see that two sides differ."""
MESSAGE_BYTES_MAX = 8 * 1024 * 1024
KIB = 1024
WHOLE, RUNS, PACKED = 1, 2, 3
"""Flags of a request; one that is not known here is passed over."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a laptop stands in one area; `link` and `head` are cut to 8 bytes.

    `durable` is the newest own number that it was told to be in a verified copy; it is
    never larger than `number`.
    """

    cursor: int
    link: bytes = b""
    number: int = 0
    head: bytes = b""
    durable: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """What a laptop has, hands over, and wants.

    `wants` are hashes of questionnaires whose body is lacking: they come before any
    entry. `bytes_max` is about how much the answer may hold (whole KiB): ten seconds
    of the line. `whole` asks for own segments themselves instead of a line about
    each: a cloned or restored laptop lacks some that bear its number. `runs` lets
    stretches of a log come packed together, `packed` questionnaires.
    """

    device: int
    epoch: str
    areas: Mapping[str, Standing]
    segments: tuple[bytes, ...] = ()
    wants: tuple[str, ...] = ()
    bytes_max: int = 64 * KIB
    whole: bool = False
    runs: bool = False
    packed: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """One area in an answer; areas with nothing to tell are left out.

    `counter` is the number of its newest entry; `entries` follow the laptop's cursor.
    Where the logs differ there are none, but `marks`: (counter, link), newest first.
    """

    counter: int
    entries: tuple[bytes, ...] = ()
    marks: tuple[tuple[int, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A segment that was not taken, by the first 8 bytes of its hash, and why."""

    segment: bytes
    code: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the registry holds by now, and what the laptop lacks.

    `time` is the registry's clock in milliseconds since 1970; `receipts` are signed
    bytes each. `successions` are those of the registry's keys, where the laptop may not
    know them all. `packed`: its questionnaires are.
    """

    epoch: str
    time: int
    areas: Mapping[str, News] = field(default_factory=dict)
    receipts: tuple[bytes, ...] = ()
    forms: tuple[FormBody, ...] = ()
    refused: tuple[Refusal, ...] = ()
    successions: tuple[bytes, ...] = ()
    packed: bool = False

    @property
    def refusals(self) -> frozenset[bytes]:
        """The first 8 bytes of the hashes of what was not taken."""
        return frozenset(refusal.segment for refusal in self.refused)


def encode_request(request: Request) -> bytes:
    """Give the bytes of a request."""
    areas = {
        code: trimmed([at.cursor, at.link, *trimmed(_told(at))])
        for code, at in request.areas.items()
    }
    wants = [bytes.fromhex(wanted) for wanted in request.wants]
    size = request.bytes_max // KIB
    head = [VERSION, request.device, request.epoch, size, areas]
    tail = [list(request.segments), wants, _flags(request)]
    return wire.encode(trimmed([*head, *tail]))


def _told(at: Standing) -> list[object]:
    if not at.durable:
        return [at.number, at.head]
    # One byte where all is durable, however large the numbers.
    return [at.number, at.head, at.number - at.durable + 1]


def _flags(request: Request) -> list[int]:
    said = {WHOLE: request.whole, RUNS: request.runs, PACKED: request.packed}
    return [flag for flag, is_set in said.items() if is_set]


def decode_request(data: bytes) -> Request:
    """Read a request; `Malformed` for anything else, `UnknownVersion` for a newer."""
    with refusing():
        parts = padded(wire.decode(data, bytes_max=MESSAGE_BYTES_MAX), REQUEST_EMPTY)
        version, device, epoch, size, areas, segments, wants, flags = parts
        if version not in VERSIONS:
            raise UnknownVersion("request")
        return Request(
            device=whole(device),
            epoch=text(epoch),
            areas={code: _standing(at) for code, at in named(areas).items()},
            segments=tuple(octets(segment) for segment in many(segments)),
            wants=tuple(octets(wanted).hex() for wanted in many(wants)),
            bytes_max=whole(size) * KIB,
            whole=WHOLE in many(flags),
            runs=RUNS in many(flags),
            packed=PACKED in many(flags),
        )


def encode_answer(answer: Answer, request: bytes, sign: Sign) -> bytes:
    """Give the bytes of an answer, signed together with the request it answers."""
    areas = {
        code: trimmed([news.counter, list(news.entries), _marks(news)])
        for code, news in answer.areas.items()
    }
    forms = [form_parts(body, packed=answer.packed) for body in answer.forms]
    refused = [[refusal.segment, refusal.code] for refusal in answer.refused]
    head = [VERSION, answer.epoch, answer.time, areas]
    tail = [list(answer.receipts), forms, refused, list(answer.successions)]
    body = wire.encode(trimmed([*head, *tail]))
    return sign(Purpose.ANSWER, request + body) + body


def decode_answer(data: bytes, request: bytes, registry_key: bytes) -> Answer:
    """Read an answer to `request`.

    `BadSignature` where the registry did not sign exactly this answer to exactly this
    request; `Malformed` for what is none.
    """
    signature, body = data[:SIGNATURE_BYTES], data[SIGNATURE_BYTES:]
    check(registry_key, Purpose.ANSWER, request + body, signature)
    with refusing():
        parts = padded(wire.decode(body, bytes_max=MESSAGE_BYTES_MAX), ANSWER_EMPTY)
        version, epoch, time, areas, receipts, forms, refused, followed = parts
        if version not in VERSIONS:
            raise UnknownVersion("answer")
        return Answer(
            epoch=text(epoch),
            time=whole(time),
            areas={code: _news(news) for code, news in named(areas).items()},
            receipts=tuple(octets(receipt) for receipt in many(receipts)),
            forms=tuple(read_form(body) for body in many(forms)),
            packed=any(len(many(body)) == PACKED_PARTS for body in many(forms)),
            refused=tuple(_refusal(refusal) for refusal in many(refused)),
            successions=tuple(octets(one) for one in many(followed)),
        )


def successions_in(data: bytes, place: int = 7) -> tuple[bytes, ...]:
    """Give the successions that an answer brings, of which nothing is verified yet.

    They are the part after `place` others; none where it is no answer.
    """
    try:
        parts = many(wire.decode(data[SIGNATURE_BYTES:], bytes_max=MESSAGE_BYTES_MAX))
        found = parts[place : place + 1] or [[]]
        return tuple(octets(one) for one in many(found[0]))
    except IntegrityError:
        return ()


REQUEST_EMPTY: tuple[object, ...] = (None, None, None, None, {}, [], [], [])
ANSWER_EMPTY: tuple[object, ...] = (None, None, None, {}, [], [], [], [])


def _standing(parts: object) -> Standing:
    cursor, link, number, head, behind = padded(parts, (0, b"", 0, b"", 0))
    durable = whole(number) + 1 - whole(behind) if behind else 0
    if durable < bool(behind):
        raise Malformed("more behind than there is")
    told = whole(number), octets(head), durable
    return Standing(whole(cursor), octets(link), *told)


def _news(parts: object) -> News:
    counter, entries, marks = padded(parts, (None, [], []))
    return News(
        whole(counter),
        tuple(octets(entry) for entry in many(entries)),
        tuple(_mark(mark) for mark in many(marks)),
    )


def _marks(news: News) -> list[list[object]]:
    return [list(mark) for mark in news.marks]


def _mark(parts: object) -> tuple[int, bytes]:
    counter, link = many(parts)
    return whole(counter), octets(link)


def _refusal(parts: object) -> Refusal:
    segment, code = many(parts)
    return Refusal(octets(segment), text(code))
