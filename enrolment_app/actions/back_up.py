"""Back the store up into a folder: verified, and the old backups thinned out."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from enrolment_app.actions.work import Work
from enrolment_app.store import SUFFIX, BackedUp, thin_out
from sync.clock import on_calendar

KEEP = 7
LAST = "last_backup_ms"


@dataclass(frozen=True)
class Rotated:
    """A new backup, and which old ones went for it."""

    file: Path
    done: BackedUp
    removed: tuple[Path, ...]


def back_up_into(work: Work, folder: Path, keep: int = KEEP) -> Rotated:
    """Write a backup of the moment, read it back, then take away all but the newest.

    Attachments lie beside the backups, each file once for all of them.

    Nothing is taken away before the new one is whole. Raises `DiskFull` and its like.
    """
    assert keep > 0, "the one just made is kept"
    when = work.clock().astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    file = folder / f"{work.store.id[:8]}-{when}{SUFFIX}"
    done = work.store.back_up(file, apart=True)
    return Rotated(file, done, tuple(thin_out(folder, work.store.id, keep)))


def last_backup(work: Work) -> datetime | None:
    """Tell when this store was backed up last, None for never."""
    made = int(work.store.facts.get(LAST, 0))
    return on_calendar(made) if made else None
