"""What a file needs so that a power cut or a full disk leaves it whole, old or new."""

import os
import sys
from pathlib import Path

UNFINISHED = ".unfinished"


def write_private(file: Path, content: bytes) -> None:
    """Write a file durably, all of it or nothing; only its owner can read it."""
    waiting = file.with_name(file.name + UNFINISHED)
    waiting.unlink(missing_ok=True)
    waiting.touch(mode=0o600)
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
    finally:
        os.close(handle)
