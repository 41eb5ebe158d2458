"""Keep the file of an answer: durable, encrypted, named by what it holds."""

from collections.abc import Iterable

from enrolment_app.actions.attaching import content_kept
from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem


def keep_attachment(
    work: Work, chunks: Iterable[bytes], extension: str
) -> str | Problem:
    """Keep a content; gives the reference that is the answer to the question.

    It is on the disk when this returns. Raises `DiskFull` and its like.
    """
    return content_kept(work, chunks, extension)
