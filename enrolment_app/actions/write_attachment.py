"""Write the file of an answer out of the store, for a person to look at."""

import os
from contextlib import suppress
from pathlib import Path

from enrolment_app.actions.carrying import references_in
from enrolment_app.actions.reading import known
from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from enrolment_app.store import NotKnown
from sync.attachments import named_in_change
from sync.folders import begin_anew
from sync.values import RecordId


def write_attachment(
    work: Work, household: RecordId, reference: str, file: Path
) -> Problem | None:
    """Write the content of an attachment of a household to a file, whole or not at all.

    Raises `AttachmentMissing`, `AttachmentDamaged` and `NotKnown`; a file that lies
    there is replaced once the new one is whole.
    """
    if reference not in _named(work, household):
        raise NotKnown(reference)
    pieces = work.store.attachments.read(reference)
    first = next(pieces, b"")
    waiting = file.with_name(file.name + ".part")
    try:
        begin_anew(waiting)
        with waiting.open("wb") as out:
            out.write(first)
            out.writelines(pieces)
            out.flush()
            os.fsync(out.fileno())
        waiting.replace(file)
    except OSError:
        return Problem("attachment.unwritable", values={"file": str(file)})
    finally:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
    return None


def _named(work: Work, household: RecordId) -> set[str]:
    """Give what any change of the household names, and what its open visit does."""
    shown = references_in(known(work, household).seen.answers)
    sealed = work.store.journal.history(household)
    named = {name for each in sealed for name in named_in_change(each.change.body)}
    return named.union(shown)
