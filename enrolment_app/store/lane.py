# ruff: noqa: S608 - the statements are our own words, values are bound
"""The attachments' own lane of an exchange: what waits to go, and what is coming.

What arrives lies in the database piece by piece until it is whole, so that a lost line
or an ended program costs no byte twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from enrolment_app.store.attachment_files import AttachmentFiles
from enrolment_app.store.attachments import Attachments
from enrolment_app.store.connection import Connection
from enrolment_app.store.errors import AttachmentDamaged, AttachmentTooLarge
from enrolment_app.store.sweeping import UNDURABLE, UNHELD
from sync.attachments import CONTENT_BYTES_MAX, digest_of
from sync.receipts import Held

# What is here, is named by a change and has no receipt: own work, and what was rescued
# or carried for others. The oldest change first.
TO_SEND = (
    "SELECT a.reference, a.bytes, c.area FROM attachments a"
    " JOIN naming n ON n.reference = a.reference JOIN changes c ON c.id = n.change"
    " WHERE a.here = 1 AND a.held = '' GROUP BY a.reference, c.area"
    " ORDER BY min(n.change), c.area"
)
# What is named in households of one status, and is not here: the newest first. It
# begins with what lacks, which is little where somebody reviews.
TO_REVIEW = (
    "WITH RECURSIVE lacking (reference, change) AS"
    " (SELECT n.reference, max(n.change) FROM naming n"
    " LEFT JOIN attachments a ON a.reference = n.reference"
    " WHERE coalesce(a.here, 0) = 0 AND a.settled_ms IS NULL"
    " GROUP BY n.reference ORDER BY 2 DESC LIMIT ?),"
    " above (reference, change, record) AS"
    " (SELECT l.reference, l.change, t.record FROM lacking l"
    " CROSS JOIN touches t ON t.change = l.change UNION"
    " SELECT b.reference, b.change, p.parent FROM above b"
    " CROSS JOIN parents p ON p.record = b.record)"
    " SELECT DISTINCT b.reference FROM above b"
    " CROSS JOIN households h ON h.household = b.record AND h.status = ?"
    " ORDER BY b.change DESC LIMIT ?"
)
LOOKED_AT_MAX = 4000
NAMED = (
    "SELECT DISTINCT reference FROM naming WHERE reference BETWEEN ? AND ?"
    " ORDER BY reference"
)
AREAS = (
    "SELECT DISTINCT c.area FROM naming n JOIN changes c ON c.id = n.change"
    " WHERE n.reference = ? ORDER BY c.area"
)
LACKING = (
    "SELECT n.reference FROM naming n LEFT JOIN attachments a"
    " ON a.reference = n.reference WHERE coalesce(a.here, 0) = 0"
    # What was here and went, because the registry has it, stays there.
    " AND a.settled_ms IS NULL GROUP BY n.reference ORDER BY max(n.change) DESC"
)
CONFIRM = (
    "INSERT INTO attachments (reference, bytes, kept_ms, here, held, asked_ms)"
    " VALUES (?, ?, 0, 0, ?, ?) ON CONFLICT (reference)"
    " DO UPDATE SET held = excluded.held, asked_ms = excluded.asked_ms"
)
# What is here and at the registry, which has what names it in a verified copy: the
# contents may be in one by now. Whoever was not asked for longest comes first.
TO_ASK = (
    "SELECT a.reference, a.bytes, c.area FROM attachments a"
    " JOIN naming n ON n.reference = a.reference JOIN changes c ON c.id = n.change"
    " WHERE a.reference IN (SELECT reference FROM attachments"
    f" WHERE here = 1 AND held = '{Held.STORED.value}' AND asked_ms <= ?"
    f" AND reference NOT IN ({UNHELD}) AND reference NOT IN ({UNDURABLE})"
    " AND reference IN (SELECT reference FROM naming) ORDER BY asked_ms LIMIT ?)"
    " GROUP BY a.reference, c.area ORDER BY a.asked_ms, a.reference, c.area"
)
ASKED_MS, ASKED_MAX = 24 * 3_600_000, 100
"""So long nothing is asked twice, by the registry's clock; so many in one exchange."""
BY, BY_MIN, BY_MAX = "@", 1, (1 << 32) - 1
"""What stands before the number of the laptop that handed pieces over."""


@dataclass(frozen=True, slots=True)
class ToSend:
    """An attachment that goes to the registry, in an area that names it."""

    reference: str
    size_bytes: int
    area: str


