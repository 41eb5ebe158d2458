"""An open visit goes to another version of its questionnaire, and back.

Going there changes no answer that was given: what was known is read through the new
version, what was written in the visit goes along, and the draft as it was lies within
the new one until the visit is over.
"""

from collections.abc import Mapping
from dataclasses import replace

from enrolment_app.household.carrying import Carry
from enrolment_app.household.draft import BornRow, Draft, Writes
from enrolment_app.household.view import View
from sync.values import RecordId

# What is to be read as it is written.
NO_CARRY = Carry({}, {}, frozenset())


def moved(draft: Draft, carry: Carry, layout: str, view: View | None) -> Draft:
    """Give the draft under another version; the one before lies within it.

    `view` is the household as it was seen before the move.
    """
    kinds = {draft.household: ""} | {row.id: row.kind for row in draft.rows}
    known = view.records if view else {}
    kinds |= {record: row.kind for record, row in known.items()}

    def carried(written: Mapping[RecordId, Writes]) -> dict[RecordId, Writes]:
        return {
            record: carry.writes(kinds.get(record, ""), groups)
            for record, groups in written.items()
        }

    writes, was = carried(draft.writes), carried(draft.before)
    before = {
        record: {group: was.get(record, {}).get(group, {}) for group in groups}
        for record, groups in writes.items()
    }
    return replace(
        draft,
        layout=layout,
        rows=tuple(
            BornRow(row.id, carry.kinds.get(row.kind, row.kind), row.parent)
            for row in draft.rows
        ),
        writes=writes,
        before=before,
        position="",
        moved_from=draft.to_bytes(),
    )


def answered_since(now: Draft, before: View | None, carry: Carry) -> int:
    """Count the groups that were written since the move, which going back drops.

    `before` is the household as it was seen before the move.
    """
    was = moved(Draft.from_bytes(now.moved_from), carry, now.layout, before)
    return sum(
        was.writes.get(record, {}).get(group) != value
        for record, groups in now.writes.items()
        for group, value in groups.items()
    )
