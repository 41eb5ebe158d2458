"""Another key for the whole store, changed so that no moment leaves it unopenable.

A copy under the new key is made beside the database, with the device's file; nothing
counts yet. Then the slots get the new key: from here on it counts. Last, copy and
file take the place of the old ones. Whoever opens the store after an interruption
brings it to the one end or the other.
"""

from pathlib import Path

from enrolment_app.store import files
from enrolment_app.store.backup import copy_to
from enrolment_app.store.connection import Connection
from enrolment_app.store.errors import StoreDamaged, WrongKey
from enrolment_app.store.facts import Facts
from enrolment_app.store.people import SLOTS_GENERATION
from enrolment_app.store.vault import Unlocked

NEXT = ".next"
LOGS = ("-wal", "-shm", "-journal")


def prepare(
    connection: Connection, database: Path, new: Unlocked, generation: int
) -> None:
    """Make the copy under the new key, which knows of slots of that generation."""
    copy = beside(database)
    for left in (copy, *(copy.with_name(copy.name + log) for log in LOGS)):
        files.remove(left)
    opened = copy_to(connection, copy, new)
    try:
        Facts(opened).set(SLOTS_GENERATION, generation)
        opened.checkpoint()
    finally:
        opened.close()


def beside(path: Path) -> Path:
    """Give where the file lies that is to take another's place."""
    return path.with_name(path.name + NEXT)


def finish(database: Path, device: Path, unlocked: Unlocked) -> None:
    """Bring an interrupted change of the key to its end, or take it back."""
    copy = beside(database)
    if not (copy.exists() or beside(device).exists()):
        return
    if _opens(database, unlocked):
        # The slots never got the other key.
        for left in (copy, beside(device)):
            files.remove(left)
    elif copy.exists() and _opens(copy, unlocked):
        # What the old database had is all in the copy: its log must not come after it.
        for log in LOGS:
            files.remove(database.with_name(database.name + log))
        if beside(device).exists():
            files.move(beside(device), device)
        files.move(copy, database)


def _opens(database: Path, unlocked: Unlocked) -> bool:
    if not database.exists():
        return False
    try:
        Connection(database, unlocked.key, unlocked.db_salt).close()
    except (WrongKey, StoreDamaged):
        return False
    return True
