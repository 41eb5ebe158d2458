"""Files that a power cut or a full disk leaves whole, and names that are files."""

import errno
import os
import stat
import sys
from pathlib import Path

UNFINISHED = ".unfinished"
UNKNOWN = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})


class NotAFile(OSError):
    """A folder, a device, or a pipe that gives what somebody else writes if at all."""


def regular(file: Path) -> Path:
    """Give a file that is to be read; raises `OSError` where there is none.

    On a stick a name may be a pipe: whoever opens it waits, for ever.
    """
    if not stat.S_ISREG(file.stat().st_mode):
        raise NotAFile(errno.EINVAL, "not a file", str(file))
    return file


def begin_anew(file: Path, mode: int = 0o666) -> None:
    """Make an empty file of what is to be written, whatever lay there.

    A link that somebody laid there leads nowhere: on a stick it may name another file.
    """
    file.unlink(missing_ok=True)
    file.touch(mode=mode, exist_ok=False)


def write_private(file: Path, content: bytes) -> None:
    """Write a file durably, all of it or nothing; only its owner can read it."""
    waiting = file.with_name(file.name + UNFINISHED)
    begin_anew(waiting, mode=0o600)
    try:
        with waiting.open("wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        waiting.replace(file)
    except OSError:
        waiting.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable (Windows does this by itself)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as failed:
        # Not every file system of a stick or a server knows how.
        if failed.errno not in UNKNOWN:
            raise
    finally:
        os.close(handle)
