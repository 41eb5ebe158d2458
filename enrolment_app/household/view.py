"""A household as people see it: its answers, who is gone, and what is contested."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from enrolment_app.household.carrying import (
    AS_WRITTEN,
    Carries,
    assembled,
    read_through,
)
from enrolment_app.household.comments import Comment, comments_of
from enrolment_app.household.confirmations import Confirmation, confirmations_of
from enrolment_app.household.nesting import Nested, is_here, nested, nested_row
from enrolment_app.household.records import (
    HERE,
    NONE_ENDED,
    Order,
    Record,
    Survived,
    Values,
    built_in,
    records_of,
)
from sync.change import Change
from sync.context import coverage
from sync.layout import Layout
from sync.merge import Conflict
from sync.values import GroupValue, RecordId, answered


@dataclass(frozen=True)
class Side:
    """One of the values people disagree about, with the change that wrote it.

    `keep` is its number (from 1) in the same order on every laptop.
    """

    keep: int
    value: GroupValue
    change: Change


@dataclass(frozen=True)
class Contested:
    """A field group that a person has to decide; `held` is what readers get till then.

    `address` is the first field that differs ("members[<id>]/name_latin"), `fields`
    the addresses of all that do.
    """

    record: RecordId
    kind: str
    group: str
    address: str
    fields: tuple[str, ...]
    sides: tuple[Side, ...]
    held: GroupValue | None

    def path_at(self, address: str) -> str:
        """Give the path within the group's value of one of `fields`."""
        return address[address.rfind("]/") + 2 :] if "]/" in address else address


@dataclass(frozen=True)
class Gone:
    """A row that is no longer in the household, whole, with why."""

    id: RecordId
    kind: str
    parent: RecordId
    status: str
    answers: Nested


@dataclass(frozen=True)
class View:
    """A household computed from the set of its changes under one layout."""

    household: RecordId
    layout: Layout
    records: Mapping[RecordId, Record]
    contested: tuple[Contested, ...]
    shown: Mapping[RecordId, Values]
    comments: tuple[Comment, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()

    @property
    def status(self) -> str:
        """Give the household's status, `unfinished` where none was written."""
        return built_in(self.shown[self.household], "@status") or "unfinished"

    @property
    def area(self) -> str:
        """Give the code of the area the household belongs to."""
        return built_in(self.shown[self.household], "@area")

    @cached_property
    def answers(self) -> Nested:
        """Give the answers nested, as text; contested groups hold the last agreed."""
        return nested(self.records, self.household, self.layout, self.shown)

    @cached_property
    def gone(self) -> tuple[Gone, ...]:
        """Give the rows that left, died or were entered in error."""
        return tuple(
            Gone(
                row.id,
                row.kind,
                row.parent,
                built_in(self.shown[row.id], "@status"),
                nested_row(self.records, row.id, self.layout, self.shown),
            )
            for row in self.records.values()
            if row.kind and not is_here(self.shown[row.id])
        )

    def open_comments(self, record: RecordId, path: str) -> tuple[Comment, ...]:
        """Give the comments on a question that nobody has answered yet."""
        return tuple(
            each
            for each in self.comments
            if (each.record, each.path) == (record, path) and not each.answered
        )

    def contest(self, record: RecordId, group: str) -> Contested | None:
        """Give the contested group of a record, None where there is agreement."""
        for each in self.contested:
            if (each.record, each.group) == (record, group):
                return each
        return None


def view(  # noqa: PLR0913 - all that a view is a function of
    household: RecordId,
    changes: Iterable[Change],
    order: Order,
    layout: Layout,
    survived: Survived = NONE_ENDED,
    carries: Carries = AS_WRITTEN,
) -> View:
    """Compute a household; the same set of changes gives the same view everywhere.

    `carries` say how changes of other versions of the questionnaire are read.
    """
    changes = read_through(changes, carries)
    records = records_of(household, changes, order, layout, survived)
    contested = []
    shown = {}
    for record in records.values():
        values = dict(record.shown)
        for group, state in record.conflicts.items():
            contested.append(_contested(record, group, state, records))
        if "@status" in record.state and (
            clash := _edited_while_leaving(record, order, survived, records, changes)
        ):
            contested.append(clash)
            values["@status"] = {"@status": HERE}
        shown[record.id] = assembled(values, record.kind, carries.values())
    ranked = sorted(contested, key=lambda each: each.address)
    comments = comments_of(household, changes, order, survived)
    confirmed = confirmations_of(changes)
    return View(household, layout, records, tuple(ranked), shown, comments, confirmed)


def _contested(
    record: Record,
    group: str,
    state: Conflict,
    records: Mapping[RecordId, Record],
) -> Contested:
    sides = [
        Side(keep, head.value, head.change) for keep, head in enumerate(state.heads, 1)
    ]
    values = [answered(side.value) for side in sides]
    paths = dict.fromkeys(path for value in values for path in value)
    differing = [p for p in paths if len({value.get(p) for value in values}) > 1]
    lead = address_of(record.id, records)
    fields = tuple(lead + path for path in differing)
    return Contested(
        record.id, record.kind, group, fields[0], fields, tuple(sides), state.held
    )


def address_of(record: RecordId, records: Mapping[RecordId, Record]) -> str:
    """Give what a field's path follows: "" or "members[<id>]/jobs[<id>]/"."""
    lead, passed = "", set[RecordId]()
    # Somebody may write that a row stands below itself.
    while (row := records.get(record)) and row.kind and record not in passed:
        passed.add(record)
        above = records.get(row.parent)
        below = row.kind.removeprefix(f"{above.kind}/") if above else row.kind
        lead, record = f"{below}[{record}]/{lead}", row.parent
    return lead


def _edited_while_leaving(
    record: Record,
    order: Order,
    survived: Survived,
    records: Mapping[RecordId, Record],
    changes: Sequence[Change],
) -> Contested | None:
    """Find "marked as gone" against "edited", neither having seen the other.

    Whoever edited a person had that person in front of them as here. Settling it is
    an ordinary write of the status that has seen both.
    """
    state = record.state["@status"]
    leaving = record.shown["@status"].get("@status")
    if isinstance(state, Conflict) or leaving in (None, HERE) or not record.kind:
        return None
    covers = coverage(
        record.id, changes, order.get(record.id, ()), survived.get(record.id, {})
    )

    def saw(one: Change, other: Change) -> bool:
        return other.name in covers[one.name]

    left = [head.change for head in state.heads]
    edits = {
        head.change.name: head.change
        for group, others in record.state.items()
        if group != "@status"
        for head in others.heads
        if head.change not in left
        and not any(saw(head.change, one) or saw(one, head.change) for one in left)
    }
    if not edits:
        return None
    claims: list[tuple[str, Change]] = [(str(leaving), change) for change in left]
    claims += [(HERE, change) for change in edits.values()]
    claims.sort(key=lambda claim: claim[1].name)
    sides = tuple(
        Side(keep, {"@status": status}, change)
        for keep, (status, change) in enumerate(claims, 1)
    )
    address = address_of(record.id, records) + "@status"
    held = {"@status": HERE}
    return Contested(
        record.id, record.kind, "@status", address, (address,), sides, held
    )
