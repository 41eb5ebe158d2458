"""How actions write and take letters, whatever carries them. No action."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from enrolment_app.actions.carrying_by_hand import hear_contents, take_contents
from enrolment_app.actions.vouched import (
    Vouched,
    enrolment_of,
    keys_of_registry,
    opened_up,
)
from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from enrolment_app.store import Enrolment
from sync.bundle import (
    BundleAltered,
    Custody,
    UpLetter,
    proof_of_reading,
    question_of,
    unseal,
)
from sync.bundle.author import Author, around_up, sealed_again, told_of
from sync.bundle.manifest import (
    Letter,
    check_answer,
)
from sync.erasure import without_orders
from sync.journal import Segment, decode_segment, verify_by
from sync.session.attached import is_of_lane
from sync.session.messages import decode_request
from sync.session.provisioned import SUPERVISOR
from sync.session.trusting import by_newest, follow
from sync.session.unhurried import hear

WITHOUT_BASIS = "bundle.without_basis"
WHOLE = "ask_for_whole"
"""Whether the next question asks for own segments themselves."""

SINGLY = "ask_entry_by_entry"
"""Whether the next question asks for nothing packed."""


@dataclass
class Brought:
    """What letters brought so far: own changes confirmed, vouched for, letters kept.

    `attachments` are own ones that the registry confirmed, `contents` those that came.
    `held`: laptop -> changes without a receipt in the letters that came of it.
    """

    letters: int = 0
    answers: int = 0
    receipts: int = 0
    custody: int = 0
    carried: int = 0
    attachments: int = 0
    contents: int = 0
    forked: bool = False
    refused: list[str] = field(default_factory=list)
    held: dict[int, int] = field(default_factory=dict)


def enrolled(work: Work) -> Enrolment | Problem:
    """Give what this laptop is to its registry, or why it may not write letters."""
    device = work.store.device
    if device.trouble:
        return Problem(f"device.{device.trouble}")
    if device.enrolment is None:
        return Problem("device.not_enrolled")
    if not work.store.trust.readers():
        return Problem("bundle.no_readers")
    return device.enrolment


def author_of(work: Work, enrolment: Enrolment) -> Author:
    """Give this laptop as it writes letters and opens those to it."""
    device = work.store.device
    return Author(
        device=enrolment.device,
        public=device.public_key,
        sign=device.sign,
        identity=device.identity,
        readers=work.store.trust.readers(),
        registry_key=enrolment.registry_key,
        introduction=enrolment.introduction,
        enrol_token=enrolment.token,
        successions=work.store.trust.successions(),
    )


def supervises(enrolment: Enrolment) -> bool:
    """Tell whether this is a supervisor's laptop."""
    return enrolment.role == SUPERVISOR


def take_down(
    work: Work, author: Author, letter: Letter, at_ms: int, brought: Brought
) -> None:
    """Hear an answer to a question of ours, or keep one for whoever asked.

    Raises `FormerKey` for one that the registry signed before it took another key, as
    far as that is known here: then it is asked again.
    """
    envelope, sealed = letter
    letters, known = work.store.letters, keys_of_registry(work)
    if envelope.device != author.device:
        by_newest(known, lambda key: check_answer(envelope, key))
        letters.settle(envelope.answers)
        refused = bool(envelope.refused)
        work.store.relaying.settle(envelope.question, refused=refused)
        letters.carry(letter, at_ms)
        brought.carried += 1
        brought.letters += 1
        return
    request = letters.asked(envelope.question)
    if request is None:
        return
    said = replace(author, successions=known.chain).answered(sealed)
    follow(work.store.exchange, author.registry_key, said.successions)
    letters.note(envelope, at_ms)
    brought.letters += 1
    if (said.device, said.question) != (author.device, envelope.question):
        raise BundleAltered("a letter in another's envelope")
    if said.refused:
        # A registry that knows no attachments yet refuses nothing that was written.
        if not is_of_lane(request):
            brought.refused.append(said.refused)
        return
    _hear(work, author, request, said.answer, brought)


