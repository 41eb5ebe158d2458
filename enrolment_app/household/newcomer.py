"""A household that one change made and none has touched since: nearly every one.

Nobody can disagree about it, so nothing has to be merged to list it.
"""

from enrolment_app.household.overlay import Overlaid
from enrolment_app.household.records import Record, built_in
from sync.change import Change
from sync.layout import Layout
from sync.values import RecordId


def newcomer(household: RecordId, change: Change, layout: Layout) -> Overlaid | None:
    """Give a household as its only change says it; None if that is not of it.

    The same as `view.view` gives, without what nobody asks of a list: who wrote what,
    and comments apart from answers.
    """
    parts = {part.record: part for part in change.parts}
    if household not in parts:
        return None
    records, born = {}, (change.time, change.name)
    for place, part in enumerate(change.parts):
        writes = part.writes
        kind, parent = built_in(writes, "@kind"), built_in(writes, "@parent")
        records[part.record] = Record(part.record, kind, parent, (*born, place))
    own = records.pop(household)
    return Overlaid(
        household,
        layout,
        {household: own} | records,
        {record: part.writes for record, part in parts.items()},
    )
