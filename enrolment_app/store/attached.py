"""Rows and files of attachments side by side: what is missing, damaged or nobody's."""

from collections import deque
from collections.abc import Iterator

from enrolment_app.store.attachment_files import AttachmentFiles
from enrolment_app.store.connection import Connection
from enrolment_app.store.errors import AttachmentDamaged, AttachmentMissing
from enrolment_app.store.sweeping import Sweeping
from sync.attachments import digest_of

HERE = "SELECT reference FROM attachments WHERE here = 1 ORDER BY reference"
# Named by own changes alone, so that it was here once, and neither here nor elsewhere.
LOST = (
    "SELECT n.reference FROM naming n JOIN changes c ON c.id = n.change"
    " LEFT JOIN attachments a ON a.reference = n.reference"
    " WHERE coalesce(a.here, 0) = 0 AND coalesce(a.held, '') = ''"
    " AND a.settled_ms IS NULL"
    " GROUP BY n.reference HAVING min(c.own) = 1 ORDER BY n.reference"
)
# A name is long, and its beginning tells it from the others.
TOLD = 16


class Attached:
    """Compares what there is with what there ought to be; changes nothing."""

    def __init__(
        self, connection: Connection, kept: AttachmentFiles, sweeping: Sweeping
    ) -> None:
        self._connection = connection
        self._files = kept
        self._sweeping = sweeping

    def count(self) -> int:
        """Give how many attachments are here."""
        return len(self._connection.read(HERE))

    def wrong(self) -> Iterator[str]:
        """Read every file; say what is wrong, without anything of its content."""
        for name in self.damaged():
            yield name
        for (name,) in self._connection.read(LOST):
            yield f"{name[:TOLD]}: named, and not here"
        yield from self._foreign()

    def damaged(self) -> Iterator[str]:
        """Read every file that ought to be here, frame by frame."""
        for (name,) in self._connection.read(HERE):
            try:
                # Nothing of it is held: one frame after the other is enough.
                deque(self._files.read(digest_of(name)), maxlen=0)
            except AttachmentMissing:
                yield f"{name[:TOLD]}: the file is missing"
            except AttachmentDamaged as damage:
                yield f"{name[:TOLD]}: {damage}"

    def _foreign(self) -> Iterator[str]:
        due, strays = self._sweeping.due(), set(self._sweeping.strays())
        for path in sorted(self._files.all()):
            # A stray of ours is swept by itself.
            if path not in due and path not in strays:
                yield f"{path.relative_to(self._files.folder)}: not a file of ours"