def _hear(
    work: Work, author: Author, request: bytes, answer: bytes, brought: Brought
) -> None:
    if is_of_lane(request):
        tally = hear_contents(work, enrolment_of(work), request, answer)
        brought.attachments += tally.sent
        brought.contents += tally.received
        return
    local = work.store.exchange
    heard = hear(local, request, answer, author.registry_key)
    work.store.facts.set(WHOLE, heard.whole)
    work.store.facts.set(SINGLY, heard.packed)
    brought.answers += 1
    brought.receipts += heard.sent
    brought.refused += heard.refused
    brought.refused += [WITHOUT_BASIS] if heard.unfounded else []
    brought.forked = brought.forked or heard.forked


def take_custody(
    work: Work, author: Author, letter: Letter, at_ms: int, brought: Brought
) -> None:
    """Take a supervisor's word that she holds what a question of ours handed over."""
    envelope, sealed = letter
    letters, local = work.store.letters, work.store.exchange
    if envelope.device != author.device:
        return
    request = letters.asked(envelope.question)
    if request is None:
        return
    said = author.vouched(sealed)
    asked_of_us = (said.device, said.question) == (author.device, envelope.question)
    if not asked_of_us or said.proof != proof_of_reading(request):
        raise BundleAltered("a statement by somebody who has not read the letter")
    letters.note(envelope, at_ms)
    brought.letters += 1
    if all(
        local.segment_head(area, number) == head for area, number, head in said.chains
    ):
        for area, number, _ in said.chains:
            local.hand_over(area, number)
        known = local.areas()
        waiting = [chain for chain in said.chains if chain[1] > known[chain[0]].number]
        brought.custody += letters.hold(replace(said, chains=tuple(waiting)))


def take_up(
    work: Work,
    identities: tuple[str, ...],
    letter: Letter,
    at_ms: int,
    brought: Brought,
) -> None:
    """Keep a laptop's letter to carry it on, and show what is in it."""
    envelope, sealed = letter
    if envelope.device == work.store.device.number:
        return
    vouched = opened_up(work, identities, envelope, sealed)
    said, introduced = vouched.said, vouched.introduced
    # What it tells is told by the letter itself: its outside is nobody's word.
    told = told_of(said.request)
    envelope = around_up(said, sealed, envelope.readers, told)
    letter = envelope, sealed
    if work.store.erasing.tells(said.request):
        # It goes on, or its laptop would never hear the order; nobody here reads it.
        work.store.letters.note(envelope, at_ms)
        registry = work.store.trust.readers()[:1]
        letter = sealed_again(unseal(sealed, identities), registry)
    if introduced is None:
        work.store.letters.carry(letter, at_ms)
        brought.carried += 1
        brought.letters += 1
        return
    # An area that nobody told of here is not shown, but its work is carried on.
    areas = {*introduced.areas, *work.store.exchange.areas()}
    if is_of_lane(said.request):
        brought.carried += take_contents(work, letter, said, areas, at_ms)
        brought.letters += 1
        return
    segments = _own_segments(vouched, areas)
    work.store.letters.carry(letter, at_ms)
    brought.carried += 1
    brought.letters += 1
    brought.held[said.device] = brought.held.get(said.device, 0) + told.changes
    work.store.letters.heard(envelope)
    contents = [content for content, _ in segments]
    work.store.relaying.take(contents, envelope.question)
    work.store.letters.hold(_custody(work, said, segments, at_ms))


def _own_segments(
    vouched: Vouched, areas: Collection[str]
) -> list[tuple[bytes, Segment]]:
    """Give the segments of these areas that the laptop of a letter signed, checked.

    They were cut once: it may have another key since.
    """
    found, said = [], vouched.said
    for content in without_orders(decode_request(said.request).segments):
        segment = decode_segment(content)
        header = segment.header
        if header.device == said.device and header.area in areas:
            verify_by(segment, vouched.keys)
            found.append((content, segment))
    return found


def _custody(
    work: Work, said: UpLetter, segments: list[tuple[bytes, Segment]], at_ms: int
) -> Custody:
    ends: dict[str, tuple[int, bytes]] = {}
    for _, segment in segments:
        header = segment.header
        ends[header.area] = max(
            ends.get(header.area, (0, b"")), (header.last, segment.head)
        )
    return Custody(
        holder=work.store.device.number,
        device=said.device,
        question=question_of(said.request),
        proof=proof_of_reading(said.request),
        chains=tuple((area, *end) for area, end in ends.items()),
        written_ms=at_ms,
    )