class Lane:
    """Implements what the exchange asks of a store about attachments."""

    def __init__(
        self, connection: Connection, kept: AttachmentFiles, attachments: Attachments
    ) -> None:
        self._connection = connection
        self._files = kept
        self._attachments = attachments

    def to_send(self) -> tuple[ToSend, ...]:
        """Give what is here, named by a sealed change, and not at the registry."""
        return tuple(ToSend(*row) for row in self._connection.read(TO_SEND))

    def piece(self, name: str, start: int, size_bytes: int) -> bytes:
        """Give some bytes of a content; raises `AttachmentMissing` and its like."""
        return self._attachments.piece(name, start, size_bytes)

    def to_ask(self, registry_ms: int) -> tuple[ToSend, ...]:
        """Give what may be durable by now, and was not asked for a day."""
        since = (registry_ms - ASKED_MS, ASKED_MAX)
        return tuple(ToSend(*row) for row in self._connection.read(TO_ASK, since))

    def confirm(
        self, name: str, size_bytes: int, held: Held, asked_ms: int = 0
    ) -> None:
        """Note that the registry holds a content, how safely, and when it said so."""
        self._connection.write(CONFIRM, (name, size_bytes, held.value, asked_ms))

    def asked(self, name: str, registry_ms: int) -> None:
        """Note when the registry last said that it holds a content."""
        self._connection.write(
            "UPDATE attachments SET asked_ms = ? WHERE reference = ?",
            (registry_ms, name),
        )

    def unconfirm(self, name: str) -> None:
        """Note that the registry does not hold a content after all."""
        self._connection.write(
            "UPDATE attachments SET held = '' WHERE reference = ?", (name,)
        )

    def areas_of(self, name: str) -> tuple[str, ...]:
        """Give the areas whose changes name an attachment."""
        return tuple(area for (area,) in self._connection.read(AREAS, (name,)))

    def to_review(self, status: str, most: int) -> tuple[str, ...]:
        """Give what households of a status name and is not here, the newest first."""
        rows = self._connection.read(TO_REVIEW, (LOOKED_AT_MAX, status, most))
        return tuple(name for (name,) in rows)

    def lacking(self) -> tuple[str, ...]:
        """Give what changes name and is not on this laptop, the newest first."""
        return tuple(name for (name,) in self._connection.read(LACKING))

    def received(self, name: str, by: int = 0) -> int:
        """Give up to which byte a content has arrived, in one piece from its start.

        `by`: what a laptop of this number handed over; 0 is what the registry sends.
        """
        return int(
            self._connection.value(
                "SELECT start + length(content) FROM arriving WHERE reference = ?"
                " ORDER BY start DESC LIMIT 1",
                (_brought(name, by),),
            )
            or 0
        )

    def beginning(self, name: str, most: int) -> bytes:
        """Give what has arrived of a content from its start, about so much of it."""
        found = b""
        for piece in self._pieces(name):
            found += piece
            if len(found) >= most:
                break
        return found

    def receive(self, name: str, start: int, content: bytes, by: int = 0) -> int:
        """Keep the next bytes of a content durably; gives how far it goes now.

        What does not begin where the content ends so far is not kept. What laptops
        hand over lies apart for each, so that none spoils what another began.
        """
        digest_of(name)
        so_far = self.received(name, by)
        if start != so_far or not content:
            return so_far
        if so_far + len(content) > CONTENT_BYTES_MAX:
            self.give_up(name, by)
            raise AttachmentTooLarge
        self._connection.write(
            "INSERT INTO arriving VALUES (?, ?, ?)",
            (_brought(name, by), start, content),
        )
        return so_far + len(content)

    def named(self, digest: bytes) -> tuple[str, ...]:
        """Give the references by which changes name a content."""
        begins = digest.hex() + "."
        rows = self._connection.read(NAMED, (begins, begins + "~"))
        return tuple(name for (name,) in rows)

    def complete(self, name: str, held: Held | None = None, by: int = 0) -> None:
        """Make an attachment of what has arrived: all of it, compared with its name.

        `held`: how safely the registry has it, None where it came another way.

        Raises `AttachmentDamaged` where it is another content; it has to come anew.
        """
        try:
            content = self._files.keep(
                self._pieces(_brought(name, by)), CONTENT_BYTES_MAX, digest_of(name)
            )
        except AttachmentDamaged:
            self.give_up(name, by)
            raise
        with self._connection.transaction():
            told = held.value if held is not None else ""
            self._attachments.note(name, content.size_bytes, told)
            self._connection.write(
                "DELETE FROM arriving WHERE reference = ? OR reference BETWEEN ? AND ?",
                (name, *(_brought(name, one) for one in (BY_MIN, BY_MAX))),
            )

    def _pieces(self, brought: str) -> Iterator[bytes]:
        starts = self._connection.read(
            "SELECT start FROM arriving WHERE reference = ? ORDER BY start", (brought,)
        )
        for (start,) in starts:
            yield self._connection.value(
                "SELECT content FROM arriving WHERE reference = ? AND start = ?",
                (brought, start),
            )

    def give_up(self, name: str, by: int = 0) -> None:
        """Forget what has arrived of a content."""
        self._connection.write(
            "DELETE FROM arriving WHERE reference = ?", (_brought(name, by),)
        )


def _brought(name: str, by: int) -> str:
    """Give under which name pieces of a content lie: whose they are follows it."""
    return f"{name}{BY}{by:010}" if by else name
