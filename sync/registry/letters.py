"""Letters: each answered as if its laptop were on the line, whoever brings it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sync.bundle import (
    Bundle,
    BundleAltered,
    BundleOfOtherRegistry,
    DownLetter,
    Envelope,
    Kind,
    Manifest,
    UpLetter,
    decode_up,
    encode_down,
    fingerprint,
    question_of,
    recipient_of,
    seal,
    unseal,
    write_bundle,
)
from sync.bundle.manifest import REGISTRY, Letter
from sync.errors import DeviceUnknown, IndrajError
from sync.registry.conversation import answer
from sync.registry.devices import enrol_by_proof, known
from sync.registry.keys import registry_identity
from sync.registry.office import Office
from sync.session.messages import KIB

ANSWERS_BYTES = 2 * 1024 * KIB
"""After so much an answer ends; what is not answered yet is asked again."""


@dataclass(frozen=True)
class Answered:
    """What a bundle came to: letters answered, changes they brought, codes refused."""

    letters: int
    changes: int
    refused: tuple[str, ...]


def answer_bundle(office: Office, bundle: Bundle, reply: Path) -> Answered:
    """Answer every letter that goes up, and write the answers as a bundle.

    Raises `BundleOfOtherRegistry`; and `BundleUnwritten` where the reply fails: what
    was taken is kept then, and the same bundle may be brought again.
    """
    if bundle.manifest.registry != office.id:
        raise BundleOfOtherRegistry
    envelopes = bundle.manifest.envelopes
    up = [(i, e) for i, e in enumerate(envelopes) if e.kind is Kind.UP]
    letters = [answer_letter(office, e, bundle.letter(i)) for i, e in up]
    told = Manifest(
        office.id,
        REGISTRY,
        office.key.public,
        office.clock(),
        tuple(envelope for envelope, _ in letters),
    )
    write_bundle(reply, told, (sealed for _, sealed in letters), office.key.sign)
    return Answered(
        len(letters),
        sum(envelope.changes for _, envelope in up),
        tuple(envelope.refused for envelope, _ in letters if envelope.refused),
    )


def answer_letters(office: Office, letters: Iterable[Letter]) -> Iterator[Letter]:
    """Answer letters in their order, as many as an answer over the line may hold."""
    room = ANSWERS_BYTES
    for envelope, sealed in letters:
        if room <= 0:
            return
        answered = answer_letter(office, envelope, sealed)
        room -= len(answered[1])
        yield answered


def answer_letter(office: Office, envelope: Envelope, sealed: bytes) -> Letter:
    """Answer one letter: what it brings is stored before the answer exists.

    A letter that is not taken is answered with the code of the refusal.
    """
    to = recipient_of(registry_identity(office))
    try:
        letter = _opened(office, envelope, sealed)
        to = letter.recipient
        _admit(office, letter)
        said, refused = answer(office, letter.device, letter.request), ""
    except IndrajError as failure:
        said, refused = b"", failure.code
    down = DownLetter(envelope.device, envelope.question, said, refused)
    closed = seal(encode_down(down, office.key.sign), [to])
    around = Envelope.around(
        closed,
        Kind.DOWN,
        device=down.device,
        question=down.question,
        readers=(fingerprint(to),),
        written_ms=office.clock(),
        refused=refused,
    )
    return around, closed


def _opened(office: Office, envelope: Envelope, sealed: bytes) -> UpLetter:
    """Open a letter that is what its envelope says."""
    letter = decode_up(unseal(sealed, [registry_identity(office)]))
    named = (envelope.kind, envelope.device, envelope.question)
    if named != (Kind.UP, letter.device, question_of(letter.request)):
        raise BundleAltered("a letter in another's envelope")
    # Whom nothing can be sealed to is found out before anything is taken.
    seal(b"", [letter.recipient])
    return letter


def _admit(office: Office, letter: UpLetter) -> None:
    """Let a laptop speak that signs with its key, or proves its one-time token."""
    with office.storage.reading() as books:
        row = known(books, letter.device)
    if row.key is None:
        enrol_by_proof(office, letter.device, letter.enrolment, letter.public)
    elif row.key != letter.public:
        raise DeviceUnknown
    with office.storage.writing() as books:
        books.devices.change(letter.device, seen=office.clock())
