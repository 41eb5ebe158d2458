"""Households that one delivered change made whole: nearly all that arrive.

What was just written need not be read again to compute them.
"""

import json
from collections.abc import Collection
from typing import TypeAlias

from enrolment_app.store.connection import Connection
from enrolment_app.store.forms import Forms
from enrolment_app.store.rows import Material
from sync.change import Change
from sync.values import Atom, RecordId

# What some change here touches already, or what waits below a record to come.
THERE = (
    "SELECT value FROM json_each(?1) WHERE"
    " EXISTS (SELECT 1 FROM touches WHERE record = value)"
    " OR EXISTS (SELECT 1 FROM parents WHERE parent = value)"
)
ENDED = "SELECT DISTINCT area FROM ended"

Touched: TypeAlias = tuple[set[int], tuple[Material, ...]]
"""The ids of changes' rows, and the material of households that others made whole."""


def records_there(connection: Connection, changes: Collection[Change]) -> set[RecordId]:
    """Give which of the records of changes were known before; twice counts too.

    So does what another change puts a row below.
    """
    seen: set[RecordId] = set()
    there: set[RecordId] = set()
    for change in changes:
        inside = {part.record for part in change.parts}
        there |= (seen & inside) | (parents_in(change) - inside)
        seen |= inside
    rows = connection.read(THERE, (json.dumps(list(seen)),))
    return there.union(record for (record,) in rows)


def parents_in(change: Change) -> set[RecordId]:
    """Give what a change says that rows stand below."""
    said = (part.writes.get("@parent", {}).get("@parent") for part in change.parts)
    return {parent for parent in said if isinstance(parent, str) and parent}


class Newcomers:
    """What has come so since it was last projected; only within one transaction."""

    def __init__(self, connection: Connection, forms: Forms) -> None:
        self._connection = connection
        self._forms = forms
        self._tops: dict[RecordId, RecordId] = {}
        self._changes: dict[RecordId, tuple[int, Change]] = {}

    def add(self, row_id: int, change: Change, there: Collection[RecordId]) -> None:
        """Note a delivered change, if it alone makes one whole household."""
        inside = {part.record for part in change.parts}
        below: dict[Atom | None, list[RecordId]] = {}
        for part in change.parts:
            parent = part.writes.get("@parent", {}).get("@parent")
            below.setdefault(parent or None, []).append(part.record)
        # From what stands below nothing on: a row that is its own parent is not there.
        reached = list(below.get(None, ()))
        one = len(reached) == 1
        for record in reached:
            reached += below.get(record, ())
        if one and len(reached) == len(inside) and inside.isdisjoint(there):
            self._tops |= dict.fromkeys(inside, reached[0])
            self._changes[reached[0]] = (row_id, change)

    def leave(self, records: Collection[RecordId]) -> None:
        """Let go of households that something else touches now."""
        for record in records:
            if (top := self._tops.get(record)) is not None:
                self._changes.pop(top, None)

    def taken(self, touched: set[int]) -> Touched:
        """Give them and which of the changes are about others; begins anew."""
        ended = {area for (area,) in self._connection.read(ENDED)}
        found = {
            row_id: Material(
                household=top,
                changes=(change,),
                order={part.record: (change.name,) for part in change.parts},
                survived={},
                open=None,
                form=self._forms.find,
                versions=self._forms.versions,
            )
            for top, (row_id, change) in self._changes.items()
            # What of its order lives on is for others to read.
            if change.area not in ended
        }
        self._tops, self._changes = {}, {}
        return touched - found.keys(), tuple(found.values())
