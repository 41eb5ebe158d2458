"""Whether a store is what it should be: database, chains, projections, attachments."""

from collections.abc import Iterator
from dataclasses import dataclass

from enrolment_app.store.attached import Attached
from enrolment_app.store.connection import Connection
from enrolment_app.store.device import Device
from enrolment_app.store.errors import StoreDamaged
from enrolment_app.store.journal import Journal
from enrolment_app.store.projections import Projections
from enrolment_app.store.spare import differing
from sync.errors import IntegrityError
from sync.journal import FIRST_PREVIOUS, decode_segment, follows, verify_by


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what was found wrong (places, no names of people).

    `database`: pages that do not verify; `chains`: own changes altered or missing;
    `projections`: households whose row is not what the journal says (`rebuild` mends).
    `attachments`: files that are missing, damaged or nobody's, told by their names.
    """

    households: int
    changes: int
    database: tuple[str, ...]
    chains: tuple[str, ...]
    projections: tuple[str, ...]
    attachments: tuple[str, ...] = ()
    files: int = 0

    @property
    def sound(self) -> bool:
        """Tell whether nothing was found wrong."""
        return not (
            self.database or self.chains or self.projections or self.attachments
        )


def check(
    connection: Connection,
    journal: Journal,
    device: Device,
    projections: Projections,
    attached: Attached,
) -> Checked:
    """Look at everything; changes nothing."""
    database = tuple(_pages(connection))
    if database:
        # After one bad page the engine's answers are not to be trusted.
        return Checked(0, 0, database, (), ())
    return Checked(
        households=int(connection.value("SELECT count(*) FROM households")),
        changes=int(connection.value("SELECT count(*) FROM changes")),
        database=(),
        chains=(*journal.verify(), *_segments(connection, device)),
        projections=(*projections.differing(), *differing(connection)),
        attachments=tuple(attached.wrong()),
        files=attached.count(),
    )


def _pages(connection: Connection) -> Iterator[str]:
    # It reads the file past the log, so the log has to be folded in first.
    connection.checkpoint()
    try:
        for (wrong,) in connection.read("PRAGMA cipher_integrity_check"):
            yield str(wrong)
        for (wrong,) in connection.read("PRAGMA integrity_check"):
            if wrong != "ok":
                yield str(wrong)
        for table, row, *_ in connection.read("PRAGMA foreign_key_check"):
            yield f"{table} {row} points nowhere"
    except StoreDamaged as damage:
        yield str(damage)


def _segments(connection: Connection, device: Device) -> Iterator[str]:
    """Verify own segments: each follows the last, is signed, names its changes."""
    at: tuple[int, str] | None = None
    last, head = 0, FIRST_PREVIOUS
    sql = "SELECT key FROM device_keys WHERE device = ?"
    told = connection.read(sql, (device.number,))
    keys = (*(key for (key,) in told), device.public_key)
    rows = connection.read("SELECT * FROM segments ORDER BY device, area, first")
    for number, area, first, _, _, content in rows:
        if (number, area) != at:
            at, last, head = (number, area), 0, FIRST_PREVIOUS
        try:
            segment = decode_segment(content)
            follows(segment.header, last=last, head=head)
            if number == device.number:
                verify_by(segment, keys)
            last, head = segment.header.last, segment.head
        except IntegrityError as wrong:
            yield f"segment {number}/{area}/{first}: {wrong.code}"
