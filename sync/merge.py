"""The state of a record: a pure function of the set of its changes.

Never patched in order of arrival: the same set gives the same state, whatever came
first, twice, late, or by another road.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.change import Change, Part
from sync.context import NONE_ENDED, Survived, coverage, places_in
from sync.policies import POLICIES, Claim
from sync.values import GroupValue, Name, RecordId, same


@dataclass(frozen=True, slots=True)
class Head:
    """A write that nobody who had seen it has replaced."""

    name: Name
    value: GroupValue
    change: Change


@dataclass(frozen=True, slots=True)
class Agreed:
    """One value; `policy` names the rule that found it where the heads differ."""

    value: GroupValue
    heads: tuple[Head, ...]
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Heads that differ (two or more, by name); `held` is the last agreed value."""

    heads: tuple[Head, ...]
    held: GroupValue | None


class Undisputed(Mapping[str, Agreed | Conflict]):
    """What the only change of a record says; nearly every record is one of these.

    Each group's state is made when it is asked for: most never are.
    """

    def __init__(self, change: Change, part: Part) -> None:
        self.values_written = part.writes
        self._change = change

    def __getitem__(self, group: str) -> Agreed:
        value = self.values_written[group]
        return Agreed(value, (Head(self._change.name, value, self._change),))

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.values_written))

    def __len__(self) -> int:
        return len(self.values_written)

    def __contains__(self, group: object) -> bool:
        return group in self.values_written

    def __repr__(self) -> str:
        return f"Undisputed({dict(self)})"


def record_state(
    record: RecordId,
    changes: Iterable[Change],
    order: Sequence[Name],
    policies: Mapping[str, str],
    survived: Survived = NONE_ENDED,
) -> Mapping[str, Agreed | Conflict]:
    """Return each group's state, from all changes of the record that are known.

    `order` is the registry's order for the record (of several areas' logs, whichever
    way they are woven); changes that it does not hold yet (own unsent work) simply
    have no place in it. `policies` maps groups to names in
    `POLICIES`, a missing one means `ask`. `survived`: see `context.covered`.
    """
    known: dict[Name, Change] = {change.name: change for change in changes}
    if len(known) == 1:
        (change,) = known.values()
        part = change.part(record)
        return {} if part is None else Undisputed(change, part)
    covers = coverage(record, known.values(), order, survived)
    writers: dict[str, list[Head]] = {}
    for name in sorted(known):
        part = known[name].part(record)
        if part is None:
            continue
        for group, value in part.writes.items():
            writers.setdefault(group, []).append(Head(name, value, known[name]))
    places = {
        name: place
        for area in sorted({change.area for change in known.values()})
        for name, place in places_in(area, order, known).items()
        if name in known
    }
    return {
        group: _settled(writes, covers, policies.get(group, "ask"), places)
        for group, writes in sorted(writers.items())
    }


def heads_of(
    writes: Sequence[Head], covers: Mapping[Name, frozenset[Name]]
) -> tuple[Head, ...]:
    """Return the writes that no other one covers.

    Two that claim to have seen each other cannot both be honest; neither claim
    counts then, so that forged contexts hide nothing.
    """

    def replaced(write: Head) -> bool:
        return any(
            write.name in covers[other.name] and other.name not in covers[write.name]
            for other in writes
        )

    return tuple(write for write in writes if not replaced(write)) or tuple(writes)


def _settled(
    writes: Sequence[Head],
    covers: Mapping[Name, frozenset[Name]],
    policy: str,
    places: Mapping[Name, int],
) -> Agreed | Conflict:
    if len(writes) == 1:
        return Agreed(writes[0].value, tuple(writes))
    heads = heads_of(writes, covers)
    if _equal(heads):
        return Agreed(heads[0].value, heads)
    claims = [
        Claim(
            head.name,
            head.value,
            head.change.why,
            head.change.device,
            places.get(head.name),
        )
        for head in heads
    ]
    decide = POLICIES.get(policy, POLICIES["ask"])
    value = decide(claims)
    if value is not None:
        return Agreed(value, heads, policy)
    return Conflict(heads, _last_agreed(writes, heads, covers))


def _last_agreed(
    writes: Sequence[Head],
    heads: Sequence[Head],
    covers: Mapping[Name, frozenset[Name]],
) -> GroupValue | None:
    """Return the value that everybody who now disagrees had in front of them."""
    while True:
        shared = frozenset.intersection(*(covers[head.name] for head in heads))
        before = [write for write in writes if write.name in shared]
        if not before or len(before) == len(writes):
            return None
        writes, heads = before, heads_of(before, covers)
        if _equal(heads):
            return heads[0].value


def _equal(heads: Sequence[Head]) -> bool:
    return all(same(head.value, heads[0].value) for head in heads[1:])
