"""Write a bundle: everything that should leave this laptop, as one sealed file."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from enrolment_app.actions.lettering import WHOLE, author_of, enrolled, supervises
from enrolment_app.actions.reading import now_ms
from enrolment_app.actions.sealing import seal_open_visits
from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from sync.bundle import Kind, question_of
from sync.bundle import write_bundle as put
from sync.bundle.author import Author, told_of
from sync.bundle.manifest import Letter
from sync.journal import decode_segment
from sync.session.messages import decode_request
from sync.session.unhurried import questions


class Towards(StrEnum):
    """Where a supervisor's bundle goes; an enumerator's always goes to the registry."""

    ANYBODY = "anybody"
    REGISTRY = "registry"
    LAPTOPS = "laptops"


@dataclass(frozen=True)
class BundleWritten:
    """What the file holds, read back and verified before this is told.

    `changes` are those that travel up, this laptop's and those it carries; `laptops`
    are the names of the laptops for which something lies in it.
    """

    file: Path
    letters: int
    changes: int
    size_bytes: int
    laptops: tuple[str, ...] = ()


def write_bundle(
    work: Work, file: Path, towards: Towards = Towards.ANYBODY
) -> BundleWritten | Problem:
    """Write a bundle; open visits are sealed first, as unfinished work.

    The file appears under its name only when it is whole and was read back; what was
    there before stays until then. Raises `BundleUnwritten` where the stick fails.
    """
    enrolment = enrolled(work)
    if isinstance(enrolment, Problem):
        return enrolment
    author, now = author_of(work, enrolment), now_ms(work)
    letters: list[Letter] = []
    asked: tuple[bytes, ...] = ()
    if supervises(enrolment):
        letters += _carried(work, author, towards, now)
    if towards is not Towards.LAPTOPS:
        seal_open_visits(work)
        asked = _asked(work, now)
        letters += [author.ask(request, now, told_of(request)) for request in asked]
    manifest = author.manifest((envelope for envelope, _ in letters), now)
    written = put(file, manifest, (sealed for _, sealed in letters), author.sign)
    for request in asked:
        _hand_over(work, request)
    down = {e.device for e, _ in letters if e.kind is not Kind.UP}
    names = work.store.exchange.device_name
    return BundleWritten(
        file=file,
        letters=len(letters),
        changes=manifest.changes,
        size_bytes=written.size,
        laptops=tuple(names(device) or str(device) for device in sorted(down)),
    )


def _asked(work: Work, now: int) -> tuple[bytes, ...]:
    """Give the questions of this moment, kept so that their answers can be heard."""
    whole = bool(work.store.facts.get(WHOLE, False))
    asked = questions(work.store.exchange, whole=whole)
    with work.store.exchange.together():
        for request in asked:
            work.store.letters.ask(question_of(request), request, now)
    return asked


def _carried(
    work: Work, author: Author, towards: Towards, now: int
) -> Iterator[Letter]:
    """Give what a supervisor carries for others."""
    letters = work.store.letters
    if towards is not Towards.LAPTOPS:
        yield from letters.carried(Kind.UP)
    if towards is not Towards.REGISTRY:
        yield from letters.carried(Kind.DOWN)
        for custody, recipient in letters.custodies(author.device, now):
            yield author.vouch(custody, recipient)


def _hand_over(work: Work, request: bytes) -> None:
    """Note that what a question brings along lies on a stick now."""
    for content in decode_request(request).segments:
        header = decode_segment(content).header
        if header.device == work.store.device.number:
            work.store.exchange.hand_over(header.area, header.last)
