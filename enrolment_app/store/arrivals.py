"""What came from the registry, folded into the order of each record.

An area's log is kept whole, entry by entry, and folded in its own order. Where an entry
cannot be read yet (its questionnaire has not come) folding waits there: nobody may say
that they have seen what could not be shown.
"""

from collections.abc import Iterable, Iterator

from enrolment_app.store.connection import Connection
from enrolment_app.store.erasure import Erasure
from enrolment_app.store.forms import Forms
from enrolment_app.store.journal import Journal
from enrolment_app.store.newcomers import Newcomers, Touched
from enrolment_app.store.places import Places
from enrolment_app.store.placing import Entered, enter
from enrolment_app.store.province import Province
from enrolment_app.store.rewinding import Rewinding
from enrolment_app.store.told import Told
from enrolment_app.store.trust import Trust
from sync.dictionary import DICTIONARIES
from sync.errors import IntegrityError, UnknownVersion
from sync.journal import (
    Erased,
    Opened,
    Segment,
    decode_segment,
    open_segment,
)
from sync.session import (
    Arrived,
    DeviceEntry,
    Entry,
    EpochEntry,
    ErasureEntry,
    FiltersEntry,
    GeographyEntry,
    OwnEntry,
    PackedEntry,
    ReadersEntry,
    ReleaseEntry,
    RotatedEntry,
    SegmentEntry,
)
from sync.session.entrycode import decode_entry, encode_entry

# So many touched changes are computed with at once, while they are at hand.
TOUCHED_MANY = 500
SURVIVORS = (
    "INSERT OR IGNORE INTO survived SELECT t.record, ?, sum(c.placed IS NOT NULL),"
    " ?, ? FROM touches t JOIN changes c ON c.id = t.change WHERE c.area = ?"
    " GROUP BY t.record"
)


