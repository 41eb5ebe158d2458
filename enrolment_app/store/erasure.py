# ruff: noqa: S608 - the statements are our own words, values are bound
"""Carrying out an order: every table is gone through, in the transaction around it."""

import json
from collections.abc import Collection, Iterable, Iterator

from enrolment_app.store.attachment_files import AttachmentFiles
from enrolment_app.store.bodies import body_of
from enrolment_app.store.connection import Connection
from enrolment_app.store.erasing import Erasing
from enrolment_app.store.letters import Letters
from enrolment_app.store.materials import Materials
from enrolment_app.store.projections import Projections
from enrolment_app.store.visits import Visits
from sync.attachments import digest_of, named_in_change, named_in_draft
from sync.bundle import Kind
from sync.change import Change
from sync.erasure import remains, without_orders
from sync.errors import IntegrityError
from sync.journal import decode_segment
from sync.session import SegmentEntry
from sync.session.entrycode import decode_entry, encode_entry
from sync.session.messages import decode_request
from sync.values import RecordId

# Entries whose changes are known by their place, and those that were not folded yet.
ENTRIES = (
    "SELECT DISTINCT e.rowid, e.content FROM entries e JOIN changes c"
    " ON c.area = e.area AND c.entered = e.counter"
    " WHERE c.id IN (SELECT value FROM json_each(?))"
    " UNION SELECT e.rowid, e.content FROM entries e JOIN areas a ON a.area = e.area"
    " WHERE e.counter > a.folded"
)
UNREAD = (
    "SELECT e.rowid, e.content FROM entries e WHERE NOT EXISTS (SELECT 1"
    " FROM changes c WHERE c.area = e.area AND c.entered = e.counter)"
)
RELAYED = "SELECT rowid, content FROM relayed"
SEGMENTS = (
    "SELECT DISTINCT s.rowid, s.content FROM segments s JOIN changes c"
    " ON c.device = s.device AND c.area = s.area"
    " AND c.number BETWEEN s.first AND s.last"
    " WHERE c.id IN (SELECT value FROM json_each(?))"
)


