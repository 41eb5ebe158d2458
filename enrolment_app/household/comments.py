"""Comments of a reviewer: on which question, by whom, and whether it was answered.

A comment is a group of the record it is about, written by the change that returned the
household. Several stand beside each other, and none is ever taken away: it is answered
once somebody who had it in front of them submits or approves the household.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from enrolment_app.household.records import (
    APPROVED,
    NONE_ENDED,
    SUBMITTED,
    Order,
    Survived,
)
from sync.change import Change
from sync.clock import milliseconds
from sync.context import coverage
from sync.layout import comment_group, commented
from sync.values import GroupValue, Name, RecordId

ANSWERING = (SUBMITTED, APPROVED)


@dataclass(frozen=True)
class Comment:
    """What a reviewer asks about one question, or about a record as a whole.

    `path` is that of the question within its record, "" for all of it; `change` is the
    change that said it, `person` and `device` are who and on which laptop.
    """

    record: RecordId
    path: str
    text: str
    person: str
    device: int
    time_ms: int
    change: Name
    answered: bool


@dataclass(frozen=True)
class Remark:
    """A comment to be made: `record` and `path` as in `Comment`."""

    record: RecordId
    path: str
    text: str


def comments_of(
    household: RecordId,
    changes: Iterable[Change],
    order: Order,
    survived: Survived = NONE_ENDED,
) -> tuple[Comment, ...]:
    """Give every comment of a household, oldest first."""
    known = {change.name: change for change in changes}
    if not any(
        commented(group) is not None
        for change in known.values()
        for part in change.parts
        for group in part.writes
    ):
        return ()
    answered = _answered(household, known, order.get(household, ()), survived)
    return tuple(
        Comment(
            record=part.record,
            path=path,
            text=text,
            person=change.person,
            device=change.device,
            time_ms=milliseconds(change.time),
            change=change.name,
            answered=change.name in answered,
        )
        for change in sorted(known.values(), key=lambda c: (c.time, c.name))
        for part in sorted(change.parts, key=lambda part: part.record)
        for group, value in sorted(part.writes.items())
        if (path := commented(group)) is not None
        and isinstance(text := value.get(group), str)
    )


def _answered(
    household: RecordId,
    known: Mapping[Name, Change],
    order: Sequence[Name],
    survived: Survived,
) -> set[Name]:
    """Give the changes that somebody had seen who submitted or approved."""
    ended = survived.get(household, {})
    covers = coverage(household, known.values(), order, ended)
    seen: set[Name] = set()
    for change in known.values():
        part = change.part(household)
        status = part.writes.get("@status", {}).get("@status") if part else None
        if part is not None and status in ANSWERING:
            seen |= covers[change.name]
    return seen


def writes_of(remarks: Iterable[Remark]) -> dict[RecordId, dict[str, GroupValue]]:
    """Give what a change writes for comments; two on one question become one text."""
    writes: dict[RecordId, dict[str, GroupValue]] = {}
    for each in remarks:
        group = comment_group(each.path)
        groups = writes.setdefault(each.record, {})
        before = groups.get(group, {}).get(group)
        text = f"{before}\n{each.text}" if before else each.text
        groups[group] = {group: text}
    return writes
