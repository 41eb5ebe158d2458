"""A place to work in beside what comes of it, which holds copies of the register.

It goes when the work ends. What somebody left there who was killed goes when the next
one works in the same folder: no erasure would reach it.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

UNFINISHED, LOCK = "indraj-unfinished-", ".lock"


@contextmanager
def working_in(folder: Path) -> Iterator[Path]:
    """Give a new folder in this one, for as long as somebody works there."""
    for left in folder.glob(f"{UNFINISHED}*/{LOCK}"):
        with suppress(OSError), _held(left):
            shutil.rmtree(left.parent)
    with ExitStack() as working:
        room = _begun(folder, working)
        while room is None:
            room = _begun(folder, working)
        yield room


def _begun(folder: Path, working: ExitStack) -> Path | None:
    """Begin a room; None where one who looks for what is left took it for that."""
    making = TemporaryDirectory(prefix=UNFINISHED, dir=folder)
    room = Path(working.enter_context(making))
    lock = room / LOCK
    lock.touch()
    try:
        working.enter_context(_held(lock))
    except (BlockingIOError, FileNotFoundError):
        return None
    except OSError:
        # Where a disk knows no locks nobody takes it for left behind either.
        return room
    return room if lock.exists() else None


@contextmanager
def _held(lock: Path) -> Iterator[None]:
    """Hold a lock that ends with its process; raises `OSError` where another does."""
    handle = os.open(lock, os.O_RDWR)
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - exists elsewhere only

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
