"""What was ordered to be erased: it goes from everything here, and never comes back.

Names, places and what was written to other records stay. The orders and the ids of
their records are kept for good: a restored registry is told of them again, and nothing
that arrives later is let in whole.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from enrolment_app.store.bodies import read_body
from enrolment_app.store.connection import Connection
from enrolment_app.store.device import Device
from enrolment_app.store.errors import HouseholdErased
from enrolment_app.store.forms import Forms
from sync.change import Change
from sync.dictionary import DICTIONARIES
from sync.erasure import (
    Gone,
    decode_order,
    order_id,
    remains,
    touched,
    without_orders,
)
from sync.errors import IntegrityError
from sync.journal import Opened, decode_segment, open_segment
from sync.pruning import prune
from sync.session import Entry, PackedEntry, PrunedEntry, SegmentEntry
from sync.session.attached import is_of_lane
from sync.session.entrycode import decode_entry, encode_entry
from sync.session.messages import decode_request
from sync.values import Name, RecordId

ERASED_OF = (
    "SELECT t.change, t.record FROM touches t JOIN erased e ON e.record = t.record"
    " WHERE t.change IN (SELECT value FROM json_each(?)) ORDER BY t.change, t.record"
)


@dataclass(frozen=True, slots=True)
class Erasure:
    """An order as this laptop knows it: which records, who asked, who decided, why."""

    records: tuple[RecordId, ...]
    asked: str
    by: str
    why: str
    at_ms: int


class Erasing:
    """The orders that were heard here; each call belongs to a transaction."""

    def __init__(self, connection: Connection, device: Device, forms: Forms) -> None:
        self._connection = connection
        self._device = device
        self._forms = forms
        self._records: frozenset[RecordId] | None = None

    @property
    def records(self) -> frozenset[RecordId]:
        """Every record that is erased."""
        if self._records is None:
            rows = self._connection.read("SELECT record FROM erased")
            self._records = frozenset(record for (record,) in rows)
        return self._records

    def forget(self) -> None:
        """What was heard in a transaction that failed was not heard."""
        self._records = None

    def note(self, order: bytes, counter: int) -> frozenset[RecordId]:
        """Keep an order that everybody's log tells; gives its records that are new."""
        known = self.records
        number, records = order_id(order), decode_order(order).records
        self._connection.write(
            "INSERT INTO erasures (id, content, counter) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET counter = excluded.counter",
            (number, order, counter),
        )
        self._connection.write_many(
            "INSERT OR IGNORE INTO erased VALUES (?, ?)",
            ((record, number) for record in records),
        )
        self.forget()
        return self.records - known

    def rewind(self, counter: int) -> None:
        """Everybody's log is taken back: later orders are not told by it any more."""
        self._connection.write(
            "UPDATE erasures SET counter = NULL WHERE counter > ?", (counter,)
        )

    def untold(self) -> tuple[bytes, ...]:
        """Give the orders that the registry's log does not tell (any more)."""
        rows = self._connection.read(
            "SELECT content FROM erasures WHERE counter IS NULL ORDER BY number"
        )
        return tuple(content for (content,) in rows)

    def all(self) -> tuple[Erasure, ...]:
        """Give every order, in the order in which they came."""
        rows = self._connection.read("SELECT content FROM erasures ORDER BY number")
        orders = [decode_order(content) for (content,) in rows]
        return tuple(
            Erasure(one.records, one.asked, one.by, one.why, one.time) for one in orders
        )

    # -- what comes in, and what leaves

    def must_be_there(self, record: RecordId) -> None:
        """Raise `HouseholdErased` for a household that was erased."""
        if record in self.records:
            raise HouseholdErased

    def writable(self, change: Change) -> Change:
        """Give a change that is about to be sealed, without writes to erased records.

        Raises `HouseholdErased` where it writes to nothing else.
        """
        gone = touched(change, self.records) if self.records else ()
        if not gone:
            return change
        kept = tuple(part for part in change.parts if part.record not in gone)
        if not kept:
            raise HouseholdErased
        return replace(change, parts=kept)

    def left_of(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """Give changes that came, without what is erased."""
        erased = self.records
        return tuple(
            remains(change, erased) if erased else change for change in changes
        )

    def left_of_draft(self, draft: bytes) -> bytes:
        """Give an open visit's draft without what is erased."""
        if not self.records:
            return draft
        said = json.loads(draft)
        left = _without(said, self.records)
        if left == said:
            return draft
        return json.dumps(left, ensure_ascii=False, separators=(",", ":")).encode()

    def left_in(self, entry: Entry) -> Entry:
        """Give an entry that came, without what is erased."""
        if not (isinstance(entry, SegmentEntry) and self.records):
            return entry
        if isinstance(entry, PackedEntry):
            return replace(entry, changes=self.left_of(entry.changes))
        left = self.pruned(entry.segment)
        return entry if left is None else PrunedEntry(left, entry.held)

    def prune_late(self, area: str, counter: int, changes: Iterable[Change]) -> None:
        """Prune an entry that could not be read when it came."""
        erased = self.records
        if not any(touched(change, erased) for change in changes if erased):
            return
        at = (area, counter)
        content = self._connection.value(
            "SELECT content FROM entries WHERE area = ? AND counter = ?", at
        )
        left = encode_entry(self.left_in(decode_entry(content)))
        self._connection.write(
            "UPDATE entries SET content = ? WHERE area = ? AND counter = ?", (left, *at)
        )

    def pruned(self, content: bytes) -> bytes | None:
        """Give a segment without what is erased; None where it tells nothing of it.

        One that cannot be read yet tells nothing yet: it is pruned when it is folded.
        For what is left of an own one this laptop vouches.
        """
        layouts = self._forms.layouts()
        try:
            segment = decode_segment(content)
            opened = open_segment(segment, layouts, DICTIONARIES)
        except IntegrityError:
            return None
        if not isinstance(opened, Opened):
            return None
        mine = segment.header.device == self._device.number
        sign = self._device.sign if mine else None
        left = prune(segment, opened, self.records, layouts, sign)
        return left[0] if left else None

    def tells(self, request: bytes) -> bool:
        """Tell whether a request brings something that was erased since."""
        if not self.records or is_of_lane(request):
            return False
        try:
            brought = without_orders(decode_request(request).segments)
        except IntegrityError:
            return False
        return any(self.pruned(content) is not None for content in brought)

    def gone(self, row_ids: Sequence[int], names: Sequence[Name]) -> Gone:
        """Tell which records were erased from which of some changes of this laptop."""
        if not self.records:
            return {}
        named = dict(zip(row_ids, names, strict=True))
        found: dict[Name, tuple[RecordId, ...]] = {}
        for row_id, record in self._connection.read(ERASED_OF, (str(list(row_ids)),)):
            name = named[row_id]
            found[name] = (*found.get(name, ()), record)
        return found

    def touching(self, records: Iterable[RecordId]) -> list[tuple[int, Name, Change]]:
        """Give the changes that write to records, with their rows' ids and names."""
        rows = self._connection.read(
            "SELECT DISTINCT c.id, c.name, c.body FROM changes c"
            " JOIN touches t ON t.change = c.id"
            " WHERE t.record IN (SELECT value FROM json_each(?)) ORDER BY c.id",
            (json.dumps(sorted(records)),),
        )
        return [(row_id, name, read_body(body, name)) for row_id, name, body in rows]

    def whole(self, row_id: int) -> bool:
        """Tell whether nothing was erased from a change."""
        return not (self.records and self._connection.read(ERASED_OF, (str([row_id]),)))


def _without(said: Any, records: Collection[RecordId]) -> Any:
    """Give JSON without what stands under, or in a list with, the id of a record."""
    if isinstance(said, dict):
        return {k: _without(v, records) for k, v in said.items() if k not in records}
    if isinstance(said, list):
        return [_without(each, records) for each in said if not _names(each, records)]
    return said


def _names(said: Any, records: Collection[RecordId]) -> bool:
    """Tell whether something is a list with the id of a record in it."""
    if not isinstance(said, list):
        return False
    return any(isinstance(each, str) and each in records for each in said)
