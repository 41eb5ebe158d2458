# ruff: noqa: S608 - the statements are our own words, values are bound
"""Sealed changes: numbered along the chain of their area, and never rewritten."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from enrolment_app.store.attachment_tables import offer_anew
from enrolment_app.store.bodies import body_of, read_body
from enrolment_app.store.connection import Connection
from enrolment_app.store.device import Device
from enrolment_app.store.erasing import Erasing
from enrolment_app.store.errors import ChangeTooLarge
from enrolment_app.store.facts import Facts
from enrolment_app.store.materials import HELD_BY_ONE, UNDER, Materials
from enrolment_app.store.newcomers import parents_in, records_there
from enrolment_app.store.placing import Entered, enter, place
from enrolment_app.store.projections import Projections
from enrolment_app.store.querying import CUSTODY
from enrolment_app.store.rows import HistoryEntry, Material, OpenVisit, Sealed
from enrolment_app.store.visits import Visits
from sync.change import Change, Context
from sync.context import context_of
from sync.journal import decode_segment, names_of
from sync.packing import whole
from sync.travelling import travels
from sync.values import NAME_BYTES, Name, RecordId

LINK_START = b""
LATEST_TIME = "latest_time"
NOT_ENTERED = (None, None, None)
ADD = (
    "INSERT INTO changes (id, name, device, area, number, own, shown, entered, place,"
    " placed, link, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
LAST = (
    "SELECT number, link FROM changes WHERE own = 1 AND device = ? AND area = ?"
    " ORDER BY number DESC LIMIT 1"
)
HISTORY = UNDER + (
    "SELECT DISTINCT c.id, c.name, c.body, c.number, c.own, c.placed, c.entered,"
    f" CASE WHEN c.own OR c.entered IS NULL THEN {HELD_BY_ONE} ELSE 2 END"
    " FROM under u CROSS JOIN touches t ON t.record = u.record"
    " CROSS JOIN changes c ON c.id = t.change"
    " LEFT JOIN receipts r ON r.device = c.device AND r.area = c.area ORDER BY c.id"
)


def link_after(link: bytes, name: Name) -> bytes:
    """Chain one more change of a (device, area): 16 bytes over all names so far."""
    return hashlib.sha256(link + name).digest()[:NAME_BYTES]


class Journal:
    """The sealed changes that this laptop made or received."""

    def __init__(  # noqa: PLR0913 - it is where all of them meet
        self,
        connection: Connection,
        facts: Facts,
        device: Device,
        materials: Materials,
        projections: Projections,
        visits: Visits,
        erasing: Erasing,
    ) -> None:
        self._connection = connection
        self._facts = facts
        self._device = device
        self._materials = materials
        self._projections = projections
        self._visits = visits
        self._erasing = erasing

    def seal(
        self,
        change: Change,
        visit: bytes | None = None,
        keep: OpenVisit | None = None,
    ) -> Sealed:
        """Number a change and keep it for good, durably, with all that follows from it.

        `visit` is the open visit that it came of, closed in the same transaction;
        `keep` is the visit that goes on from it, kept in the same transaction. Raises
        `HouseholdErased` for what would only be about erased records, `ChangeTooLarge`
        for what would travel in no segment.
        """
        assert change.device == self._device.number, "sealed as another laptop"
        layout = self._materials.layouts().get(change.layout)
        if layout is not None and not travels(change, layout):
            raise ChangeTooLarge
        with self._connection.transaction():
            change = self._with_new_names(self._erasing.writable(change))
            sealed, row_id = self.append(change)
            if visit is not None:
                self._visits.remove(visit)
            if keep is not None:
                self._visits.put(keep)
            self._projections.project_touched((row_id,))
        return sealed

    def append(self, change: Change) -> tuple[Sealed, int]:
        """Put a change of this laptop at the end of its chain (no transaction).

        Gives where it went, and the id of its row.
        """
        # Whatever is written must find its way out, whichever area it is of.
        self._connection.write(
            "INSERT OR IGNORE INTO areas (area) VALUES (?)", (change.area,)
        )
        last = self._connection.one(LAST, (change.device, change.area))
        number, link = last or (0, LINK_START)
        sealed = Sealed(change.name, change.area, number + 1)
        link = link_after(link, change.name)
        (row_id,) = self._add([change], number + 1, link)
        offer_anew(self._connection, row_id, change.area)
        return sealed, row_id

    def take_in(
        self, changes: Sequence[Change], first: int, entered: Entered | None = None
    ) -> list[int]:
        """Keep another laptop's changes, numbered from `first`; gives their rows' ids.

        One that is here already stays as it is (no transaction, no projection).
        `entered` is the entry that gives them their places, None if none does yet.
        """
        if not changes:
            return []
        changes = self._erasing.left_of(changes)
        names = [change.name for change in changes]
        marks = ", ".join("?" * len(names))
        sql = f"SELECT name, id FROM changes WHERE name IN ({marks})"
        known: dict[Name, int] = dict(self._connection.read(sql, names))
        # One may be said twice by whoever signs what no program of ours would.
        if not known and len(set(names)) == len(names):
            return self._add(changes, first, None, entered)
        for number, change in enumerate(changes, first):
            if change.name not in known:
                (known[change.name],) = self._add([change], number, None)
        ids = [known[name] for name in names]
        if entered is not None:
            touched = {part.record for change in changes for part in change.parts}
            entered.newcomers.leave(touched.union(*map(parents_in, changes)))
            enter(self._connection, ids, entered)
        return ids

    def named(self, names: Sequence[Name]) -> list[int]:
        """Give the ids of changes that are all here, by their names."""
        sql = "SELECT id FROM changes WHERE name = ?"
        return [int(self._connection.value(sql, (name,))) for name in names]

    def whole(self, content: bytes) -> bytes:
        """Give a segment as it may be relayed: what came in a run has a body again."""
        segment = decode_segment(content)
        if not segment.erased:
            return content
        names = names_of(segment)
        ids = self.named(names)
        read = self._materials.reading.changes(dict(zip(ids, names, strict=True)))
        gone = self._erasing.gone(ids, names)
        layouts = self._materials.layouts()
        return whole(segment, [read[row_id] for row_id in ids], layouts, gone)

    def _add(
        self,
        changes: Sequence[Change],
        first: int,
        link: bytes | None,
        entered: Entered | None = None,
    ) -> list[int]:
        """Keep changes and index what they touch; without a link they are another's."""
        own = link is not None
        start = 1 + int(self._connection.value("SELECT max(id) FROM changes") or 0)
        ids = range(start, start + len(changes))
        numbered = list(zip(ids, changes, strict=True))
        there = records_there(self._connection, changes) if entered else set()
        self._connection.write_many(
            ADD,
            (
                (
                    row_id,
                    change.name,
                    change.device,
                    change.area,
                    first + index,
                    own,
                    entered.delivered(index) if entered else own,
                    *(entered.columns(index) if entered else NOT_ENTERED),
                    link,
                    body_of(change),
                )
                for index, (row_id, change) in enumerate(numbered)
            ),
        )
        self._connection.write_many(
            "INSERT INTO touches VALUES (?, ?)",
            (
                (part.record, row_id)
                for row_id, change in numbered
                for part in change.parts
            ),
        )
        if entered:
            place(numbered, entered, there)
        self._projections.note(changes)
        for change in changes:
            self._materials.reading.remember(change)
        self._facts.raise_to(LATEST_TIME, max(change.time for change in changes))
        return list(ids)

    def _with_new_names(self, change: Change) -> Change:
        """Rename what a context names by names of before enrolment."""
        extras = {name for part in change.parts for name in part.context.extras}
        renamed = {
            name: new
            for name in extras
            if (
                new := self._connection.value(
                    "SELECT new FROM aliases WHERE old = ?", (name,)
                )
            )
        }
        return with_names(change, renamed) if renamed else change

    def households_of(self, change_ids: Iterable[int]) -> set[RecordId]:
        """Give the households that changes touch, by the ids of their rows."""
        return self._materials.touched_by(change_ids)

    def material(self, household: RecordId) -> Material:
        """Give all that the state of a household is computed from."""
        return self._materials.of(household)

    def context(self, record: RecordId, area: str = "") -> Context:
        """Give what would be on the screen of a record if it were opened now.

        `area` is where the change will stand that is written with it ("": this
        laptop's own): counts are of that area's log.
        """
        rows = self._connection.read(
            "SELECT c.name, c.area = ? AND c.placed IS NOT NULL"
            " FROM touches t JOIN changes c ON c.id = t.change"
            " WHERE t.record = ? AND c.shown ORDER BY c.placed, c.place",
            (area or self._device.area, record),
        )
        order = [name for name, counts in rows if counts]
        names = [name for name, _ in rows]
        return context_of(order, names, self._facts.get("epoch", ""))

    def history(self, household: RecordId) -> tuple[HistoryEntry, ...]:
        """Give every change of a household, in the order in which it came here."""
        rows = self._connection.read(HISTORY, (json.dumps([household]),))
        return tuple(
            HistoryEntry(
                change=read_body(body, name),
                number=number,
                custody=CUSTODY[custody],
                held=entered is not None and placed is None,
                own=bool(own),
            )
            for _, name, body, number, own, placed, entered, custody in rows
        )

    def verify(self) -> tuple[str, ...]:
        """Say what is wrong with the chains of this laptop; empty if nothing is."""
        wrong: list[str] = []
        at: tuple[int, str] | None = None
        number, link = 0, LINK_START
        rows = self._connection.read(
            "SELECT id, device, area, number, name, link, body FROM changes"
            " WHERE own = 1 ORDER BY device, area, number"
        )
        for row_id, device, area, found, name, found_link, body in rows:
            if (device, area) != at:
                at, number, link = (device, area), 0, LINK_START
            number, link = number + 1, link_after(link, name)
            place = f"{device}/{area}/{found}"
            if found != number:
                wrong.append(f"gap before {place}")
            if found_link != link:
                wrong.append(f"chain broken at {place}")
            altered = read_body(body).name != name
            if altered and self._erasing.whole(row_id):
                wrong.append(f"altered change {place}")
            number, link = found, found_link
        return tuple(wrong)


def with_names(change: Change, renamed: dict[Name, Name]) -> Change:
    """Give the change with names in its contexts replaced."""

    def told(extras: Iterable[Name]) -> frozenset[Name]:
        return frozenset(renamed.get(name, name) for name in extras)

    parts = tuple(
        replace(part, context=replace(part.context, extras=told(part.context.extras)))
        for part in change.parts
    )
    return replace(change, parts=parts)
