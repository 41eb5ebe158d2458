"""What the registry did not take of what is relayed here: it is not sent every time."""

import hashlib
from collections.abc import Iterable

from enrolment_app.store.connection import Connection
from sync.session import Refusal

MARK_BYTES = 8
FOR_GOOD = frozenset(
    ("sync.malformed", "sync.too_large", "sync.bad_signature", "sync.wrong_names")
)
"""No later entry of a log makes these good; what was put aside may become so."""


class Refusals:
    """Each call belongs to a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, area: str, refused: Iterable[Refusal]) -> None:
        """Remember what was refused of an area, and how far its log was then."""
        self._connection.write_many(
            "INSERT OR REPLACE INTO refused SELECT ?, ?, ?, coalesce("
            "(SELECT cursor FROM areas WHERE area = ?), 0)",
            ((one.segment, one.code, area, area) for one in refused),
        )

    def forget(self) -> None:
        """The registry was restored: it is asked everything anew."""
        self._connection.write("DELETE FROM refused")

    def wanted(self, area: str, contents: Iterable[tuple[bytes, bytes]]) -> list[bytes]:
        """Give the segments (hash, bytes) that may be taken now.

        One that was put aside is sent again when the log has gone on: what it waits
        for may have come.
        """
        rows = self._connection.read(
            "SELECT r.mark, r.code, r.cursor = coalesce(a.cursor, 0) FROM refused r"
            " LEFT JOIN areas a ON a.area = r.area WHERE r.area = ?",
            (area,),
        )
        useless = {mark for mark, code, same in rows if same or code in FOR_GOOD}
        return [
            content
            for head, content in contents
            if useless.isdisjoint(_marks(head, content))
        ]


def _marks(head: bytes, content: bytes) -> tuple[bytes, bytes]:
    """Give the two ways in which a refusal may name a segment."""
    return head[:MARK_BYTES], hashlib.sha256(content).digest()[:MARK_BYTES]