class Arrivals:
    """The logs of the areas this laptop reads."""

    def __init__(  # noqa: PLR0913 - whoever keeps what a log tells
        self,
        connection: Connection,
        forms: Forms,
        journal: Journal,
        province: Province,
        erasure: Erasure,
        places: Places,
        trust: Trust,
    ) -> None:
        self._connection = connection
        self._forms = forms
        self._journal = journal
        self._province = province
        self._erasing = erasure.erasing
        self._erasure = erasure
        self._told = Told(connection)
        self._places = places
        self._trust = trust
        self._rewinding = Rewinding(
            connection, journal, self._erasing, places, self._told
        )
        self.forget()

    def keep(self, arrived: Arrived) -> None:
        """Keep new entries as they came; what does not follow is ignored."""
        known = self._connection.one(
            "SELECT cursor FROM areas WHERE area = ?", (arrived.area,)
        )
        if known is None or known[0] != arrived.after:
            return
        left = map(self._erasing.left_in, arrived.entries)
        numbered = list(
            enumerate(zip(left, arrived.links, strict=True), arrived.after + 1)
        )
        self._connection.write_many(
            "INSERT INTO entries (area, counter, link, content) VALUES (?, ?, ?, ?)",
            (
                (arrived.area, counter, link, encode_entry(entry))
                for counter, (entry, link) in numbered
            ),
        )
        self._connection.write(
            "UPDATE areas SET cursor = ?, link = ? WHERE area = ?",
            (arrived.cursor, arrived.link, arrived.area),
        )
        erased = False
        for counter, (entry, _) in numbered:
            if isinstance(entry, ErasureEntry):
                erased = self._erasure.heed(entry.order, counter) or erased
            elif isinstance(entry, PackedEntry):
                self._packed[arrived.area, counter] = entry
            elif isinstance(entry, DeviceEntry | RotatedEntry):
                # What follows is verified by it, also while folding waits before it.
                self._told.take(arrived.area, entry)
            elif isinstance(entry, ReadersEntry):
                self._trust.take(arrived.area, entry)
        if erased:
            self._erasure.by_hand()

    def forget(self) -> None:
        """What came in a transaction that failed did not come."""
        self._packed: dict[tuple[str, int], PackedEntry] = {}
        self._newcomers = Newcomers(self._connection, self._forms)

    def fold(self) -> Iterator[Touched]:
        """Fold everything that can be read; gives the changes touched, some at a time.

        All has to be taken: only then is it noted how far each log is folded.
        """
        touched: set[int] = set()
        waiting = self._connection.read(
            "SELECT area, folded FROM areas WHERE folded < cursor ORDER BY area"
        )
        for area, folded in waiting:
            for ids in self._fold_area(area, folded):
                touched.update(ids)
                if len(touched) >= TOUCHED_MANY:
                    yield self._newcomers.taken(touched)
                    touched = set()
        for entry in self._packed.values():
            # It waits for what is before it: its changes come nowhere else.
            first = decode_segment(entry.segment).header.first
            self._journal.take_in(entry.changes, first)
        yield self._newcomers.taken(touched)
        self.forget()

    def _fold_area(self, area: str, folded: int) -> Iterator[Iterable[int]]:
        rows = self._connection.read(
            "SELECT counter, content FROM entries WHERE area = ? AND counter > ?"
            " ORDER BY counter",
            (area, folded),
        )
        for counter, content in rows:
            found = self._apply(area, counter, decode_entry(content))
            if found is None:
                break
            folded = counter
            yield found
        self._connection.write(
            "UPDATE areas SET folded = ? WHERE area = ?", (folded, area)
        )

    def _apply(self, area: str, counter: int, entry: Entry) -> Iterable[int] | None:
        """Fold one entry; gives the changes it touched, None if it must wait."""
        match entry:
            case SegmentEntry(content, held):
                entered = Entered(counter, held, self._newcomers)
                return self._segment(decode_segment(content), entered)
            case OwnEntry(device, first, last, _, held):
                entered = Entered(counter, held, self._newcomers)
                return self._entered(self._own(device, area, first, last), entered)
            case ReleaseEntry(of, indexes):
                return self._released(area, counter, of, indexes)
            case EpochEntry(ended, _):
                self._ended(area, counter, ended)
            case FiltersEntry():
                self._province.take(entry)
            case GeographyEntry():
                self._places.take(entry)
            case _:
                self._told.take(area, entry)
        return ()

    def _segment(self, segment: Segment, entered: Entered) -> Iterable[int] | None:
        self._connection.write("DELETE FROM relayed WHERE head = ?", (segment.head,))
        ids = self._taken_in(segment, entered)
        if ids is None and len(entered.held) == segment.header.count:
            # Held whole it has no place yet: only its release waits for it.
            return ()
        return ids

    def _taken_in(self, segment: Segment, entered: Entered) -> list[int] | None:
        """Keep what an entry brings; None where that cannot be read yet."""
        header, counter = segment.header, entered.counter
        try:
            opened = open_segment(segment, self._forms.layouts(), DICTIONARIES)
        except UnknownVersion:
            return None
        except IntegrityError:
            # Signed, yet unreadable for everybody: the registry gave it no place.
            return []
        if isinstance(opened, Erased):
            # It came in a run, and its changes with it.
            if packed := self._packed.pop((header.area, counter), None):
                return self._journal.take_in(packed.changes, header.first, entered)
            return self._entered(self._journal.named(opened.names), entered)
        if not isinstance(opened, Opened):
            return None
        self._erasing.prune_late(header.area, counter, opened.changes)
        return self._journal.take_in(opened.changes, header.first, entered)

    def _own(self, device: int, area: str, first: int, last: int) -> list[int]:
        rows = self._connection.read(
            "SELECT id FROM changes WHERE own = 1 AND device = ? AND area = ?"
            " AND number BETWEEN ? AND ? ORDER BY number",
            (device, area, first, last),
        )
        return [row_id for (row_id,) in rows]

    def _entered(self, ids: list[int], entered: Entered) -> list[int]:
        enter(self._connection, ids, entered)
        return ids

    def _deliver(self, counter: int, row_id: int) -> None:
        self._connection.write(
            "UPDATE changes SET placed = ?, shown = 1 WHERE id = ?", (counter, row_id)
        )

    def _released(
        self, area: str, counter: int, of: int, indexes: tuple[int, ...]
    ) -> list[int] | None:
        if not self._is_here(area, of):
            return None
        ids = []
        for index in indexes:
            row_id = self._connection.value(
                "SELECT id FROM changes WHERE area = ? AND entered = ? AND place = ?"
                " AND placed IS NULL",
                (area, of, index),
            )
            if row_id is not None:
                self._deliver(counter, row_id)
                ids.append(row_id)
        return ids

    def _is_here(self, area: str, of: int) -> bool:
        """Take in what was passed over at its entry; False while it cannot be read."""
        here = "SELECT content FROM entries WHERE area = ? AND counter = ?"
        entry = decode_entry(self._connection.value(here, (area, of)))
        if not isinstance(entry, SegmentEntry):
            return True
        segment = decode_segment(entry.segment)
        entered = Entered(of, entry.held, self._newcomers)
        return self._taken_in(segment, entered) is not None

    def _ended(self, area: str, counter: int, ended: str) -> None:
        self._connection.write(
            "INSERT OR IGNORE INTO ended VALUES (?, ?, ?)", (area, ended, counter)
        )
        self._connection.write(SURVIVORS, (ended, area, counter, area))

    def rewind(self, area: str, counter: int, link: bytes) -> set[int]:
        """Take back what was folded after `counter`; gives the changes touched."""
        return self._rewinding.rewind(area, counter, link)
