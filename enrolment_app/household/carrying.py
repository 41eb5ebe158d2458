"""A household read through another version of its questionnaire.

Nothing is rewritten: a change says what it said, and is read as if it had been written
with the version of the reader. What has no place there keeps the name that it had.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from enrolment_app.household.confirmations import ABOUT, value_of
from enrolment_app.household.layout import group_of, is_written
from enrolment_app.household.records import Values
from sync.change import Change, Part
from sync.layout import comment_group, commented, confirmed
from sync.values import Atom, GroupValue, RecordId, Special, answered, atom_to_json

if TYPE_CHECKING:  # lists are shown without the engine being read
    from enrolment_app.questionnaire import Question, Questionnaire

# Kind and group (or field) of a record.
Place = tuple[str, str]


@dataclass(frozen=True)
class Carry:
    """Where the lists, groups and fields of one version are in another.

    `fields` holds each field with its question there, `whole` the groups that are
    carried as they stand, into one group or several. `assembled` are groups there that
    were several here: they are put together of what is shown of those, until somebody
    writes them as they are now. `paths` says what each question is called there, those
    included that nobody writes: comments and confirmations are about them.
    """

    kinds: Mapping[str, str]
    fields: "Mapping[Place, Question]"
    whole: frozenset[Place]
    assembled: Mapping[Place, tuple[Place, ...]] = field(default_factory=dict)
    paths: Mapping[Place, str] = field(default_factory=dict)

    def writes(
        self, kind: str, writes: Mapping[str, GroupValue]
    ) -> dict[str, GroupValue]:
        """Read what was written of a record of a kind (as it was called before)."""
        found: dict[str, GroupValue] = {}
        for group, value in writes.items():
            if group == "@kind":
                said = value.get(group)
                there = self.kinds.get(said, said) if isinstance(said, str) else said
                found[group] = {group: there}
            elif (path := commented(group)) is not None:
                there = self.paths.get((kind, path), path)
                found[comment_group(there)] = {
                    comment_group(there): value.get(comment_group(path))
                }
            elif (path := confirmed(group)) is not None:
                there = self.paths.get((kind, path), path)
                reason, about = value.get(group), value.get(group + ABOUT)
                found |= dict([value_of(there, reason, about)])
            else:
                found |= self._group(kind, group, value)
        return found

    def _group(self, kind: str, group: str, value: GroupValue) -> dict[str, GroupValue]:
        """Give a group under its name there; as it was, where it has no place."""
        if (kind, group) not in self.whole or not self._fits(kind, value):
            return {group: value}
        found: dict[str, dict[str, Atom | None]] = {}
        for path, atom in value.items():
            there = self.fields[kind, path]
            found.setdefault(group_of(there), {})[there.field] = atom
        return dict(found)

    def _fits(self, kind: str, value: GroupValue) -> bool:
        """Whether every answer has a question there that takes it."""
        from enrolment_app.questionnaire.migrating import fits  # noqa: PLC0415 - lists

        return all(
            (there := self.fields.get((kind, path))) is not None
            and (isinstance(atom, Special) or fits(there, atom_to_json(atom)))
            for path, atom in answered(value).items()
        ) and all((kind, path) in self.fields for path in value)


def carry_between(
    old: "Questionnaire", new: "Questionnaire", between: "Sequence[Questionnaire]" = ()
) -> Carry | None:
    """Give how what was written with one version is read with another.

    `between` are versions that lie between them, oldest first: what they renamed counts
    too. None where every group has the name and the fields that it had.
    """
    from enrolment_app.questionnaire.migrating import targets  # noqa: PLC0415 - lists

    places = targets(old, new, between)
    kinds = {"": ""} | {path: places[path] for path in old.repeats if path in places}
    fields: dict[Place, Question] = {}
    fed: dict[Place, set[Place]] = {}
    fields_of: dict[Place, list[Question]] = {}
    paths: dict[Place, str] = {}
    for path, question in old.questions.items():
        there = new.questions.get(places.get(path, ""))
        if there is not None:
            paths[question.kind, question.field] = there.field
        if not is_written(question):
            continue
        fields_of.setdefault((question.kind, group_of(question)), []).append(question)
        if there is not None and is_written(there):
            fields[question.kind, question.field] = there
            fed.setdefault((there.kind, group_of(there)), set()).add(
                (question.kind, group_of(question))
            )
    whole = frozenset(
        at for at, members in fields_of.items() if _goes_whole(at, members, fields, fed)
    )
    assembled = {
        there: tuple(sorted(whence)) for there, whence in fed.items() if len(whence) > 1
    }
    carry = Carry(kinds, fields, whole, assembled, paths)
    return None if _trivial(carry, old, fields_of) else carry


def _goes_whole(
    at: Place,
    members: "Sequence[Question]",
    fields: "Mapping[Place, Question]",
    fed: Mapping[Place, set[Place]],
) -> bool:
    """Whether all fields of a group have a place, where no other group's are."""
    there = [fields.get((at[0], one.field)) for one in members]
    return all(
        one is not None and fed[one.kind, group_of(one)] == {at} for one in there
    )


