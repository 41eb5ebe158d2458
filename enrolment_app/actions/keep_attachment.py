"""Keep the file of an answer: durable, encrypted, named by what it holds."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from enrolment_app.store import AttachmentTooLarge
from sync.attachments import extension_of

PIECE_BYTES = 1024 * 1024


class SourceFailed(Exception):
    """A person's file stopped giving bytes."""


def keep_attachment(
    work: Work, chunks: Iterable[bytes], extension: str
) -> str | Problem:
    """Keep a content; gives the reference that is the answer to the question.

    It is on the disk when this returns. Raises `DiskFull` and its like.
    """
    try:
        return work.store.attachments.keep(chunks, extension)
    except AttachmentTooLarge as refused:
        return Problem(refused.code)


def keep_file(work: Work, file: Path) -> str | Problem:
    """Keep a copy of a person's file; the file itself stays as it is."""
    try:
        with file.open("rb") as opened:
            return keep_attachment(work, _pieces(opened), extension_of(file.name))
    except (OSError, SourceFailed):
        # The store's own errors are typed: this one is of the person's file.
        return Problem("attachment.unreadable", values={"file": str(file)})


def _pieces(opened: IO[bytes]) -> Iterator[bytes]:
    try:
        while piece := opened.read(PIECE_BYTES):
            yield piece
    except OSError as failed:
        raise SourceFailed from failed
