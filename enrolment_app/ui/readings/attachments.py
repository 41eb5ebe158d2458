"""What the editors of files ask of the store; runs in the worker.

backing = StoreBacking(desk, work)
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from enrolment_app.actions.keep_attachment import keep_attachment
from enrolment_app.actions.keep_visit import keep_visit
from enrolment_app.actions.want_attachment import want_attachment
from enrolment_app.capture.errors import FileTooLarge, NotAPicture
from enrolment_app.problems import Problem
from enrolment_app.store import AttachmentDamaged, AttachmentMissing, DiskFailed
from enrolment_app.ui.attached_words import PICTURE, kind_of
from enrolment_app.ui.background import Desk
from enrolment_app.ui.editors.backing import Failed, Held, Made
from enrolment_app.ui.pictures import THUMBNAIL_PX, read_picture, thumbnail
from enrolment_app.ui.sizes import size_words
from sync.attachments import BEGUN_BYTES, CONTENT_BYTES_MAX, begun, is_reference

Landed = Callable[[Held], None]
Guard = AbstractContextManager[object]

if TYPE_CHECKING:
    from enrolment_app.actions.work import Work
    from enrolment_app.household.visit import Visit


class StoreBacking:
    """The worker and the store's attachments, as editors know them."""

    def __init__(self, desk: Desk, work: "Work") -> None:
        self._desk = desk
        self._work = work

    def run(
        self,
        action: Callable[..., Any],
        *arguments: object,
        done: Callable[[Any], None],
        failed: Failed,
    ) -> None:
        """Run the action in the worker; one of the two follows."""
        self._desk.run(action, *arguments, done=done, failed=failed)

    def keep(
        self,
        make: Callable[[], Made],
        done: Callable[[Held], None],
        failed: Failed,
        landed: Landed | None = None,
    ) -> None:
        """Have a file made and kept; it is durable when `done` is called."""
        self._desk.run(keep, self._work, make, landed, done=done, failed=failed)

    def tell(self, reference: str, done: Callable[[Held], None]) -> None:
        """Tell what is known of a kept file."""
        self._desk.run(about, self._work, reference, done=done)

    def read(
        self, reference: str, done: Callable[[bytes], None], failed: Failed
    ) -> None:
        """Give the whole content of a kept file."""
        self._desk.run(read, self._work, reference, done=done, failed=failed)


def keep(work: "Work", make: Callable[[], Made], landed: Landed | None = None) -> Held:
    """Make a file and keep it with its small picture; tell who waits that it landed."""
    made = make()
    reference = keep_attachment(work, (made.content,), made.extension)
    if isinstance(reference, Problem):
        raise FileTooLarge(size_words(CONTENT_BYTES_MAX))
    if made.thumbnail:
        work.store.attachments.keep_thumbnail(reference, made.thumbnail)
    held = Held(reference, len(made.content), made.thumbnail)
    if landed is not None:
        landed(held)
    return held


def answer_late(
    work: "Work", visit: "Visit", guard: Guard, address: str, reference: str
) -> None:
    """Answer with a file that landed after its household was left."""
    with guard:
        visit.answer(address, reference)
        keep_visit(work, visit)


def about(work: "Work", reference: str) -> Held:
    """Tell what this laptop has of a file; what is no reference is nowhere.

    A file that somebody looked for and is not here comes with the next exchange.
    """
    if not is_reference(reference):
        return Held(reference, here=False)
    kept = work.store.attachments
    known = kept.about(reference)
    here = kept.holds(reference) or not want_attachment(work, reference)
    small = kept.thumbnail(reference) or _made_small(work, reference, here=here)
    here = here and kept.holds(reference)
    return Held(reference, known.size_bytes, small, here=here)


def _made_small(work: "Work", reference: str, *, here: bool) -> bytes:
    """Make the small picture of what another laptop took; b"" for others.

    Of what is still coming it is made of what has come, and not kept.
    """
    if kind_of(reference) != PICTURE:
        return b""
    try:
        came = work.store.lane.beginning
        content = (
            read(work, reference)
            if here
            else begun(reference, came(reference, BEGUN_BYTES))
        )
        small = thumbnail(read_picture(content, THUMBNAIL_PX))
    except (NotAPicture, AttachmentDamaged, AttachmentMissing, DiskFailed):
        return b""
    if here:
        work.store.attachments.keep_thumbnail(reference, small)
    return small


def size_of(work: "Work", reference: str) -> int | None:
    """Give the size of a kept file; None where nobody told, or it names none."""
    if not is_reference(reference):
        return None
    return work.store.attachments.about(reference).size_bytes


def read(work: "Work", reference: str) -> bytes:
    """Give the content; raises what the store raises where it is missing or damaged.

    Then it is asked for, and comes with the next exchange.
    """
    try:
        return b"".join(work.store.attachments.read(reference))
    except (AttachmentDamaged, AttachmentMissing, DiskFailed):
        want_attachment(work, reference)
        raise
