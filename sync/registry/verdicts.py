"""What is delivered and what is held: judged after a segment is known to be authentic.

Nothing here refuses. A change that fails is kept, receipted, and waits for a person
with its reason; the others of its segment are delivered.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

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
    FORMER_KEY,
    FORK,
    ELSEWHERE,
    FORM_UNKNOWN,
    REVOKED,
    REPEATED,
    ERASED,
    STATUS_UNKNOWN,
    ROLE,
)
"""Every reason for which a change is held, in the order in which they are looked for.

Each has its sentence on the laptop.
"""


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
    header: Header,
    opened: Opened | Unreadable | Erased,
    around: Circumstances,
    passed: Mapping[int, str] = MappingProxyType({}),
) -> tuple[Held, ...]:
    """Give the changes of a segment that are held, each with its first reason.

    `passed` are reasons that a person let changes pass: those after them still count.
    """
    found = []
    changes = changes_of(opened)
    seen = set(around.delivered)
    for index in range(header.count):
        change = changes[index] if changes else None
        code = passed.get(index)
        reasons = _reasons(header.first + index, change, seen, around)
        if code is not None:
            reasons = filter(CODES[CODES.index(code) + 1 :].__contains__, reasons)
        found += [Held(index, reason) for reason in islice(reasons, 1)]
        if change is not None:
            seen.add(change.name)
    return tuple(found)


def _reasons(
    number: int, change: Change | None, seen: Collection[bytes], around: Circumstances
) -> Iterator[str]:
    """Give every reason to hold a change, in order; None is one that cannot be read."""
    if around.former_key:
        yield FORMER_KEY
    if around.forked:
        yield FORK
    if not around.assigned:
        yield ELSEWHERE
    if change is None:
        yield FORM_UNKNOWN
        return
    if around.cut is not None and number > around.cut:
        yield REVOKED
    if change.name in seen:
        yield REPEATED
    if change.name in around.unproved:
        yield ERASED
    statuses = (part.writes.get("@status", {}) for part in change.parts)
    said = [value for status in statuses for value in status.values()]
    if not all(value in STATUSES for value in said):
        yield STATUS_UNKNOWN
    if not (around.supervises or SUPERVISORS.isdisjoint(said)):
        yield ROLE
