"""What a letter says once it is open: a request up, its answer down, custody down.

A letter speaks for itself, whoever brings it: an up letter is signed by its laptop, a
down letter by the registry, a custody statement by whoever opened the up letter.
"""

import hashlib
import hmac
from dataclasses import dataclass

from sync import wire
from sync.errors import IntegrityError, UnknownVersion
from sync.seal import SIGNATURE_BYTES, Purpose, Sign, check
from sync.session.messages import MESSAGE_BYTES_MAX
from sync.session.shapes import many, octets, refusing, text, whole

VERSION = 1
LETTER_BYTES_MAX = MESSAGE_BYTES_MAX + 64 * 1024
"""A message, and what stands around it."""


@dataclass(frozen=True, slots=True)
class UpLetter:
    """A laptop's request to the registry, with all that HTTP would have asked first.

    `public` is its signing key, `recipient` where the answer is sealed to.
    `introduction` is the registry's signed word about the laptop from its provisioning
    file; `enrolment` proves the one-time token where it was not spent yet, without
    showing it (see `enrolment_proof`). `written_ms` is by the laptop's clock.
    """

    device: int
    public: bytes
    recipient: str
    introduction: bytes
    enrolment: bytes
    request: bytes
    written_ms: int


@dataclass(frozen=True, slots=True)
class DownLetter:
    """The registry's answer to a request (by its hash), or the code of its refusal.

    `successions` are all of its keys', so that the letter alone leads to the newest.
    """

    device: int
    question: bytes
    answer: bytes
    refused: str = ""
    successions: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Custody:
    """Somebody who opened a laptop's letter holds its chains up to these segments.

    `proof` can only be made from the open request. `chains` are (area, number, head).
    """

    holder: int
    device: int
    question: bytes
    proof: bytes
    chains: tuple[tuple[str, int, bytes], ...]
    written_ms: int


def question_of(request: bytes) -> bytes:
    """Give the hash by which an answer names the request it is about."""
    return hashlib.sha256(request).digest()


def proof_of_reading(request: bytes) -> bytes:
    """Give what nobody can make who has not had the request open before them."""
    return hashlib.sha256(b"indraj custody 1\0" + request).digest()


def enrolment_proof(token_hash: bytes, device: int, public: bytes) -> bytes:
    """Bind a one-time token to a laptop's key, so that a carrier cannot spend it."""
    said = wire.encode(["enrol", device, public])
    return hmac.new(token_hash, said, hashlib.sha256).digest()


def encode_up(letter: UpLetter, sign: Sign) -> bytes:
    """Give the bytes of an up letter, signed by its laptop."""
    said = [
        VERSION,
        letter.device,
        letter.public,
        letter.recipient,
        letter.introduction,
        letter.enrolment,
        letter.request,
        letter.written_ms,
    ]
    return _signed(wire.encode(said), Purpose.LETTER, sign)


def decode_up(data: bytes) -> UpLetter:
    """Read an up letter that is signed with the key it brings; whose, others judge."""
    body, signature = _parted(data)
    with refusing():
        _, *parts = _positions(body, 8)
        device, public, recipient, introduction, enrolment, request, written = parts
        letter = UpLetter(
            whole(device),
            octets(public),
            text(recipient),
            octets(introduction),
            octets(enrolment),
            octets(request),
            whole(written),
        )
    check(letter.public, Purpose.LETTER, body, signature)
    return letter


def encode_down(letter: DownLetter, sign: Sign) -> bytes:
    """Give the bytes of a down letter, signed by the registry."""
    parts = [letter.device, letter.question, letter.answer, letter.refused]
    # A registry that has its first key says nothing of others.
    followed = [list(letter.successions)] if letter.successions else []
    return _signed(wire.encode([VERSION, *parts, *followed]), Purpose.LETTER, sign)


def decode_down(data: bytes, registry_key: bytes) -> DownLetter:
    """Read a down letter; `BadSignature` unless the registry wrote it."""
    body, signature = _parted(data)
    check(registry_key, Purpose.LETTER, body, signature)
    with refusing():
        _, device, question, answer, refused, *followed = _positions(body, 5, 6)
        return DownLetter(
            whole(device),
            octets(question),
            octets(answer),
            text(refused),
            _successions(followed),
        )


def down_successions_in(data: bytes) -> tuple[bytes, ...]:
    """Give the successions that a down letter brings, unverified."""
    try:
        with refusing():
            return _successions(_positions(_parted(data)[0], 5, 6)[5:])
    except IntegrityError:
        return ()


def _successions(parts: list[object]) -> tuple[bytes, ...]:
    return tuple(octets(one) for of in parts for one in many(of))


def encode_custody(custody: Custody, public: bytes, sign: Sign) -> bytes:
    """Give the bytes of a custody statement, signed by its holder's key."""
    chains = [list(chain) for chain in custody.chains]
    said = [VERSION, custody.holder, public, custody.device, custody.question]
    body = wire.encode([*said, custody.proof, chains, custody.written_ms])
    return _signed(body, Purpose.CUSTODY, sign)


def decode_custody(data: bytes) -> Custody:
    """Read a custody statement that is signed with the key it brings."""
    body, signature = _parted(data)
    with refusing():
        _, holder, public, device, question, proof, chains, at = _positions(body, 8)
        check(octets(public), Purpose.CUSTODY, body, signature)
        return Custody(
            whole(holder),
            whole(device),
            octets(question),
            octets(proof),
            tuple(_chain(chain) for chain in many(chains)),
            whole(at),
        )


def _chain(parts: object) -> tuple[str, int, bytes]:
    area, number, head = many(parts)
    return text(area), whole(number), octets(head)


def _signed(body: bytes, purpose: Purpose, sign: Sign) -> bytes:
    return sign(purpose, body) + body


def _parted(data: bytes) -> tuple[bytes, bytes]:
    return data[SIGNATURE_BYTES:], data[:SIGNATURE_BYTES]


def _positions(body: bytes, *counts: int) -> list[object]:
    """Give the parts of a letter of this version, in their order."""
    parts = many(wire.decode(body, bytes_max=LETTER_BYTES_MAX))
    if parts and parts[0] != VERSION:
        raise UnknownVersion("letter")
    if len(parts) not in counts:
        raise ValueError("parts of a letter")
    return parts
