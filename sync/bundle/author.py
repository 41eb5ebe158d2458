"""Who writes letters and opens those that come back: one laptop with its keys."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sync.bundle.letters import (
    Custody,
    DownLetter,
    UpLetter,
    decode_custody,
    decode_down,
    decode_up,
    down_successions_in,
    encode_custody,
    encode_up,
    enrolment_proof,
    question_of,
)
from sync.bundle.manifest import Envelope, Kind, Letter, Manifest
from sync.bundle.sealing import fingerprint, recipient_of, seal, unseal
from sync.erasure import without_orders
from sync.errors import IntegrityError
from sync.journal import decode_segment
from sync.seal import Sign
from sync.session.attached import (
    LANE,
    LaneRequest,
    decode_lane_request,
    is_of_lane,
)
from sync.session.messages import KIB, decode_request
from sync.session.provisioned import registry_id
from sync.session.trusting import by_newest
from sync.succession import followed


@dataclass(frozen=True, slots=True)
class Told:
    """What the outside of a request tells: its changes, and what it builds on."""

    changes: int = 0
    epoch: str = ""
    stands: Mapping[str, tuple[int, int]] = field(default_factory=dict)


NOTHING_TOLD = Told()


def told_of(request: bytes) -> Told:
    """Give what may stand on the outside of a request.

    Of attachments that is, instead of an epoch, the name of their lane, and for each
    area how many contents it brings or offers, and how many KiB of them.
    """
    if is_of_lane(request):
        return _told_of_lane(decode_lane_request(request))
    asked = decode_request(request)
    changes = sum(map(_changes_in, without_orders(asked.segments)))
    stands = {code: (at.cursor, at.number) for code, at in asked.areas.items()}
    return Told(changes, asked.epoch, stands)


def _changes_in(segment: bytes) -> int:
    try:
        return decode_segment(segment).header.count
    except IntegrityError:
        # It is refused by itself.
        return 0


def _told_of_lane(request: LaneRequest) -> Told:
    sizes: dict[str, int] = {}
    for piece in request.pieces:
        sizes[piece.key.area] = sizes.get(piece.key.area, 0) + len(piece.data)
    keys = {o.key for o in request.offers} | {p.key for p in request.pieces}
    return Told(
        0,
        LANE,
        {
            area: (
                sum(key.area == area for key in keys),
                -(-sizes.get(area, 0) // KIB),
            )
            for area in sorted({key.area for key in keys})
        },
    )


def around_up(
    said: UpLetter, sealed: bytes, readers: tuple[bytes, ...], told: Told
) -> Envelope:
    """Give the outside of a laptop's letter, as its inside has it."""
    return Envelope.around(
        sealed,
        Kind.UP,
        device=said.device,
        question=question_of(said.request),
        readers=readers,
        changes=told.changes,
        written_ms=said.written_ms,
        epoch=told.epoch,
        stands=told.stands,
    )


def sealed_again(data: bytes, readers: Sequence[str]) -> Letter:
    """Seal a laptop's open letter, as it signed it, to these readers."""
    said, sealed = decode_up(data), seal(data, readers)
    marks = tuple(fingerprint(reader) for reader in readers)
    return around_up(said, sealed, marks, told_of(said.request)), sealed


@dataclass(frozen=True)
class Author:
    """A laptop as it writes letters.

    `identity` opens what is sealed to it; `readers` are whom it seals to, the registry
    first; `enrol_token` is there while the registry may not have its key yet.
    `registry_key` is the key that the registry was founded with, `successions` lead
    from there to the newest that is known.
    """

    device: int
    public: bytes
    sign: Sign
    identity: str
    readers: tuple[str, ...]
    registry_key: bytes
    introduction: bytes = b""
    enrol_token: str = ""
    successions: tuple[bytes, ...] = ()

    @property
    def recipient(self) -> str:
        """Where others seal to for this laptop."""
        return recipient_of(self.identity)

    def ask(self, request: bytes, now_ms: int, told: Told = NOTHING_TOLD) -> Letter:
        """Write a request as a letter to the registry; `told` stands outside."""
        proof = b""
        if self.enrol_token:
            token_hash = hashlib.sha256(self.enrol_token.encode()).digest()
            proof = enrolment_proof(token_hash, self.device, self.public)
        said = UpLetter(
            self.device,
            self.public,
            self.recipient,
            self.introduction,
            proof,
            request,
            now_ms,
        )
        sealed = seal(encode_up(said, self.sign), self.readers)
        readers = tuple(fingerprint(reader) for reader in self.readers)
        return around_up(said, sealed, readers, told), sealed

    def vouch(self, custody: Custody, recipient: str) -> Letter:
        """Write to a laptop what is held of it here."""
        sealed = seal(encode_custody(custody, self.public, self.sign), [recipient])
        around = Envelope.around(
            sealed,
            Kind.CUSTODY,
            device=custody.device,
            question=custody.question,
            readers=(fingerprint(recipient),),
            written_ms=custody.written_ms,
        )
        return around, sealed

    def answered(self, sealed: bytes) -> DownLetter:
        """Open a letter from the registry to this laptop.

        Its newest key counts, also one that only the letter leads to. Raises
        `FormerKey` for one that was given up.
        """
        data = unseal(sealed, [self.identity])
        known = followed(self.registry_key, self.successions)
        further = known.extended(down_successions_in(data))
        return by_newest(further, lambda key: decode_down(data, key))

    def vouched(self, sealed: bytes) -> Custody:
        """Open a custody statement to this laptop."""
        return decode_custody(unseal(sealed, [self.identity]))

    def manifest(self, envelopes: Iterable[Envelope], now_ms: int) -> Manifest:
        """Give the outside of a bundle that this laptop writes."""
        registry = registry_id(self.registry_key)
        letters = tuple(envelopes)
        return Manifest(
            registry, self.device, self.public, now_ms, letters, self.successions
        )
