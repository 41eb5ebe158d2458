"""The records of one household: its own, its members', their rows', as states."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from sync import context
from sync.change import Change
from sync.layout import Layout, aside
from sync.merge import Agreed, Conflict, Undisputed, record_state
from sync.values import Atom, GroupValue, Name, RecordId

HERE = "here"
UNFINISHED = "unfinished"
SUBMITTED = "submitted"
RETURNED = "returned"
APPROVED = "approved"
IN_ERROR = "entered-in-error"

Order = Mapping[RecordId, Sequence[Name]]
# Record -> how much of its order lives on, by area and epoch.
Survived = Mapping[RecordId, context.Survived]
NONE_ENDED: Survived = MappingProxyType({})
NO_STATE: Mapping[str, Agreed | Conflict] = MappingProxyType({})
Values = Mapping[str, GroupValue]  # group -> what is shown of it


class Record(NamedTuple):
    """One record as it is shown: agreed values, and held ones where people disagree.

    `born` orders rows: when the first change that names the record was made, and its
    place in that change.
    """

    id: RecordId
    kind: str
    parent: RecordId
    born: tuple[int, Name, int]
    state: Mapping[str, Agreed | Conflict] = NO_STATE

    @property
    def shown(self) -> Values:
        """Give what is shown of each group: the agreed value, or the last agreed."""
        if isinstance(self.state, Undisputed):
            return self.state.values_written
        return {group: shown_of(state) for group, state in self.state.items()}

    @property
    def status(self) -> str:
        """Give the agreed status, or the last agreed one."""
        return built_in(self.shown, "@status")

    @property
    def conflicts(self) -> Mapping[str, Conflict]:
        """Give the groups that people disagree about."""
        if isinstance(self.state, Undisputed):
            return {}
        return {
            group: state
            for group, state in self.state.items()
            if isinstance(state, Conflict)
        }

    def contested(self, group: str) -> bool:
        """Tell whether people disagree about a group."""
        return isinstance(self.state.get(group), Conflict)


def shown_of(state: Agreed | Conflict) -> GroupValue:
    """Give the value that readers get: agreed, or the last agreed one."""
    if isinstance(state, Agreed):
        return state.value
    return state.held or {}


def built_in(values: Values, group: str) -> str:
    """Give the one text of a built-in group, "" where it was never written."""
    atom: Atom | None = values.get(group, {}).get(group)
    return atom if isinstance(atom, str) else ""


def records_of(
    household: RecordId,
    changes: Iterable[Change],
    order: Order,
    layout: Layout,
    survived: Survived = NONE_ENDED,
) -> dict[RecordId, Record]:
    """Compute every record that the changes touch, the household's own first."""
    by_record: dict[RecordId, list[Change]] = {household: []}
    for change in changes:
        for part in change.parts:
            by_record.setdefault(part.record, []).append(change)
    return {
        record: _record(record, theirs, order, layout, survived)
        for record, theirs in by_record.items()
    }


def _record(
    record: RecordId,
    changes: list[Change],
    order: Order,
    layout: Layout,
    survived: Survived,
) -> Record:
    called = _kind_written(record, changes, order, survived)
    kind = layout.kind(called)
    policies = kind.policies if kind else {}
    state = record_state(
        record,
        changes,
        order.get(record, ()),
        policies,
        survived.get(record, {}),
    )
    # Comments stand beside each other (`comments`): nobody has to agree on them.
    if any(aside(group) for group in state):
        state = {g: each for g, each in state.items() if not aside(g)}
    parent = state.get("@parent")
    return Record(
        id=record,
        kind=called,
        parent=built_in({"@parent": shown_of(parent)}, "@parent") if parent else "",
        born=min((_born(record, change) for change in changes), default=(0, b"", 0)),
        state=state,
    )


def _kind_written(
    record: RecordId, changes: list[Change], order: Order, survived: Survived
) -> str:
    """Give the kind of a record, whatever came first of changes that differ in it."""
    writes = [part.writes for change in changes if (part := change.part(record))]
    said = {built_in(each, "@kind") for each in writes if "@kind" in each}
    if len(said) <= 1:
        return "".join(said)
    places, ended = order.get(record, ()), survived.get(record, {})
    state = record_state(record, changes, places, {}, ended)["@kind"]
    return built_in({"@kind": shown_of(state)}, "@kind")


def _born(record: RecordId, change: Change) -> tuple[int, Name, int]:
    places = [part.record for part in change.parts]
    return change.time, change.name, places.index(record)


def rows_under(
    records: Mapping[RecordId, Record], parent: RecordId, kind: str
) -> list[Record]:
    """Give the rows of one kind under a record, in the order they are shown."""
    rows = [r for r in records.values() if r.kind == kind and r.parent == parent]
    return sorted(rows, key=lambda row: (_order(row), row.born))


def _order(row: Record) -> tuple[int, str]:
    written = built_in(row.shown, "@order")
    return len(written), written
