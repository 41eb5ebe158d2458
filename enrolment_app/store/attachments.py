"""Attachments of this laptop: files that answers name, with a row for each of them.

The file is durable before its row is, and the row before the reference is given: an
answer never names what could get lost.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enrolment_app.store.attachment_files import AttachmentFiles
from enrolment_app.store.connection import Connection
from enrolment_app.store.errors import (
    AttachmentDamaged,
    AttachmentMissing,
    AttachmentTooLarge,
    DiskFailed,
    NotKnown,
)
from sync.attachments import CONTENT_BYTES_MAX, digest_of, reference
from sync.errors import Malformed

THUMBNAIL_BYTES_MAX = 64 * 1024
PUT = (
    "INSERT INTO attachments (reference, bytes, kept_ms, here, held)"
    " VALUES (?, ?, ?, 1, ?) ON CONFLICT (reference) DO UPDATE SET"
    " bytes = excluded.bytes, here = 1, unnamed_ms = NULL, settled_ms = NULL,"
    " held = CASE excluded.held WHEN '' THEN held ELSE excluded.held END"
)
KEEP_SMALL = (
    "INSERT OR REPLACE INTO thumbnails SELECT ?1, ?2"
    " WHERE EXISTS (SELECT 1 FROM naming WHERE reference = ?1)"
    " OR EXISTS (SELECT 1 FROM attachments WHERE reference = ?1)"
)


class Where(StrEnum):
    """Where the file of an attachment is."""

    HERE = "here"
    AWAITING = "awaiting"
    AT_THE_REGISTRY = "registry"


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is known of an attachment.

    `size_bytes` is None while nobody told; `held` is how safely the registry has it
    ("", "stored", "durable").
    """

    reference: str
    size_bytes: int | None
    where: Where
    held: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many attachments are here and their bytes; how many wait for what."""

    here: int = 0
    bytes: int = 0
    awaiting: int = 0
    unconfirmed: int = 0


class Attachments:
    """Keeps and gives attachments; each call that writes is durable at its end."""

    def __init__(
        self,
        connection: Connection,
        kept: AttachmentFiles,
        clock: Callable[[], datetime],
    ) -> None:
        self._connection = connection
        self._files = kept
        self._clock = clock

    def keep(self, chunks: Iterable[bytes], extension: str, held: str = "") -> str:
        """Keep a content and give its reference; the same content has the same one.

        Raises `AttachmentTooLarge` beyond 64 MiB, `DiskFull`, `DiskFailed`; then
        nothing was kept.
        """
        reference(bytes(32), extension)  # a wrong extension fails before it costs
        content = self._files.keep(chunks, CONTENT_BYTES_MAX)
        name = reference(content.digest, extension)
        self.note(name, content.size_bytes, held)
        return name

    def note(self, name: str, size_bytes: int, held: str = "") -> None:
        """Write the row of an attachment whose file is here."""
        now_ms = round(self._clock().timestamp() * 1000)
        self._connection.write(PUT, (name, size_bytes, now_ms, held))

    def read(self, name: str) -> Iterator[bytes]:
        """Give the content piece by piece, each authentic, all of it compared.

        Raises `AttachmentMissing` and `AttachmentDamaged` before any piece is given,
        but for damage further behind.
        """
        return self._files.read(_digest(name))

    def piece(self, name: str, start: int, size_bytes: int) -> bytes:
        """Give some bytes of the content, fewer at its end; raises like `read`."""
        with self._files.opened(_digest(name)) as opened:
            return b"".join(opened.read(start, start + size_bytes))

    def size(self, name: str) -> int:
        """Give how many bytes the content has; raises `NotKnown`."""
        row = self._connection.one(
            "SELECT bytes FROM attachments WHERE reference = ?", (name,)
        )
        if row is None:
            raise NotKnown(name)
        return int(row[0])

    def holds(self, name: str) -> bool:
        """Tell whether the content's file is on this laptop (it is not read)."""
        here = self._connection.value(
            "SELECT here FROM attachments WHERE reference = ?", (name,)
        )
        return bool(here) and self._files.holds(_digest(name))

    def reads(self, name: str) -> bool:
        """Tell whether a content that is here reads to its end.

        One that does not is lacking from now on where the registry has it. Its file is
        left as it is until the content comes again.
        """
        try:
            deque(self.read(name), maxlen=0)
        except (AttachmentDamaged, AttachmentMissing, DiskFailed):
            self._connection.write(
                "UPDATE attachments SET here = 0 WHERE reference = ? AND held <> ''",
                (name,),
            )
            return False
        return True

    def about(self, name: str) -> Attachment:
        """Tell what is known of an attachment; of an unknown one that it is awaited."""
        row = self._connection.one(
            "SELECT bytes, here, held FROM attachments WHERE reference = ?", (name,)
        )
        size_bytes, here, held = row or (None, 0, "")
        if here and self._files.holds(_digest(name)):
            where = Where.HERE
        else:
            where = Where.AT_THE_REGISTRY if held else Where.AWAITING
        return Attachment(name, size_bytes, where, held)

    def counted(self) -> Counted:
        """Count what is here and what waits."""
        here, size_bytes, unconfirmed = self._connection.read(
            "SELECT count(*), coalesce(sum(bytes), 0), coalesce(sum(held = ''), 0)"
            " FROM attachments WHERE here = 1"
        )[0]
        awaiting = self._connection.value(
            "SELECT count(DISTINCT n.reference) FROM naming n LEFT JOIN attachments a"
            " ON a.reference = n.reference WHERE coalesce(a.here, 0) = 0"
            " AND coalesce(a.held, '') = ''"
        )
        return Counted(int(here), int(size_bytes), int(awaiting), int(unconfirmed))

    def keep_thumbnail(self, name: str, content: bytes) -> None:
        """Keep a small picture of an attachment, in place of an earlier one.

        None is kept of what nothing names any more, such as an erased one. Raises
        `AttachmentTooLarge` beyond 64 KiB.
        """
        _digest(name)
        if len(content) > THUMBNAIL_BYTES_MAX:
            raise AttachmentTooLarge
        self._connection.write(KEEP_SMALL, (name, content))

    def thumbnail(self, name: str) -> bytes | None:
        """Give the small picture of an attachment, None where there is none."""
        content: bytes | None = self._connection.value(
            "SELECT content FROM thumbnails WHERE reference = ?", (name,)
        )
        return content


def _digest(name: str) -> bytes:
    """Give the digest of a reference; what is none is not in this store."""
    try:
        return digest_of(name)
    except Malformed:
        raise NotKnown(name) from None
