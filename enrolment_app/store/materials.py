# ruff: noqa: S608 - the statements are our own words, values are bound
"""All that the state of a household is computed from, read for many at once."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from enrolment_app.store.connection import Connection
from enrolment_app.store.forms import Forms
from enrolment_app.store.querying import CUSTODY
from enrolment_app.store.reading import Reading
from enrolment_app.store.rows import Custody, Material, OpenVisit
from sync.change import Change
from sync.context import ALL_OF_IT, Survived
from sync.layout import Layout
from sync.session import EpochEntry
from sync.session.entrycode import decode_entry
from sync.values import Name, RecordId

Epochs: TypeAlias = Mapping[str, Mapping[str, int]]

# Everything below households: their rows, and the rows of their rows. The joins that
# follow are crosses, which keep their order: the engine's own read every household.
UNDER = (
    "WITH RECURSIVE under (top, record) AS (SELECT value, value FROM json_each(?) UNION"
    " SELECT u.top, p.record FROM parents p JOIN under u ON p.parent = u.record) "
)
RECORDS = (
    UNDER + "SELECT u.top, t.record, c.placed, c.name, c.id FROM under u"
    " CROSS JOIN touches t ON t.record = u.record"
    " CROSS JOIN changes c ON c.id = t.change"
    " WHERE c.shown = 1 ORDER BY u.top, t.record, c.area, c.placed, c.place"
)
SURVIVED = UNDER + (
    "SELECT s.record, s.area, s.epoch, s.places FROM under u"
    " CROSS JOIN survived s ON s.record = u.record"
)
ENDED = (
    "SELECT d.area, e.content FROM ended d JOIN entries e ON e.area = d.area"
    " AND e.counter = d.counter ORDER BY d.area, d.counter"
)
# The households that changes touch: what has nothing above it.
TOP = (
    "WITH RECURSIVE above (record) AS"
    " (SELECT t.record FROM json_each(?) j CROSS JOIN touches t ON t.change = j.value"
    " UNION SELECT p.parent FROM parents p JOIN above a ON p.record = a.record)"
    " SELECT record FROM above WHERE NOT EXISTS"
    " (SELECT 1 FROM parents p WHERE p.record = above.record)"
)
# What came by hand from another laptop and the registry has not delivered is handed
# over, not confirmed.
HELD_BY_ONE = (
    "CASE WHEN c.own = 0 THEN 1 WHEN c.number <= coalesce(r.number, 0) THEN 2"
    " WHEN c.number <= coalesce(r.handed, 0) THEN 1 ELSE 0 END"
)
HOLDING = UNDER + (
    f"SELECT u.top, min({HELD_BY_ONE}) FROM under u"
    " CROSS JOIN touches t ON t.record = u.record"
    " CROSS JOIN changes c ON c.id = t.change AND (c.own = 1 OR c.entered IS NULL)"
    " LEFT JOIN receipts r ON r.device = c.device AND r.area = c.area GROUP BY u.top"
)
OPEN = (
    "SELECT visit, household, layout, person, changed_ms, draft, row FROM visits"
    " WHERE household IN (SELECT value FROM json_each(?)) ORDER BY row"
)


class Materials:
    """Reads journal and visits for whoever computes households."""

    def __init__(self, connection: Connection, forms: Forms) -> None:
        self._connection = connection
        self._forms = forms
        self.reading = Reading(connection)

    def layouts(self) -> Mapping[str, Layout]:
        """Give the layouts of the questionnaires that are here."""
        return self._forms.layouts()

    def touched_by(self, change_ids: Iterable[int]) -> set[RecordId]:
        """Give the households that changes touch."""
        if not (ids := list(change_ids)):
            return set()
        listed = json.dumps(ids)
        return {record for (record,) in self._connection.read(TOP, (listed,))}

    def of(self, household: RecordId) -> Material:
        """Give all that the state of one household is computed from."""
        return self.gathered([household])[0]

    def gathered(self, households: Sequence[RecordId]) -> list[Material]:
        """Give all that the states of some households are computed from."""
        rows: dict[RecordId, list[tuple[Any, ...]]] = {each: [] for each in households}
        for top, *row in self._connection.read(RECORDS, (json.dumps(households),)):
            rows[top].append(tuple(row))
        named = {row[3]: row[2] for found in rows.values() for row in found}
        changes = self.reading.changes(named)
        ended = self._ended()
        opened = {visit.household: visit for visit, _ in self.visits(households)}
        return [
            self._material(household, rows[household], changes, ended, opened)
            for household in households
        ]

    def _material(
        self,
        household: RecordId,
        rows: Sequence[tuple[Any, ...]],
        read: Mapping[int, Change],
        ended: Epochs,
        opened: Mapping[RecordId, OpenVisit],
    ) -> Material:
        changes = tuple(read[row_id] for row_id in sorted({row[3] for row in rows}))
        order: dict[RecordId, list[Name]] = {record: [] for record, *_ in rows}
        for record, placed, name, _ in rows:
            if placed is not None:
                order[record].append(name)
        areas = {change.area for change in changes}
        epochs = {area: ended[area] for area in areas if area in ended}
        return Material(
            household=household,
            changes=changes,
            order={record: tuple(names) for record, names in order.items()},
            survived=self._survived(household, epochs, order) if epochs else {},
            open=opened.get(household),
            form=self._forms.find,
            versions=self._forms.versions,
        )

    def _ended(self) -> Epochs:
        """Give the epochs of each area's log, where any ever ended."""
        epochs: dict[str, dict[str, int]] = {}
        for area, content in self._connection.read(ENDED):
            entry = decode_entry(content)
            if isinstance(entry, EpochEntry):
                # Of a record that had no place when it ended, nothing lives on.
                told = {entry.epoch: ALL_OF_IT, entry.ended: 0}
                epochs.setdefault(area, {}).update(told)
        return epochs

    def _survived(
        self, household: RecordId, epochs: Epochs, records: Iterable[RecordId]
    ) -> Mapping[RecordId, Survived]:
        survived = {
            record: {area: dict(told) for area, told in epochs.items()}
            for record in records
        }
        rows = self._connection.read(SURVIVED, (json.dumps([household]),))
        for record, area, epoch, places in rows:
            # A record that only a held change touches is not there yet.
            if area in epochs and record in survived:
                survived[record][area][epoch] = places
        return survived

    def visits(self, households: Sequence[RecordId]) -> list[tuple[OpenVisit, str]]:
        """Give the open visits to some households, with what lists show of each.

        Where a household has several, the one that says most comes last.
        """
        rows = self._connection.read(OPEN, (json.dumps(households),))
        return [(OpenVisit(*row[:-1]), row[-1]) for row in rows]

    def custody(
        self, households: Sequence[RecordId], delivered: Collection[RecordId] = ()
    ) -> Mapping[RecordId, int]:
        """Give who holds what was written about some households, as lists keep it.

        Of those `delivered` it is known already that the registry has all.
        """
        confirmed = CUSTODY.index(Custody.CONFIRMED)
        held = dict.fromkeys(households, confirmed)
        known = set(delivered)
        asked = [household for household in households if household not in known]
        held |= self._connection.read(HOLDING, (json.dumps(asked),)) if asked else ()
        only_here = CUSTODY.index(Custody.ONLY_HERE)
        for visit, _ in self.visits(households):
            held[visit.household] = only_here
        return held