class Erasure:
    """Takes what an order names out of everything that is kept here."""

    def __init__(  # noqa: PLR0913 - it is where all of them meet
        self,
        connection: Connection,
        erasing: Erasing,
        materials: Materials,
        projections: Projections,
        visits: Visits,
        files: AttachmentFiles,
    ) -> None:
        self._connection = connection
        self.erasing = self._erasing = erasing
        self._materials = materials
        self._projections = projections
        self._visits = visits
        self._letters = Letters(connection)
        self._files = files

    def heed(self, order: bytes, counter: int) -> None:
        """Carry out an order that everybody's log tells at a counter; again is fine."""
        records = self._erasing.note(order, counter)
        if not records:
            return
        touching = self._erasing.touching(records)
        households = self._projections.touched_by(row[0] for row in touching)
        ids = json.dumps([row[0] for row in touching])
        heads = set(self._prune("segments", SEGMENTS, ids))
        heads |= set(self._prune("relayed", RELAYED))
        self._entries(ENTRIES, ids)
        self._let_go(self._changes(touching) | self._visits_of(records))
        self._by_hand(heads)
        self._connection.write_many(
            "DELETE FROM parents WHERE record = ?", ((each,) for each in records)
        )
        self._connection.write_many(
            "DELETE FROM apart WHERE one = ? OR other = ?",
            ((each, each) for each in households | records),
        )
        self._projections.project(households | records)
        # Words of rows that are gone lie in the index until it is put in order.
        self._connection.write("INSERT INTO found (found) VALUES ('optimize')")

    def read_again(self) -> None:
        """Prune what nobody could read here when the orders came, and somebody can now.

        Entries that wait are pruned when they are folded; those that are held whole
        are passed over, and may be for ever.
        """
        if self._erasing.records:
            heads = set(self._prune("relayed", RELAYED))
            self._entries(UNREAD)
            if heads:
                self._by_hand(heads)

    def _changes(self, touching: Iterable[tuple[int, bytes, Change]]) -> set[str]:
        """Leave of changes what they wrote to others; gives what the rest named."""
        named: set[str] = set()
        for row_id, name, change in touching:
            left = body_of(remains(change, self._erasing.records))
            named |= set(named_in_change(body_of(change))) - set(named_in_change(left))
            self._connection.write(
                "UPDATE changes SET body = ? WHERE id = ?", (left, row_id)
            )
            self._connection.write("DELETE FROM naming WHERE change = ?", (row_id,))
            self._connection.write_many(
                "INSERT OR IGNORE INTO naming VALUES (?, ?)",
                ((each, row_id) for each in named_in_change(left)),
            )
            self._materials.reading.forget(name)
        return named

    def _let_go(self, named: Collection[str]) -> None:
        """Take contents away that no answer names any more, here or in open visits.

        A content has one file, whatever kinds of file it is called in answers.
        """
        drafts = {digest_of(name) for name in self._in_visits()}
        for digest in sorted({digest_of(name) for name in named} - drafts):
            theirs = "substr(reference, 1, 64) = ?"
            asked = f"SELECT 1 FROM naming WHERE {theirs}"
            if self._connection.one(asked, (digest.hex(),)):
                continue
            for table in ("attachments", "thumbnails", "arriving"):
                self._connection.write(
                    f"DELETE FROM {table} WHERE {theirs}", (digest.hex(),)
                )
            # Before the transaction ends: the order comes again, the file must not.
            self._files.remove(digest)

    def _prune(self, table: str, asked: str, *given: str) -> Iterator[bytes]:
        """Prune the segments of a table; gives the hashes of those that told of it."""
        for row_id, content in self._connection.read(asked, given):
            left = self._erasing.pruned(content)
            if left is not None:
                self._connection.write(
                    f"UPDATE {table} SET content = ? WHERE rowid = ?", (left, row_id)
                )
                yield decode_segment(left).head

    def _entries(self, asked: str, *given: str) -> None:
        for row_id, content in self._connection.read(asked, given):
            entry = decode_entry(content)
            left = self._erasing.left_in(entry)
            if left is not entry and isinstance(left, SegmentEntry):
                self._connection.write(
                    "UPDATE entries SET content = ? WHERE rowid = ?",
                    (encode_entry(left), row_id),
                )

    def _by_hand(self, heads: Collection[bytes]) -> None:
        """Let go of letters that tell of it: what is left of them goes up by itself.

        Nobody here can open an answer to another laptop, nor tell which photos of
        others a letter brings: it is answered, and they are written, again.
        """
        self._letters.forget_contents()
        for question, request in self._connection.read(
            "SELECT question, content FROM asked"
        ):
            if any(head in heads for head in _heads(request)):
                self._connection.write(
                    "DELETE FROM asked WHERE question = ?", (question,)
                )
        marked = json.dumps([head.hex() for head in heads])
        about = (
            "SELECT question FROM carried"
            " WHERE lower(hex(head)) IN (SELECT value FROM json_each(?))"
        )
        self._connection.write(
            f"UPDATE letters SET content = x'' WHERE kind = ? OR question IN ({about})",
            (int(Kind.DOWN), marked),
        )
        self._connection.write(
            f"UPDATE carried SET question = x'' WHERE question IN ({about})", (marked,)
        )

    def _in_visits(self) -> set[str]:
        """Give everything in open visits that could be a reference."""
        drafts = [visit.draft for visit in self._visits.open()]
        return {name for draft in drafts for name in named_in_draft(draft)}

    def _visits_of(self, records: Collection[RecordId]) -> set[str]:
        """End open visits to erased households; of others the erased rows go.

        Gives the attachments that they named before.
        """
        before = self._in_visits()
        for visit in self._visits.open():
            if visit.household in records:
                self._visits.remove(visit.visit)
                continue
            left = self._erasing.left_of_draft(visit.draft)
            if left != visit.draft:
                self._visits.reduce(visit.visit, left)
        return before - self._in_visits()


def _heads(request: bytes) -> Iterator[bytes]:
    """Give the hashes of the segments that a kept request brings along."""
    try:
        for content in without_orders(decode_request(request).segments):
            yield decode_segment(content).head
    except IntegrityError:
        return
