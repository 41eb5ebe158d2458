# ruff: noqa: S608 - the statements are our own words, values are bound
"""Tables made from the journal by one function, and rebuilt by the same one."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from enrolment_app.failures import noted
from enrolment_app.store.bodies import read_body
from enrolment_app.store.connection import Connection
from enrolment_app.store.errors import StoreError
from enrolment_app.store.facts import REBUILD_DUE, Facts
from enrolment_app.store.list_tables import IDS, OF_A_ROW, PUT
from enrolment_app.store.materials import Materials
from enrolment_app.store.places import Places
from enrolment_app.store.rows import Material, Project, Projected, Row
from enrolment_app.store.search import index_text, sort_key
from sync.attachments import named_in_change
from sync.change import Change
from sync.values import Name, RecordId

Thing = TypeVar("Thing")
BATCH = 500
NAMING = "INSERT OR IGNORE INTO naming SELECT ?, id FROM changes WHERE name = ?"
AT = (
    "SELECT household FROM households WHERE place IN (SELECT value FROM json_each(?1))"
    " OR village IN (SELECT value FROM json_each(?1))"
)


class Projections:
    """The one writer of lists, states and the search index."""

    def __init__(
        self,
        connection: Connection,
        materials: Materials,
        places: Places,
        project_one: Project,
    ) -> None:
        self._connection = connection
        self._materials = materials
        self.places = places
        self._project_one = project_one

    def note(self, changes: Sequence[Change]) -> None:
        """Remember what changes name: their records' parents, and attachments."""
        self._note_parents(changes)
        self._note_attachments((each.name, each.body) for each in changes)

    def _note_parents(self, changes: Iterable[Change]) -> None:
        stood = (
            (part.record, parent)
            for change in changes
            for part in change.parts
            if (parent := part.writes.get("@parent", {}).get("@parent"))
        )
        self._connection.write_many(
            "INSERT OR IGNORE INTO parents VALUES (?, ?)", stood
        )

    def _note_attachments(self, bodies: Iterable[tuple[Name, bytes]]) -> None:
        named = (
            (reference, name)
            for name, body in bodies
            for reference in named_in_change(body)
        )
        self._connection.write_many(NAMING, named)

    def rename(self) -> None:
        """Let lists name households' places as the geography does now."""
        if codes := self.places.turned():
            rows = self._connection.read(AT, (json.dumps(sorted(codes)),))
            self.project([household for (household,) in rows])

    def touched_by(self, change_ids: Iterable[int]) -> set[RecordId]:
        """Give the households that changes touch, by the ids of their rows."""
        return self._materials.touched_by(change_ids)

    def project_touched(
        self, change_ids: Iterable[int], newcomers: Sequence[Material] = ()
    ) -> None:
        """Make the rows of the households that changes touch anew, and of others.

        `newcomers` are households that one delivered change made whole.
        """
        self.project(self.touched_by(change_ids), newcomers)

    def project(
        self, households: Iterable[RecordId], newcomers: Sequence[Material] = ()
    ) -> None:
        """Make the rows of these households anew (in the transaction around it)."""
        come = {each.household: each for each in newcomers}
        for some in in_batches(sorted({*households, *come})):
            opened = {visit.household for visit, _ in self._materials.visits(some)}
            new = [come[home] for home in some if home in come and home not in opened]
            made = self._made(some, new)
            kept = {home: found for home, found in made.items() if found is not None}
            rows = [each.row for each in kept.values()]
            ids = self._put(rows, opened, [each.household for each in new])
            self._put_states({ids[home]: each.state for home, each in kept.items()})
            self._remove([home for home, found in made.items() if found is None])

    def _put_states(self, states: Mapping[int, bytes]) -> None:
        # An empty one takes no row: a replacing insert makes the search index write
        # out what it gathered, a part for every few households instead of one.
        self._connection.write_many(
            "DELETE FROM states WHERE id = ?",
            ((row_id,) for row_id, state in states.items() if not state),
        )
        self._connection.write_many(
            "INSERT OR REPLACE INTO states VALUES (?, ?)",
            (each for each in states.items() if each[1]),
        )

    def _made(
        self, households: Sequence[RecordId], new: Sequence[Material] = ()
    ) -> dict[RecordId, Projected | None]:
        """Compute households; while a visit is open lists show what that says.

        One that cannot be computed is left out and noted; its row stays as it was.
        """
        names = {material.household for material in new}
        known = [household for household in households if household not in names]
        gathered = self._materials.gathered(known) if known else []
        made: dict[RecordId, Projected | None] = {}
        for material in (*new, *gathered):
            try:
                made[material.household] = (
                    self._project_one(material) if material.changes else None
                )
            except (StoreError, MemoryError):
                raise
            except Exception as failure:  # noqa: BLE001 - ours, and no other's harm
                noted(failure)
        for visit, shown in self._materials.visits(households):
            if shown:
                found, row = made.get(visit.household), Row.from_text(shown)
                if found is not None:
                    row = replace(row, contested=found.row.contested)
                state = found.state if found is not None else b""
                made[visit.household] = Projected(row, state)
        return made

    def show_open(self, row: Row) -> None:
        """Show in lists what an open visit says now (in the transaction around it)."""
        self._put([row], {row.household})

    def refresh_custody(self, change_ids: Iterable[int]) -> None:
        """Write who holds now what changes are about."""
        touched = self.touched_by(change_ids)
        for some in in_batches(sorted(touched)):
            held = self._materials.custody(some)
            self._connection.write_many(
                "UPDATE households SET custody = ? WHERE household = ?",
                ((held[household], household) for household in some),
            )

    def _put(
        self,
        rows: Sequence[Row],
        opened: Collection[RecordId],
        delivered: Collection[RecordId] = (),
    ) -> Mapping[RecordId, int]:
        """Write rows and what finds them; gives the id of each household's row.

        Of those `delivered` the registry has all there is.
        """
        names = [row.household for row in rows]
        held = self._materials.custody(names, delivered)
        self._connection.write_many(
            PUT, (self._columns(row, held[row.household], opened) for row in rows)
        )
        ids = self._ids(names)
        self._connection.write_many(
            "INSERT OR REPLACE INTO found (rowid, words) VALUES (?, ?)",
            ((ids[row.household], index_text(self._words(row))) for row in rows),
        )
        self._connection.write_many(
            "DELETE FROM marks WHERE id = ?", ((row_id,) for row_id in ids.values())
        )
        self._connection.write_many(
            "INSERT OR IGNORE INTO marks VALUES (?, ?)",
            ((mark, ids[row.household]) for row in rows for mark in row.marks),
        )
        return ids

    def _ids(self, households: Sequence[RecordId]) -> Mapping[RecordId, int]:
        return dict(self._connection.read(IDS, (json.dumps(households),)))

    def _remove(self, households: Sequence[RecordId]) -> None:
        ids = self._ids(households).values()
        for table, key in OF_A_ROW:
            self._connection.write_many(
                f"DELETE FROM {table} WHERE {key} = ?", ((row_id,) for row_id in ids)
            )

    def rebuild(self) -> int:
        """Throw the projections away and make them anew; gives how many households."""
        with self._connection.transaction():
            for table in (
                "marks",
                "states",
                "households",
                "parents",
                "naming",
                "tallies",
            ):
                self._connection.write(f"DELETE FROM {table}")
            self._connection.write("INSERT INTO found (found) VALUES ('delete-all')")
            rows = self._connection.read("SELECT id FROM changes ORDER BY id")
            ids = [row_id for (row_id,) in rows]
            for some in in_batches(ids):
                sql = "SELECT name, body FROM changes WHERE id BETWEEN ? AND ?"
                bodies = self._connection.read(sql, (some[0], some[-1]))
                self._note_parents(read_body(body) for _, body in bodies)
                self._note_attachments(iter(bodies))
            self.project(self._all_households())
            Facts(self._connection).set(REBUILD_DUE, value=False)
        return int(self._connection.value("SELECT count(*) FROM households"))

    def _all_households(self) -> set[RecordId]:
        """Give every household that ought to be listed."""
        ids = (row_id for (row_id,) in self._connection.read("SELECT id FROM changes"))
        visited = self._connection.read("SELECT household FROM visits")
        tops = self.touched_by(ids)
        return tops | {household for (household,) in visited}

    def differing(self) -> tuple[RecordId, ...]:
        """Give the households whose row is not what the journal says, changing none."""
        kept = self._connection.read("SELECT * FROM households ORDER BY household")
        states: dict[int, bytes] = dict(
            self._connection.read("SELECT id, state FROM states")
        )
        listed = {row[1]: (row[1:], states.get(row[0], b"")) for row in kept}
        wrong: list[RecordId] = []
        for some in in_batches(sorted(self._all_households() | set(listed))):
            due = self._due(some)
            wrong += [
                home
                for home in some
                if home not in due or due[home] != listed.get(home)
            ]
        return tuple(wrong)

    def _due(
        self, households: Sequence[RecordId]
    ) -> dict[RecordId, tuple[tuple[Any, ...], bytes] | None]:
        """Give the rows and states that households ought to have, None for no row."""
        held = self._materials.custody(households)
        opened = {visit.household for visit, _ in self._materials.visits(households)}
        return {
            home: (self._columns(found.row, held[home], opened), found.state)
            if found is not None
            else None
            for home, found in self._made(households).items()
        }

    def _columns(
        self, row: Row, custody: int, opened: Collection[RecordId]
    ) -> tuple[Any, ...]:
        called = self.places.called(row.village)
        return (
            row.household,
            row.number,
            row.head,
            sort_key(row.head),
            called.name,
            sort_key(called.name),
            row.status,
            custody,
            row.people,
            row.area,
            row.changed_ms,
            row.contested,
            row.problems,
            int(row.household in opened),
            row.enumerator,
            row.head_other,
            called.name_ur,
            called.code,
        )

    def _words(self, row: Row) -> tuple[str, ...]:
        return (*row.words, *self.places.called(row.village).names)


def in_batches(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    """Give a long list as shorter ones: so many are asked for at once."""
    for start in range(0, len(things), BATCH):
        yield things[start : start + BATCH]
