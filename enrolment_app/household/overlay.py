"""A household with an open visit's writes laid over it: what the screen shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from enrolment_app.household.draft import Draft
from enrolment_app.household.nesting import Nested, nested
from enrolment_app.household.records import Record, Values
from enrolment_app.household.view import View
from sync.layout import Layout
from sync.values import RecordId

_LAST = 1 << 62  # rows born in an open visit stand after all others


@dataclass(frozen=True)
class Overlaid:
    """Records and their shown values, the open visit's own included."""

    household: RecordId
    layout: Layout
    records: Mapping[RecordId, Record]
    shown: Mapping[RecordId, Values]

    @property
    def answers(self) -> Nested:
        """Give the answers nested, rows that are gone left out."""
        return nested(self.records, self.household, self.layout, self.shown)


def overlaid(view: View | None, draft: Draft, layout: Layout) -> Overlaid:
    """Lay a draft over what is known of its household, if anything is."""
    known = Record(draft.household, "", "", (0, b"", 0))
    records = dict(view.records) if view else {draft.household: known}
    shown = {
        record: dict(values) for record, values in (view.shown if view else {}).items()
    }
    shown.setdefault(draft.household, {})
    for place, row in enumerate(draft.rows):
        records[row.id] = Record(row.id, row.kind, row.parent, (_LAST, b"", place))
        shown[row.id] = {}
    for record, groups in draft.writes.items():
        if record in shown:
            shown[record] |= groups
    return Overlaid(draft.household, layout, records, shown)
