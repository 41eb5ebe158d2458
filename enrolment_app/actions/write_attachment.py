"""Write the file of an answer out of the store, for a person to look at."""

import os
from pathlib import Path

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem


def write_attachment(work: Work, reference: str, file: Path) -> Problem | None:
    """Write an attachment's content to a file, whole or not at all.

    Raises `AttachmentMissing`, `AttachmentDamaged` and `NotKnown`; a file that lies
    there is replaced once the new one is whole.
    """
    pieces = work.store.attachments.read(reference)
    first = next(pieces, b"")
    waiting = file.with_name(file.name + ".part")
    try:
        with waiting.open("wb") as out:
            out.write(first)
            out.writelines(pieces)
            out.flush()
            os.fsync(out.fileno())
        waiting.replace(file)
    except OSError:
        return Problem("attachment.unwritable", values={"file": str(file)})
    finally:
        waiting.unlink(missing_ok=True)
    return None
