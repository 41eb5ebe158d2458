"""Write a bundle: everything that should leave this laptop, as one sealed file."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path

from enrolment_app.actions.carrying_by_hand import write_contents
from enrolment_app.actions.lettering import (
    SINGLY,
    WHOLE,
    author_of,
    enrolled,
    supervises,
)
from enrolment_app.actions.reading import now_ms
from enrolment_app.actions.sealing import seal_open_visits
from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from sync.bundle import Kind, question_of
from sync.bundle import write_bundle as put
from sync.bundle.author import Author, told_of
from sync.bundle.manifest import MANIFEST_ROOM, Letter, room_of
from sync.erasure import without_orders
from sync.errors import Malformed
from sync.journal import decode_segment
from sync.session.messages import decode_request
from sync.session.unhurried import questions


class Towards(StrEnum):
    """Where a supervisor's bundle goes; an enumerator's always goes to the registry."""

    ANYBODY = "anybody"
    REGISTRY = "registry"
    LAPTOPS = "laptops"


KINDS: Mapping[Towards, tuple[Kind, ...]] = {
    Towards.ANYBODY: (Kind.UP, Kind.DOWN),
    Towards.REGISTRY: (Kind.UP,),
    Towards.LAPTOPS: (Kind.DOWN,),
}
CARRIED_BYTES, CARRIED_MAX = 256 * 1024 * 1024, 3000
"""What is beyond waits for the next stick."""
ATTACHMENT_BYTES = 64 * 1024 * 1024
"""How much of photos and files a bundle takes along where nobody says otherwise."""


@dataclass(frozen=True)
class BundleWritten:
    """What the file holds, read back and verified before this is told.

    `changes` are those that travel up, this laptop's and those it carries; `laptops`
    are the names of the laptops for which something lies in it. `attachments` are
    photos and files in it, `attachments_left` those that did not fit.
    """

    file: Path
    letters: int
    changes: int
    size_bytes: int
    laptops: tuple[str, ...] = ()
    attachments: int = 0
    attachments_left: int = 0


def write_bundle(
    work: Work,
    file: Path,
    towards: Towards = Towards.ANYBODY,
    attachment_bytes: int = ATTACHMENT_BYTES,
) -> BundleWritten | Problem:
    """Write a bundle; open visits are sealed first, as unfinished work.

    Photos and files that the registry has not confirmed go along, the oldest first, as
    far as they fit into `attachment_bytes`.

    The file appears under its name only when it is whole and was read back; what was
    there before stays until then. Raises `BundleUnwritten` where the stick fails.
    """
    enrolment = enrolled(work)
    if isinstance(enrolment, Problem):
        return enrolment
    author, now = author_of(work, enrolment), now_ms(work)
    kinds = KINDS[towards] if supervises(enrolment) else ()
    fresh: list[Letter] = []
    asked: tuple[bytes, ...] = ()
    if Kind.DOWN in kinds:
        fresh += _vouched(work, author, now)
    if towards is not Towards.LAPTOPS:
        seal_open_visits(work)
        work.store.office_codes.renew()
        asked = _asked(work, now)
        fresh += [author.ask(request, now, told_of(request)) for request in asked]
    room = 0 if towards is Towards.LAPTOPS else attachment_bytes
    contents = write_contents(work, enrolment, author, now, room)

    def letters() -> Iterator[Letter]:
        # Read twice rather than held: a district's letters are more than memory is.
        # Attachments come behind the records that name them.
        return chain(_carried(work, kinds), fresh, contents.letters())

    try:
        manifest = author.manifest((envelope for envelope, _ in letters()), now)
        written = put(file, manifest, (sealed for _, sealed in letters()), author.sign)
    finally:
        contents.close()
    for request in asked:
        _hand_over(work, request)
    down = {e.device for e in manifest.envelopes if e.kind is not Kind.UP}
    names = work.store.exchange.device_name
    return BundleWritten(
        file=file,
        letters=len(manifest.envelopes),
        changes=manifest.changes,
        size_bytes=written.size,
        laptops=tuple(names(device) or str(device) for device in sorted(down)),
        attachments=len(contents.chosen.offers),
        attachments_left=contents.chosen.left,
    )


def _asked(work: Work, now: int) -> tuple[bytes, ...]:
    """Give the questions of this moment, kept so that their answers can be heard."""
    whole = bool(work.store.facts.get(WHOLE, False))
    runs = not work.store.facts.get(SINGLY, False)
    asked = questions(work.store.exchange, whole=whole, runs=runs)
    with work.store.exchange.together():
        for request in asked:
            work.store.letters.ask(question_of(request), request, now)
    return asked


def _vouched(work: Work, author: Author, now: int) -> Iterator[Letter]:
    """Give this laptop's word to each whose work it holds."""
    for custody, recipient in work.store.letters.custodies(author.device, now):
        # Who named no recipient in its letter has nothing sealed to it.
        with suppress(Malformed):
            yield author.vouch(custody, recipient)


def _carried(work: Work, kinds: Iterable[Kind]) -> Iterator[Letter]:
    """Give what a supervisor carries for others, as much as one stick should hold."""
    room, outside = CARRIED_BYTES, MANIFEST_ROOM
    for count, letter in enumerate(
        chain.from_iterable(map(work.store.letters.carried, kinds))
    ):
        room -= len(letter[1])
        outside -= room_of(letter[0])
        if min(room, outside) < 0 or count >= CARRIED_MAX:
            return
        yield letter


def _hand_over(work: Work, request: bytes) -> None:
    """Note that what a question brings along lies on a stick now."""
    for content in without_orders(decode_request(request).segments):
        header = decode_segment(content).header
        if header.device == work.store.device.number:
            work.store.exchange.hand_over(header.area, header.last)
