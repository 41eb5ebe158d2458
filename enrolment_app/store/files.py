"""Safe file writes: after a power cut a file is the old one or the new one, whole."""

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from enrolment_app.store.errors import DiskFailed, DiskFull
from sync.folders import sync_folder

FULL = frozenset({28, 122})  # ENOSPC, EDQUOT
FREE_FOR_RESERVE_BYTES = 100 * 1024 * 1024


def disk_error(failed: OSError) -> DiskFull | DiskFailed:
    """Say which of our errors an error of the file system is."""
    kind = DiskFull if failed.errno in FULL else DiskFailed
    return kind(failed.strerror or "disk")


def write(path: Path, content: bytes) -> None:
    """Put `content` at `path` durably, or leave what was there."""
    waiting = path.with_name(path.name + ".tmp")
    try:
        with waiting.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(path)
        sync_folder(path.parent)
    except OSError as failed:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
        raise disk_error(failed) from failed


def read(path: Path) -> bytes | None:
    """Give the whole of a file, None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as failed:
        raise disk_error(failed) from failed


def remove(path: Path) -> bool:
    """Take a file away; False where there was none."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as failed:
        raise disk_error(failed) from failed
    return True


def move(path: Path, place: Path) -> None:
    """Put a file that is durable in another's place, durably."""
    try:
        path.replace(place)
        sync_folder(place.parent)
    except OSError as failed:
        raise disk_error(failed) from failed


def settle(file: Path) -> None:
    """Make a file durable, and let the next reading of it come from the disk."""
    with file.open("rb+") as written:
        os.fsync(written.fileno())
        if sys.platform == "linux":
            os.posix_fadvise(written.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def make_folder(folder: Path) -> None:
    """Make a folder that only this person of the computer can read."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(folder.parent)
    except OSError as failed:
        raise disk_error(failed) from failed


class Reserve:
    """Bytes set aside, given back when the disk is full so that work can be ended."""

    def __init__(
        self, path: Path, size_bytes: int, random: Callable[[int], bytes]
    ) -> None:
        self._path = path
        self._random = random
        self._size_bytes = size_bytes

    def fill(self) -> None:
        """Set the bytes aside where the disk has plenty; else leave it for later."""
        if not self._size_bytes or self.is_full():
            return
        if shutil.disk_usage(self._path.parent).free > FREE_FOR_RESERVE_BYTES:
            # Random, because a clever disk stores zeros in no space at all.
            write(self._path, self._random(self._size_bytes))

    def is_full(self) -> bool:
        """Tell whether the bytes are set aside now."""
        held = self._path.stat().st_size if self._path.exists() else 0
        return held >= self._size_bytes

    def release(self) -> bool:
        """Give the bytes back to the disk; False where there were none."""
        return remove(self._path)
