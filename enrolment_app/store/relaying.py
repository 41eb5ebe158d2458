"""Work of other laptops that came by hand: seen at once, and on its way to its place.

Such changes are known and have no place yet in the order of their records, so whoever
sees them names them one by one. When the registry delivers them they take their place.
"""

from collections.abc import Iterable

from enrolment_app.store.connection import Connection
from enrolment_app.store.erasing import Erasing
from enrolment_app.store.forms import Forms
from enrolment_app.store.journal import Journal
from enrolment_app.store.projections import Projections
from sync.dictionary import DICTIONARIES
from sync.errors import IntegrityError, UnknownVersion
from sync.journal import Opened, Segment, Unreadable, decode_segment, open_segment


class Relaying:
    """The segments that lie here for others; each call belongs to a transaction."""

    def __init__(
        self,
        connection: Connection,
        forms: Forms,
        journal: Journal,
        projections: Projections,
        erasing: Erasing,
    ) -> None:
        self._connection = connection
        self._forms = forms
        self._journal = journal
        self._projections = projections
        self._erasing = erasing

    def take(self, contents: Iterable[bytes], question: bytes) -> None:
        """Keep the segments of a letter whose signatures were checked."""
        for brought in contents:
            content = self._erasing.pruned(brought) or brought
            segment = decode_segment(content)
            header = segment.header
            added = self._connection.one(
                "INSERT OR IGNORE INTO relayed VALUES (?, ?, ?, ?, ?) RETURNING 1",
                (header.area, header.device, header.last, segment.head, content),
            )
            if added is not None:
                self._connection.write(
                    "INSERT OR REPLACE INTO carried VALUES (?, ?, ?, ?, 0)",
                    (segment.head, question, header.device, header.count),
                )
            self._connection.write(
                "INSERT OR IGNORE INTO areas (area) VALUES (?)", (header.area,)
            )
        self.show()

    def show(self) -> None:
        """Show what can be read by now of what lies here."""
        rows = self._connection.read(
            "SELECT r.content FROM carried c JOIN relayed r ON r.head = c.head"
            " WHERE c.shown = 0 ORDER BY r.device, r.last"
        )
        shown: set[int] = set()
        for (content,) in rows:
            segment = decode_segment(content)
            ids = self._shown(segment)
            if ids is None:
                continue
            shown.update(ids)
            self._connection.write(
                "UPDATE carried SET shown = 1 WHERE head = ?", (segment.head,)
            )
            if ids and all(self._has_its_place(row_id) for row_id in ids):
                self._connection.write(
                    "DELETE FROM relayed WHERE head = ?", (segment.head,)
                )
        self._projections.project(self._projections.touched_by(shown))

    def settle(self, question: bytes, *, refused: bool) -> None:
        """The registry answered the letter in which segments lay.

        Refused, they go up by themselves and wait there for a person; else it has them.
        """
        if refused:
            self._connection.write(
                "UPDATE carried SET question = x'' WHERE question = ?", (question,)
            )
        else:
            self._connection.write(
                "DELETE FROM relayed WHERE head IN"
                " (SELECT head FROM carried WHERE question = ?)",
                (question,),
            )
        self._connection.write(
            "DELETE FROM carried WHERE head NOT IN (SELECT head FROM relayed)"
        )

    def _has_its_place(self, row_id: int) -> bool:
        entered = self._connection.value(
            "SELECT entered FROM changes WHERE id = ?", (row_id,)
        )
        return entered is not None

    def _shown(self, segment: Segment) -> list[int] | None:
        """Show a segment's changes; None where its questionnaire has not come yet."""
        try:
            opened = open_segment(segment, self._forms.layouts(), DICTIONARIES)
        except UnknownVersion:
            return None
        except IntegrityError:
            # Signed, yet unreadable for everybody: it is only carried on.
            return []
        if isinstance(opened, Unreadable):
            return None
        changes = opened.changes if isinstance(opened, Opened) else ()
        ids = self._journal.take_in(changes, segment.header.first)
        for row_id in ids:
            self._connection.write(
                "UPDATE changes SET shown = 1 WHERE id = ? AND entered IS NULL",
                (row_id,),
            )
        return ids
