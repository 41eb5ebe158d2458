"""What is delivered and what is held: judged after a segment is known to be authentic.

Nothing here refuses. A change that fails is kept, receipted, and waits for a person
with its reason; the others of its segment are delivered.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sync.change import Change
from sync.journal import Erased, Header, Opened, Unreadable
from sync.layout import HOUSEHOLD_STATUSES, ROW_STATUSES
from sync.session.entries import Held

FORK = "held.fork"
REVOKED = "held.device_revoked"
ELSEWHERE = "held.area_not_assigned"
FORM_UNKNOWN = "held.form_unknown"
ERASED = "held.erased"
FORMER_KEY = "held.former_key"
REPEATED = "held.repeated"
STATUS_UNKNOWN = "held.status_unknown"
ROLE = "held.not_a_supervisor"
SUPERVISORS = frozenset({"approved", "returned"})
"""What only a supervisor's laptop may say of a household."""
STATUSES = frozenset(HOUSEHOLD_STATUSES + ROW_STATUSES)

CODES = (
    FORK,
    REVOKED,
    ELSEWHERE,
    FORM_UNKNOWN,
    ERASED,
    FORMER_KEY,
    REPEATED,
    STATUS_UNKNOWN,
    ROLE,
)
"""Every reason for which a change is held; each has its sentence on the laptop."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the registry knows around a segment, read under the area's lock."""

    forked: bool
    assigned: bool
    cut: int | None
    delivered: Collection[bytes]
    supervises: bool
    unproved: Collection[bytes] = ()
    former_key: bool = False


def changes_of(opened: Opened | Unreadable | Erased) -> tuple[Change, ...]:
    """Give the changes of a segment as far as they can be read."""
    return opened.changes if isinstance(opened, Opened) else ()


def verdicts(
    header: Header, opened: Opened | Unreadable | Erased, around: Circumstances
) -> tuple[Held, ...]:
    """Give the changes of a segment that are held, each with its reason."""
    whole = _whole(opened, around)
    if whole:
        return tuple(Held(index, whole) for index in range(header.count))
    assert isinstance(opened, Opened), "what could not be opened is held whole"
    found = []
    seen = set(around.delivered)
    for index, change in enumerate(opened.changes):
        code = _one(header, index, change, seen, around)
        seen.add(change.name)
        if code:
            found.append(Held(index, code))
    return tuple(found)


def _whole(opened: Opened | Unreadable | Erased, around: Circumstances) -> str:
    if around.forked:
        return FORK
    if around.former_key:
        return FORMER_KEY
    if not around.assigned:
        return ELSEWHERE
    return FORM_UNKNOWN if isinstance(opened, Unreadable) else ""


def _one(
    header: Header,
    index: int,
    change: Change,
    seen: Collection[bytes],
    around: Circumstances,
) -> str:
    if around.cut is not None and header.first + index > around.cut:
        return REVOKED
    if change.name in seen:
        return REPEATED
    if change.name in around.unproved:
        return ERASED
    statuses = (part.writes.get("@status", {}) for part in change.parts)
    said = [value for status in statuses for value in status.values()]
    if not all(value in STATUSES for value in said):
        return STATUS_UNKNOWN
    return "" if around.supervises or SUPERVISORS.isdisjoint(said) else ROLE
