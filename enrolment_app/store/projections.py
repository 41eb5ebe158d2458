# ruff: noqa: S608 - the statements are our own words, values are bound
"""Tables made from the journal by one function, and rebuilt by the same one."""

import copy
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from enrolment_app.store.bodies import read_body
from enrolment_app.store.connection import Connection
from enrolment_app.store.forms import Forms
from enrolment_app.store.querying import CUSTODY
from enrolment_app.store.reading import Reading
from enrolment_app.store.rows import (
    Custody,
    Material,
    OpenVisit,
    Project,
    Projected,
    Row,
)
from enrolment_app.store.search import index_text, sort_key
from sync.change import Change
from sync.context import ALL_OF_IT, Survived
from sync.session import EpochEntry
from sync.session.entrycode import decode_entry
from sync.values import Name, RecordId

# Everything below a household: its rows, and the rows of its rows. The joins that
# follow are crosses, which keep their order: the engine's own read every household.
UNDER = (
    "WITH RECURSIVE under (record) AS (VALUES (?) UNION"
    " SELECT p.record FROM parents p JOIN under u ON p.parent = u.record) "
)
RECORDS = (
    UNDER + "SELECT t.record, t.position, c.name, c.id FROM under u"
    " CROSS JOIN touches t ON t.record = u.record"
    " CROSS JOIN changes c ON c.id = t.change"
    " WHERE c.shown = 1 ORDER BY t.record, t.position"
)
SURVIVED = UNDER + (
    "SELECT s.record, s.area, s.epoch, s.places FROM under u"
    " CROSS JOIN survived s ON s.record = u.record"
)
ENDED = (
    "SELECT d.area, e.content FROM ended d JOIN entries e ON e.area = d.area"
    " AND e.counter = d.counter WHERE d.area IN (SELECT value FROM json_each(?))"
    " ORDER BY d.area, d.counter"
)
# The households that a change touches: what has nothing above it.
TOP = (
    "WITH RECURSIVE above (record) AS"
    " (SELECT t.record FROM touches t WHERE t.change = ? UNION"
    " SELECT p.parent FROM parents p JOIN above a ON p.record = a.record)"
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
    f"SELECT min({HELD_BY_ONE}) FROM under u"
    " CROSS JOIN touches t ON t.record = u.record"
    " CROSS JOIN changes c ON c.id = t.change AND (c.own = 1 OR c.entered IS NULL)"
    " LEFT JOIN receipts r ON r.device = c.device AND r.area = c.area"
)
PUT = (
    "INSERT INTO households (household, number, head, head_key, village, village_key,"
    " status, custody, people, area, changed_ms, contested, problems, open, enumerator)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (household)"
    " DO UPDATE SET number = excluded.number, head = excluded.head,"
    " head_key = excluded.head_key, village = excluded.village,"
    " village_key = excluded.village_key, status = excluded.status,"
    " people = excluded.people, area = excluded.area,"
    " changed_ms = excluded.changed_ms, contested = excluded.contested,"
    " problems = excluded.problems, custody = excluded.custody, open = excluded.open,"
    " enumerator = excluded.enumerator"
    " RETURNING id"
)


