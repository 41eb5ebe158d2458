# ruff: noqa: S608 - the statements are our own words, values are bound
"""Taking back the end of a log that a restored registry does not have any more."""

from enrolment_app.store.connection import Connection
from enrolment_app.store.erasing import Erasing
from enrolment_app.store.journal import Journal
from enrolment_app.store.places import Places
from enrolment_app.store.told import Told
from sync.journal import decode_segment
from sync.session import EVERYBODY, SegmentEntry
from sync.session.entrycode import decode_entry


class Rewinding:
    """Each call belongs to a transaction; no change is lost by it, only its place."""

    def __init__(
        self,
        connection: Connection,
        journal: Journal,
        erasing: Erasing,
        places: Places,
        told: Told,
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._erasing = erasing
        self._places = places
        self._told = told

    def rewind(self, area: str, counter: int, link: bytes) -> set[int]:
        """Take back what was folded after `counter`; gives the changes touched."""
        after = (area, counter)
        rows = self._connection.read(
            "SELECT id FROM changes WHERE area = ? AND placed > ?", after
        )
        ids = {row_id for (row_id,) in rows}
        # What only a release let through, and that is taken back, is held again.
        self._connection.write(
            "UPDATE changes SET placed = NULL,"
            " shown = iif(own OR entered > ?2, shown, 0)"
            " WHERE area = ?1 AND placed > ?2",
            after,
        )
        self._connection.write(
            "UPDATE changes SET entered = NULL, place = NULL"
            " WHERE area = ? AND entered > ?",
            after,
        )
        self._offer_again(area, counter)
        if area == EVERYBODY:
            self._erasing.rewind(counter)
        for table in ("entries", "survived", "ended"):
            self._connection.write(
                f"DELETE FROM {table} WHERE area = ? AND counter > ?",
                after,
            )
        self._connection.write(
            "UPDATE areas SET cursor = ?, folded = min(folded, ?), link = ?"
            " WHERE area = ?",
            (counter, counter, link, area),
        )
        self._told.tell_again(area)
        self._places.tell_again()
        return ids

    def _offer_again(self, area: str, counter: int) -> None:
        lying = "SELECT content FROM entries WHERE area = ? AND counter > ?"
        for (content,) in self._connection.read(lying, (area, counter)):
            entry = decode_entry(content)
            if isinstance(entry, SegmentEntry):
                segment = decode_segment(entry.segment)
                header = segment.header
                left = self._journal.whole(entry.segment)
                self._connection.write(
                    "INSERT OR REPLACE INTO relayed VALUES (?, ?, ?, ?, ?)",
                    (area, header.device, header.last, segment.head, left),
                )
            else:
                self._told.take_back(entry)
