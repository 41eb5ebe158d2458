"""How the files of answers come into the store, for the actions that do so. No action.

They are durable, encrypted, and named by what they hold.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from enrolment_app.store import AttachmentTooLarge
from sync.attachments import extension_of
from sync.folders import regular

PIECE_BYTES = 1024 * 1024


class SourceFailed(Exception):
    """A person's file stopped giving bytes."""


def content_kept(work: Work, chunks: Iterable[bytes], extension: str) -> str | Problem:
    """Keep a content; gives the reference that is the answer to the question.

    It is on the disk when this returns. Raises `DiskFull` and its like.
    """
    try:
        return work.store.attachments.keep(chunks, extension)
    except AttachmentTooLarge as refused:
        return Problem(refused.code)


def file_kept(work: Work, file: Path) -> str | Problem:
    """Keep a copy of a person's file; the file itself stays as it is."""
    try:
        with regular(file).open("rb") as opened:
            return content_kept(work, _pieces(opened), extension_of(file.name))
    except (OSError, SourceFailed):
        # The store's own errors are typed: this one is of the person's file.
        return Problem("attachment.unreadable", values={"file": str(file)})


def _pieces(opened: IO[bytes]) -> Iterator[bytes]:
    try:
        while piece := opened.read(PIECE_BYTES):
            yield piece
    except OSError as failed:
        raise SourceFailed from failed
