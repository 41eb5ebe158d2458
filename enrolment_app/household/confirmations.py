"""Doubted answers that somebody said are right: about which answers, why, by whom.

A confirmation is a group of the record that the doubt is about. It counts as long as
the answers are those that it was about; none is ever taken away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sync.change import Change
from sync.clock import milliseconds
from sync.layout import confirmation_group, confirmed
from sync.values import Atom, GroupValue, RecordId

ABOUT = "#about"


@dataclass(frozen=True)
class Confirmation:
    """That the doubt at `path` of a record is unfounded, and why.

    `about` tells which answers it was about; `time_ms` is None in an open visit.
    """

    record: RecordId
    path: str
    reason: str
    about: str
    person: str
    time_ms: int | None = None


def value_of(
    path: str, reason: Atom | None, about: Atom | None
) -> tuple[str, GroupValue]:
    """Give the group and what it says."""
    group = confirmation_group(path)
    return group, {group: reason, group + ABOUT: about}


def confirmations_of(changes: Iterable[Change]) -> tuple[Confirmation, ...]:
    """Give every confirmation of a household, oldest first."""
    ordered = sorted(
        {change.name: change for change in changes}.values(),
        key=lambda one: (one.time, one.name),
    )
    return tuple(
        found
        for change in ordered
        for part in change.parts
        for found in said_in(part.record, part.writes, change)
    )


def said_in(
    record: RecordId, writes: Mapping[str, GroupValue], change: Change
) -> Iterable[Confirmation]:
    """Yield what one change confirms of a record."""
    for group, value in writes.items():
        path = confirmed(group)
        reason, about = value.get(group), value.get(group + ABOUT)
        if path is not None and isinstance(reason, str) and isinstance(about, str):
            when = milliseconds(change.time)
            yield Confirmation(record, path, reason, about, change.person, when)