def _trivial(
    carry: Carry, old: "Questionnaire", fields_of: "Mapping[Place, list[Question]]"
) -> bool:
    """Whether everything that has a place has the name and the type that it had."""
    same_kinds = all(carry.kinds.get(path, path) == path for path in old.repeats)
    fields_same = all(
        (there.field, there.type, group_of(there))
        == (one.field, one.type, group_of(one))
        for (kind, _), members in fields_of.items()
        for one in members
        if (there := carry.fields.get((kind, one.field))) is not None
    )
    paths_same = all(path == there for (_, path), there in carry.paths.items())
    return same_kinds and fields_same and paths_same and not carry.assembled


Carries = Mapping[str, Carry]
"""Layout id -> how what was written with it is read."""
AS_WRITTEN: Carries = MappingProxyType({})


def read_through(changes: Iterable[Change], carries: Carries) -> tuple[Change, ...]:
    """Read changes as if all of them had been written with the reader's version."""
    changes = tuple(changes)
    if not any(change.layout in carries for change in changes):
        return changes
    born = _kinds(changes)
    return tuple(
        _read_as(change, carries[change.layout], carries, born)
        if change.layout in carries
        else change
        for change in changes
    )


def _kinds(changes: Iterable[Change]) -> dict[RecordId, tuple[str, str]]:
    """Give each record's kind as it was born with, and the layout that called it so.

    Where somebody says another kind, the same counts in whatever order they came.
    """
    found: dict[RecordId, tuple[str, str]] = {}
    for change in sorted(changes, key=lambda each: each.name):
        for part in change.parts:
            kind = part.writes.get("@kind", {}).get("@kind")
            if isinstance(kind, str):
                found.setdefault(part.record, (kind, change.layout))
    return found


def _read_as(
    change: Change,
    carry: Carry,
    carries: Carries,
    born: Mapping[RecordId, tuple[str, str]],
) -> Change:
    """Give the change read otherwise, under its own name: it is never sent so."""
    parts = []
    for part in change.parts:
        kind, layout = born.get(part.record, ("", change.layout))
        if layout != change.layout:
            # The record was born under another version: find what this one calls it.
            there = carries[layout].kinds.get(kind, kind) if layout in carries else kind
            named = (old for old, new in carry.kinds.items() if new == there)
            kind = next(named, kind)
        parts.append(Part(part.record, part.context, carry.writes(kind, part.writes)))
    read = replace(change, parts=tuple(parts))
    # Its identity is that of what was really written.
    read.__dict__["name"] = change.name
    return read


def assembled(
    values: Values, kind: str, carries: Iterable[Carry]
) -> dict[str, GroupValue]:
    """Put together the groups of a record that were several before."""
    found: dict[str, GroupValue] = {}
    for carry in carries:
        for (at, group), whence in carry.assembled.items():
            if at != kind or group in values:
                continue
            told = {
                carry.fields[old_kind, path].field: atom
                for old_kind, old_group in whence
                for path, atom in values.get(old_group, {}).items()
                if (old_kind, path) in carry.fields
                and group_of(carry.fields[old_kind, path]) == group
            }
            if told:
                found[group] = told
    return {**values, **found}