class Projections:
    """The one writer of lists, states and the search index."""

    def __init__(
        self, connection: Connection, forms: Forms, project_one: Project
    ) -> None:
        self._connection = connection
        self._forms = forms
        self._project_one = project_one
        self.reading = Reading(connection)

    def note_parents(self, change: Change) -> None:
        """Remember below what the records of a change ever stood."""
        stood = (
            (part.record, parent)
            for part in change.parts
            if (parent := part.writes.get("@parent", {}).get("@parent"))
        )
        self._connection.write_many(
            "INSERT OR IGNORE INTO parents VALUES (?, ?)", stood
        )

    def touched_by(self, change_ids: Iterable[int]) -> set[RecordId]:
        """Give the households that changes touch."""
        return {
            record
            for change_id in change_ids
            for (record,) in self._connection.read(TOP, (change_id,))
        }

    def material(self, household: RecordId) -> Material:
        """Give all that the state of a household is computed from."""
        rows = self._connection.read(RECORDS, (household,))
        changes = self.reading.changes({row[3]: row[2] for row in rows})
        order: dict[RecordId, list[Name]] = {record: [] for record, *_ in rows}
        for record, position, name, _ in rows:
            if position is not None:
                order[record].append(name)
        return Material(
            household=household,
            changes=changes,
            order={record: tuple(names) for record, names in order.items()},
            survived=self._survived(household, changes, order),
            open=self._open(household),
            form=self._forms.find,
        )

    def _survived(
        self,
        household: RecordId,
        changes: Iterable[Change],
        records: Iterable[RecordId],
    ) -> Mapping[RecordId, Survived]:
        areas = json.dumps(sorted({change.area for change in changes}))
        epochs: dict[str, dict[str, int]] = {}
        for area, content in self._connection.read(ENDED, (areas,)):
            entry = decode_entry(content)
            if isinstance(entry, EpochEntry):
                # Of a record that had no place when it ended, nothing lives on.
                told = {entry.epoch: ALL_OF_IT, entry.ended: 0}
                epochs.setdefault(area, {}).update(told)
        if not epochs:
            return {}
        survived = {record: copy.deepcopy(epochs) for record in records}
        rows = self._connection.read(SURVIVED, (household,))
        for record, area, epoch, places in rows:
            if area in epochs:
                survived[record][area][epoch] = places
        return survived

    def _open(self, household: RecordId) -> OpenVisit | None:
        row = self._connection.one(
            "SELECT visit, household, layout, person, changed_ms, draft FROM visits"
            " WHERE household = ?",
            (household,),
        )
        return OpenVisit(*row) if row else None

    def project(self, households: Iterable[RecordId]) -> None:
        """Make the rows of these households anew (in the transaction around it)."""
        for household in sorted(households):
            material = self.material(household)
            made = self._made(material)
            if made is not None:
                row_id = self._put(made.row, open_here=material.open is not None)
                self._connection.write(
                    "INSERT OR REPLACE INTO states VALUES (?, ?)", (row_id, made.state)
                )
            else:
                self._remove(household)

    def _made(self, material: Material) -> Projected | None:
        """Compute one household; while a visit is open lists show what that says."""
        made = self._project_one(material) if material.changes else None
        shown = self._connection.value(
            "SELECT row FROM visits WHERE household = ? ORDER BY row DESC",
            (material.household,),
        )
        if not shown:
            return made
        row = Row.from_text(shown)
        if made is None:
            return Projected(row)
        return Projected(replace(row, contested=made.row.contested), made.state)

    def show_open(self, row: Row) -> None:
        """Show in lists what an open visit says now (in the transaction around it)."""
        self._put(row, open_here=True)

    def refresh_custody(self, households: Iterable[RecordId]) -> None:
        """Write who holds these households now."""
        self._connection.write_many(
            "UPDATE households SET custody = ? WHERE household = ?",
            ((self._custody(household), household) for household in households),
        )

    def _custody(self, household: RecordId) -> int:
        held = self._connection.value(HOLDING, (household,))
        if held is None:
            held = CUSTODY.index(Custody.CONFIRMED)
        if self._open(household) is not None:
            held = CUSTODY.index(Custody.ONLY_HERE)
        return int(held)

    def _put(self, row: Row, *, open_here: bool) -> int:
        columns = self._columns(row, open_here=open_here)
        row_id = int(self._connection.value(PUT, columns))
        self._connection.write(
            "INSERT OR REPLACE INTO found (rowid, words) VALUES (?, ?)",
            (row_id, index_text(row.words)),
        )
        return row_id

    def _columns(self, row: Row, *, open_here: bool) -> tuple[Any, ...]:
        return (
            row.household,
            row.number,
            row.head,
            sort_key(row.head),
            row.village,
            sort_key(row.village),
            row.status,
            self._custody(row.household),
            row.people,
            row.area,
            row.changed_ms,
            row.contested,
            row.problems,
            int(open_here),
            row.enumerator,
        )

    def _remove(self, household: RecordId) -> None:
        sql = "SELECT id FROM households WHERE household = ?"
        row_id = self._connection.value(sql, (household,))
        if row_id is None:
            return
        for table, key in (("found", "rowid"), ("states", "id"), ("households", "id")):
            self._connection.write(
                f"DELETE FROM {table} WHERE {key} = ?",
                (row_id,),
            )

    def rebuild(self) -> int:
        """Throw the projections away and make them anew; gives how many households."""
        with self._connection.transaction():
            for table in ("states", "households", "parents"):
                self._connection.write(f"DELETE FROM {table}")
            self._connection.write("INSERT INTO found (found) VALUES ('delete-all')")
            bodies = self._connection.read("SELECT id FROM changes ORDER BY id")
            for (change_id,) in bodies:
                sql = "SELECT body FROM changes WHERE id = ?"
                self.note_parents(read_body(self._connection.value(sql, (change_id,))))
            tops = self.touched_by(change_id for (change_id,) in bodies)
            visited = self._connection.read("SELECT household FROM visits")
            self.project(tops | {household for (household,) in visited})
        return int(self._connection.value("SELECT count(*) FROM households"))

    def differing(self) -> tuple[RecordId, ...]:
        """Give the households whose row is not what the journal says, changing none."""
        kept = self._connection.read("SELECT * FROM households ORDER BY household")
        states: dict[int, bytes] = dict(
            self._connection.read("SELECT id, state FROM states")
        )
        ids = [row_id for (row_id,) in self._connection.read("SELECT id FROM changes")]
        visited = self._connection.read("SELECT household FROM visits")
        due = self.touched_by(ids) | {household for (household,) in visited}
        listed = {row[1]: (row, states.get(row[0], b"")) for row in kept}
        return tuple(
            household
            for household in sorted(due | set(listed))
            if not self._is_due(household, listed.get(household))
        )

    def _is_due(
        self, household: RecordId, kept: tuple[tuple[Any, ...], bytes] | None
    ) -> bool:
        material = self.material(household)
        made = self._made(material)
        if made is None or kept is None:
            return made is None and kept is None
        row, state = kept
        due = self._columns(made.row, open_here=material.open is not None)
        return state == made.state and row[1:] == due
