# ruff: noqa: S608 - the statements are our own words, values are bound
"""Carrying out an order: every table is gone through, in the transaction around it."""

import json
from collections.abc import Collection, Iterable
from contextlib import suppress

from enrolment_app.store.attachment_files import AttachmentFiles
from enrolment_app.store.bodies import body_of
from enrolment_app.store.connection import Connection
from enrolment_app.store.erasing import Erasing
from enrolment_app.store.letters import Letters
from enrolment_app.store.materials import Materials
from enrolment_app.store.projections import Projections
from enrolment_app.store.trust import Trust
from enrolment_app.store.visits import Visits
from sync.attachments import digest_of, named_in_change, named_in_draft
from sync.bundle import BundleAltered, Kind, decode_up, unseal
from sync.bundle.author import sealed_again
from sync.change import Change
from sync.erasure import remains
from sync.session import SegmentEntry
from sync.session.entrycode import decode_entry, encode_entry
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
        trust: Trust,
        files: AttachmentFiles,
    ) -> None:
        self._connection = connection
        self.erasing = self._erasing = erasing
        self._materials = materials
        self._projections = projections
        self._visits = visits
        self._trust = trust
        self._letters = Letters(connection)
        self._files = files

    def heed(self, order: bytes, counter: int) -> bool:
        """Carry out an order that everybody's log tells at a counter; again is fine.

        Gives whether anything is erased by it; then `by_hand` is to follow.
        """
        records = self._erasing.note(order, counter)
        if not records:
            return False
        touching = self._erasing.touching(records)
        households = self._projections.touched_by(row[0] for row in touching)
        ids = json.dumps([row[0] for row in touching])
        self._prune("segments", SEGMENTS, ids)
        self._prune("relayed", RELAYED)
        self._entries(ENTRIES, ids)
        self._let_go(self._changes(touching) | self._visits_of(records))
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
        return True

    def by_hand(self) -> None:
        """Take what orders name out of letters and questions, once they were heard."""
        self._answers()
        self._letters_that_tell()

    def read_again(self) -> None:
        """Prune what nobody could read here when the orders came, and somebody can now.

        Entries that wait are pruned when they are folded; those that are held whole
        are passed over, and may be for ever.
        """
        if self._erasing.records:
            if self._prune("relayed", RELAYED):
                self._answers()
            self._entries(UNREAD)
            self._letters_that_tell()

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
                # What the registry holds back names nothing there: it let it go, maybe.
                self._connection.write(
                    f"UPDATE attachments SET held = '' WHERE here = 1 AND {theirs}",
                    (digest.hex(),),
                )
                continue
            for table in ("attachments", "thumbnails", "arriving"):
                self._connection.write(
                    f"DELETE FROM {table} WHERE {theirs}", (digest.hex(),)
                )
            # Before the transaction ends: the order comes again, the file must not.
            self._files.remove(digest)

    def _prune(self, table: str, asked: str, *given: str) -> bool:
        """Prune the segments of a table; tells whether any of them told of it."""
        found = False
        for row_id, content in self._connection.read(asked, given):
            left = self._erasing.pruned(content)
            if left is not None:
                self._connection.write(
                    f"UPDATE {table} SET content = ? WHERE rowid = ?", (left, row_id)
                )
                found = True
        return found

    def _entries(self, asked: str, *given: str) -> None:
        for row_id, content in self._connection.read(asked, given):
            entry = decode_entry(content)
            left = self._erasing.left_in(entry)
            if left is not entry and isinstance(left, SegmentEntry):
                self._connection.write(
                    "UPDATE entries SET content = ? WHERE rowid = ?",
                    (encode_entry(left), row_id),
                )

    def _answers(self) -> None:
        """Let go of what nobody here can open, or tell what it is about.

        Answers to other laptops are given, and their photos are written, again.
        """
        self._letters.forget_contents()
        self._connection.write(
            "UPDATE letters SET content = x'' WHERE kind = ?", (int(Kind.DOWN),)
        )

    def _letters_that_tell(self) -> None:
        """Let go of own questions that tell of it; of others' only the registry reads.

        It answers them, and by its answer their laptop hears the order.
        """
        for question, request in self._connection.read(
            "SELECT question, content FROM asked"
        ):
            if self._erasing.tells(request):
                self._connection.write(
                    "DELETE FROM asked WHERE question = ?", (question,)
                )
        identities, readers = self._trust.reading_identities(), self._trust.readers()
        for envelope, sealed in self._letters.carried(Kind.UP) if readers else ():
            # What does not open tells nothing to anybody here.
            with suppress(BundleAltered):
                data = unseal(sealed, identities)
                if self._erasing.tells(decode_up(data).request):
                    self._letters.replace(envelope, sealed_again(data, readers[:1]))

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
