"""What a visit has written so far, against what was on the screen when it began."""

from collections.abc import Mapping

from enrolment_app.household.draft import Draft, Writes
from enrolment_app.household.records import HERE, built_in
from sync.values import GroupValue, RecordId, answered, same


class Written:
    """The writes of one visit; a group put back to what it was is no write."""

    def __init__(self, draft: Draft) -> None:
        self._before = {r: dict(groups) for r, groups in draft.before.items()}
        self._writes = {r: dict(groups) for r, groups in draft.writes.items()}

    @property
    def writes(self) -> Mapping[RecordId, Writes]:
        """Give the writes by record and group."""
        return {r: dict(groups) for r, groups in self._writes.items() if groups}

    @property
    def before(self) -> Mapping[RecordId, Writes]:
        """Give what was on the screen of the groups written."""
        return {
            record: {group: self._before[record][group] for group in groups}
            for record, groups in self._writes.items()
            if groups
        }

    def write(
        self, record: RecordId, group: str, now: GroupValue, shown: GroupValue
    ) -> None:
        """Take a group's value now; `shown` is what the known household has in it."""
        before = self._before.setdefault(record, {}).setdefault(group, shown)
        writes = self._writes.setdefault(record, {})
        if same(now, before) or (group == "@status" and _both_here(now, before)):
            writes.pop(group, None)
            return
        cleared = dict.fromkeys(answered(before).keys() - answered(now).keys())
        writes[group] = {**answered(now), **cleared}

    def sealed(self) -> None:
        """Begin anew: what was written is what is on the screen now."""
        for record, groups in self._writes.items():
            self._before[record] |= groups
        self._writes = {}


def _both_here(now: GroupValue, before: GroupValue) -> bool:
    return all(built_in({"@status": v}, "@status") in ("", HERE) for v in (now, before))
