"""Exchanging from the window: where things are, and the last exchanges."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from enrolment_app.actions.carrying import NOTHING_WAITS, Waiting, waiting_of
from enrolment_app.actions.custody import custody
from enrolment_app.actions.enrol_device import (
    enrol_device,
    read_provisioning_file,
    whose,
)
from enrolment_app.actions.exchange import LAST, exchange
from enrolment_app.problems import Problem
from enrolment_app.store.rows import Custody
from sync.errors import IndrajError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from enrolment_app.actions.work import Work
    from sync.run import Progress

SETTING = "window.exchanges"
KEPT = 6
PUT_ASIDE = "registry."  # why the registry keeps own work, and does not confirm it yet


@dataclass(frozen=True)
class Exchanged:
    """One exchange: when, what it moved, and the code of what stopped it.

    `why` is the code for which the registry puts aside what still waits, where it does.
    """

    at_ms: int
    sent: int = 0
    received: int = 0
    waiting: int = 0
    photos: int = 0  # photos and files that still wait
    code: str = ""
    why: str = ""


@dataclass(frozen=True)
class Whereabouts:
    """Where the households are, and how the last exchanges went."""

    now: "datetime"
    only_here: int
    handed_over: int
    confirmed: int
    last_sync_ms: int  # 0 where there was none
    laptop: str  # empty while not enrolled
    registry: str  # its address, empty where none is known
    past: tuple[Exchanged, ...]
    trouble: str = ""  # why this store may not go on as its laptop: copied, rolled-back
    photos: Waiting = NOTHING_WAITS  # photos and files that wait to go, of how many


@dataclass(frozen=True)
class Ended:
    """How an exchange ended; `failure` or `problem` says why not well."""

    exchanged: Exchanged
    failure: IndrajError | None = None
    problem: Problem | None = None


def read_whereabouts(work: "Work") -> Whereabouts:
    """Read what the sync screen shows."""
    counts = custody(work)
    enrolment = work.store.device.enrolment
    return Whereabouts(
        now=work.clock(),
        only_here=counts[Custody.ONLY_HERE],
        handed_over=counts[Custody.HANDED_OVER],
        confirmed=counts[Custody.CONFIRMED],
        last_sync_ms=int(work.store.facts.get(LAST, 0)),
        laptop=enrolment.name if enrolment else "",
        registry=enrolment.url if enrolment else "",
        past=_past(work),
        trouble=work.store.device.trouble,
        photos=waiting_of(work),
    )


def run_exchange(
    work: "Work",
    progress: "Callable[[Progress], object]",
    cancelled: Callable[[], bool],
) -> Ended:
    """Exchange once and remember how it went; nothing is lost either way."""
    at_ms = int(work.clock().timestamp() * 1000)
    try:
        result = exchange(
            work, progress=lambda told: _ignore(progress(told)), cancelled=cancelled
        )
    except IndrajError as failure:
        return _remembered(work, Ended(Exchanged(at_ms, code=failure.code), failure))
    if isinstance(result, Problem):
        return Ended(Exchanged(at_ms, code=result.code), problem=result)
    moved = (result.sent, result.received, result.waiting)
    aside = [code for code in result.refused_own if code.startswith(PUT_ASIDE)]
    why = aside[0] if aside and result.waiting else ""
    done = Exchanged(at_ms, *moved, result.attachments.waiting, why=why)
    return _remembered(work, Ended(done))


def take_provisioning(work: "Work", file: "Path", code: str = "") -> Problem | None:
    """Enrol this laptop with the office's file; return why not, changing nothing.

    Where the file has activation codes, anybody's of the file will do: who works here
    has proved it with a passphrase.
    """
    given = read_provisioning_file(file, work.clock())
    if isinstance(given, Problem):
        return given
    if any(person.needs_code for person in given.people):
        if not code:
            return Problem("device.code_needed", values={"person": work.person.name})
        begins = whose(given, code=code)
        if isinstance(begins, Problem):
            return begins
    enrolled = enrol_device(work, given, code)
    return enrolled if isinstance(enrolled, Problem) else None


def _remembered(work: "Work", ended: Ended) -> Ended:
    kept = (ended.exchanged, *_past(work))[:KEPT]
    work.store.facts.set(SETTING, [asdict(each) for each in kept])
    return ended


def _past(work: "Work") -> tuple[Exchanged, ...]:
    kept = work.store.facts.get(SETTING, [])
    return tuple(Exchanged(**each) for each in kept)


def _ignore(_value: object) -> None: ...
