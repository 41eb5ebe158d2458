"""What a bundle says of itself without a key: from whom, for whom, built on what.

Numbers of laptops and areas, counts, sizes and hashes; nothing about a person.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from sync import wire
from sync.bundle.errors import BundleAltered
from sync.errors import IntegrityError, Malformed
from sync.seal import SIGNATURE_BYTES, Purpose, Sign, check
from sync.session.attached import LANE
from sync.session.shapes import many, named, octets, refusing, text, whole

HASH_BYTES = 32
REGISTRY = 0
"""The number under which a registry writes."""
OUTSIDE_BYTES_MAX, READERS_MAX, READER_BYTES = 64 * 1024, 64, 8
"""What one envelope may tell; of more nothing is read but so many readers."""
MANIFEST_ROOM, ITEM_ROOM = 3 * 1024 * 1024, 20
"""What envelopes may take of a manifest, each as `room_of` has it."""


class Kind(IntEnum):
    """What a letter is; a number is never given to another kind later."""

    UP = 0
    DOWN = 1
    CUSTODY = 2


@dataclass(frozen=True, slots=True)
class Envelope:
    """The outside of one letter.

    `device` is the laptop that it is from (up) or for (down). `question` is the hash of
    the request it holds or is about. `stands` says what the laptop had when it asked,
    what a letter and its answer build on: area -> (cursor in the log, number in the
    laptop's own chain with a receipt), in `epoch`; of attachments, whose epoch reads
    "attachments", area -> (contents, KiB of them). `readers` are
    fingerprints of recipients. `size` and `digest` are those of the sealed bytes.
    `answers` is the digest of the letter that an answer is to, and `refused` the code
    for which that was not taken, or empty; `signature` is the registry's under both, so
    that whoever carries the answer knows without opening it that there is one.
    """

    kind: Kind
    device: int
    question: bytes
    readers: tuple[bytes, ...]
    size: int
    digest: bytes
    changes: int = 0
    written_ms: int = 0
    epoch: str = ""
    stands: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    answers: bytes = b""
    refused: str = ""
    signature: bytes = b""

    @property
    def of_attachments(self) -> bool:
        """Whether this is a letter of the lane of attachments, or its answer."""
        return self.epoch == LANE

    @classmethod
    def around(cls, sealed: bytes, kind: Kind, **more: Any) -> "Envelope":
        """Give the envelope around a sealed letter."""
        digest = hashlib.sha256(sealed).digest()
        return cls(kind=kind, size=len(sealed), digest=digest, **more).bounded()

    def bounded(self) -> "Envelope":
        """Give it without what it tells, where that is more than one may tell."""
        told = [list(self.readers), self.epoch, _stands(self)]
        if len(wire.encode(told)) <= OUTSIDE_BYTES_MAX:
            return self
        readers = [one for one in self.readers if len(one) == READER_BYTES]
        return replace(self, readers=tuple(readers[:READERS_MAX]), epoch="", stands={})


@dataclass(frozen=True, slots=True)
class Manifest:
    """The outside of a bundle; `writer` is a laptop's number, 0 the registry's.

    `successions` are those of the registry's keys that the writer knows.
    """

    registry: str
    writer: int
    public: bytes
    written_ms: int
    envelopes: tuple[Envelope, ...]
    successions: tuple[bytes, ...] = ()

    @property
    def changes(self) -> int:
        """Changes in the letters that go up."""
        return sum(envelope.changes for envelope in self.envelopes)


def encode_manifest(manifest: Manifest, sign: Sign) -> bytes:
    """Give the bytes of a manifest, signed by its writer."""
    told = [_told(envelope) for envelope in manifest.envelopes]
    head = [manifest.registry, manifest.writer, manifest.public, manifest.written_ms]
    followed = [list(manifest.successions)] if manifest.successions else []
    body = wire.encode([*head, told, *followed])
    return sign(Purpose.BUNDLE, body) + body


def decode_manifest(data: bytes) -> Manifest:
    """Read a manifest that is signed with the key it names; else `BundleAltered`."""
    signature, body = data[:SIGNATURE_BYTES], data[SIGNATURE_BYTES:]
    try:
        with refusing():
            registry, writer, public, written, told, *more = many(wire.decode(body))
            check(octets(public), Purpose.BUNDLE, body, signature)
            return Manifest(
                text(registry),
                whole(writer),
                octets(public),
                whole(written),
                tuple(_read(parts) for parts in many(told)),
                _successions(more),
            )
    except IntegrityError as cause:
        raise BundleAltered("manifest") from cause


def signed_answer(envelope: Envelope, sign: Sign) -> Envelope:
    """Give the outside of an answer, signed by the registry."""
    return replace(envelope, signature=sign(Purpose.LETTER, _answer_told(envelope)))


def check_answer(envelope: Envelope, registry_key: bytes) -> None:
    """Return only if the registry signed this outside of an answer of its own."""
    check(registry_key, Purpose.LETTER, _answer_told(envelope), envelope.signature)


def _answer_told(envelope: Envelope) -> bytes:
    about = [envelope.device, envelope.question, envelope.answers]
    return wire.encode(["answer", *about, envelope.digest, envelope.refused])


Letter = tuple[Envelope, bytes]
"""A sealed letter with its outside."""


def encode_letters(letters: Iterable[Letter]) -> bytes:
    """Give letters as they go over a line, without a file around them."""
    return wire.encode([[_told(envelope), sealed] for envelope, sealed in letters])


def decode_letters(data: bytes, bytes_max: int) -> tuple[Letter, ...]:
    """Read what `encode_letters` gave; `Malformed` for anything else."""
    with refusing():
        found = []
        for parts in many(wire.decode(data, bytes_max=bytes_max)):
            told, sealed = many(parts)
            envelope = _read(told)
            if hashlib.sha256(octets(sealed)).digest() != envelope.digest:
                raise Malformed("a letter that is not the one announced")
            found.append((envelope, octets(sealed)))
        return tuple(found)


def room_of(envelope: Envelope) -> int:
    """Give what an envelope takes of a manifest, whose bytes and items are bounded."""
    items = 14 + len(envelope.readers) + 4 * len(envelope.stands)
    return max(len(wire.encode(_told(envelope))), ITEM_ROOM * items)


def _stands(envelope: Envelope) -> dict[str, list[int]]:
    return {code: list(stood) for code, stood in envelope.stands.items()}


def _told(envelope: Envelope) -> list[object]:
    return [
        int(envelope.kind),
        envelope.device,
        envelope.question,
        list(envelope.readers),
        envelope.size,
        envelope.digest,
        envelope.changes,
        envelope.written_ms,
        envelope.epoch,
        _stands(envelope),
        envelope.answers,
        envelope.refused,
        envelope.signature,
    ]


def _read(told: object) -> Envelope:
    kind, device, question, readers, size, digest, *rest = many(told)
    changes, written, epoch, stands, answers, refused, signature = rest
    envelope = Envelope(
        Kind(whole(kind)),
        whole(device),
        octets(question),
        tuple(octets(reader) for reader in many(readers)),
        whole(size),
        octets(digest),
        whole(changes),
        whole(written),
        text(epoch),
        {code: _stood(stood) for code, stood in named(stands).items()},
        octets(answers),
        text(refused),
        octets(signature),
    )
    if len(envelope.question) != HASH_BYTES or len(envelope.digest) != HASH_BYTES:
        raise ValueError("a hash")
    # Anybody on the way may have written there: it keeps back no letter.
    return envelope.bounded()


def _successions(more: list[object]) -> tuple[bytes, ...]:
    """Give what may follow the letters; nothing may follow that."""
    if not more:
        return ()
    (told,) = more
    return tuple(octets(one) for one in many(told))


def _stood(parts: object) -> tuple[int, int]:
    cursor, number = many(parts)
    return whole(cursor), whole(number)
