"""Letters: each answered as if its laptop were on the line, whoever brings it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

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
from sync.bundle.author import NOTHING_TOLD, told_of
from sync.bundle.manifest import (
    MANIFEST_ROOM,
    REGISTRY,
    Letter,
    room_of,
    signed_answer,
)
from sync.errors import DeviceUnknown, IndrajError, RegistryError
from sync.registry.clashes import through_clashes
from sync.registry.conversation import Taken, reply, take
from sync.registry.devices import enrol_by_proof, known
from sync.registry.keyring import OWN
from sync.registry.keys import registry_identity
from sync.registry.office import Office
from sync.registry.rotations import rotate_all
from sync.rotation import is_rotation
from sync.session.messages import KIB, decode_request

ANSWERS_BYTES, ANSWERS_MAX = 2 * 1024 * KIB, 64
"""After so much an answer ends; what is not answered yet is asked again."""
REPLY_BYTES = 256 * 1024 * KIB
"""The same for a bundle: whoever carries its letters brings the rest once more."""


@dataclass(frozen=True)
class Answered:
    """What a bundle came to: letters answered, changes they brought, codes refused."""

    letters: int
    changes: int
    refused: tuple[str, ...]


def answer_bundle(office: Office, bundle: Bundle, out: Path) -> Answered:
    """Take every letter that goes up, then write the answers to all as a bundle.

    Raises `BundleOfOtherRegistry`; and `BundleUnwritten` where the reply fails: what
    was taken is kept then, and the same bundle may be brought again. Answers are kept
    in a file meanwhile, sealed: a district's are more than memory should hold.
    """
    if bundle.manifest.registry != office.id:
        raise BundleOfOtherRegistry
    envelopes = bundle.manifest.envelopes
    up = [i for i, envelope in enumerate(envelopes) if envelope.kind is Kind.UP]
    answers: list[Envelope] = []
    failed: list[RegistryError] = []
    room = MANIFEST_ROOM
    with TemporaryFile(prefix="indraj-") as spool:
        for envelope, sealed in _answers(
            office, up, lambda i: (envelopes[i], bundle.letter(i)), failed
        ):
            room -= room_of(envelope)
            if room < 0:
                break
            answers.append(envelope)
            spool.write(sealed)
            if spool.tell() > REPLY_BYTES:
                break
        spool.seek(0)
        office = office.now()
        told = Manifest(
            office.id,
            REGISTRY,
            office.key.public,
            office.clock(),
            tuple(answers),
            office.ring.successions,
        )
        written = (spool.read(envelope.size) for envelope in answers)
        write_bundle(out, told, written, office.key.sign)
    return Answered(
        len(answers),
        sum(envelopes[i].changes for i in up),
        (
            *(envelope.refused for envelope in answers if envelope.refused),
            *(failure.code for failure in failed),
        ),
    )


def answer_letters(office: Office, letters: Sequence[Letter]) -> Iterator[Letter]:
    """Answer letters in their order, as many as an answer over the line may hold."""
    room = ANSWERS_BYTES
    places = range(min(len(letters), ANSWERS_MAX))
    for answered in _answers(office, places, letters.__getitem__, []):
        yield answered
        room -= len(answered[1])
        if room <= 0:
            return


def _answers(
    office: Office,
    places: Iterable[int],
    letter: Callable[[int], Letter],
    failed: list[RegistryError],
) -> Iterator[Letter]:
    """Answer letters, all taken before: each answer knows of the others' work.

    Where the registry itself `failed` a letter has no answer: a refusal would be its
    end, and so it is brought again. Raises that failure where none has an answer.
    """
    taken: list[tuple[int, Taken | str]] = []
    for place in places:
        try:
            taken.append((place, take_letter(office, *letter(place))))
        except RegistryError as failure:
            failed.append(failure)
    answered = 0
    for place, outcome in taken:
        try:
            answer = answer_letter(office, *letter(place), outcome)
        except RegistryError as failure:
            failed.append(failure)
        else:
            answered += 1
            yield answer
    if failed and not answered:
        raise failed[0]


def take_letter(office: Office, envelope: Envelope, sealed: bytes) -> Taken | str:
    """Store what a letter hands over; gives the code of its refusal if it is none.

    Raises `RegistryError` where that is not the letter's fault.
    """
    try:
        letter = _opened(office.now(), envelope, sealed)
        through_clashes(lambda: _admit(office, letter))
        return take(office, letter.device, letter.request)
    except RegistryError:
        raise
    except IndrajError as failure:
        return failure.code


def answer_letter(
    office: Office, envelope: Envelope, sealed: bytes, taken: Taken | str
) -> Letter:
    """Answer a letter that was taken, or tell why it was not.

    Raises `RegistryError` where that is not the letter's fault.
    """
    now = office.now()
    to, said, refused = recipient_of(registry_identity(now)), b"", ""
    told = NOTHING_TOLD
    try:
        letter = _opened(now, envelope, sealed)
        to, told = letter.recipient, told_of(letter.request)
        if isinstance(taken, str):
            refused = taken
        else:
            said = reply(office, letter.device, letter.request, taken)
    except RegistryError:
        raise
    except IndrajError as failure:
        refused = failure.code
    about, followed = (envelope.device, envelope.question), now.ring.successions
    down = DownLetter(*about, said, refused, followed)
    closed = seal(encode_down(down, now.key.sign), [to])
    around = Envelope.around(
        closed,
        Kind.DOWN,
        device=down.device,
        question=down.question,
        readers=(fingerprint(to),),
        written_ms=now.clock(),
        epoch=told.epoch,
        stands=told.stands,
        answers=envelope.digest,
        refused=refused,
    )
    return signed_answer(around, now.key.sign), closed


def _opened(office: Office, envelope: Envelope, sealed: bytes) -> UpLetter:
    """Open a letter that is what its envelope says."""
    letter = decode_up(unseal(sealed, office.ring.identities(OWN)))
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
    if row.key not in (None, letter.public):
        # A restored registry may know a former key only: the letter says how it ended.
        carried = decode_request(letter.request).segments
        rotate_all(office, [data for data in carried if is_rotation(data)])
        with office.storage.reading() as books:
            row = known(books, letter.device)
    if row.key is None:
        enrol_by_proof(office, letter.device, letter.enrolment, letter.public)
    elif row.key != letter.public:
        raise DeviceUnknown
    with office.storage.writing() as books:
        books.devices.change(letter.device, seen=office.clock())
