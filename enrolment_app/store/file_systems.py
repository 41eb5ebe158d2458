"""Which kind of file system a folder is on: not every one remembers its files."""

import sys
from pathlib import Path

# The FAT family has no number for a file: one is made up while the disk is attached.
WITHOUT_NUMBERS = frozenset({"vfat", "msdos", "exfat", "fat", "fat32", "fuseblk"})
MOUNTS = Path("/proc/self/mounts")
NAME_LETTERS = 64


def file_system(path: Path) -> str:
    """Give the name of the file system, in small letters; "" where nobody says."""
    if sys.platform == "win32":
        return _on_windows(path)
    try:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return mounted(path.resolve(), mounts)


def mounted(path: Path, mounts: str) -> str:
    """Read the file system of a path from a table of what is mounted where."""
    found, depth = "", -1
    for line in mounts.splitlines():
        _, where, kind, *_ = [*line.split(" "), "", "", ""]
        place = Path(where.replace("\\040", " "))
        if path.is_relative_to(place) and len(place.parts) >= depth:
            # The last one mounted at a place hides the ones before.
            found, depth = kind.lower(), len(place.parts)
    return found


def _on_windows(path: Path) -> str:
    import ctypes  # noqa: PLC0415 - only there

    name = ctypes.create_unicode_buffer(NAME_LETTERS)
    windows = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists there only
    told = windows.GetVolumeInformationW(
        path.resolve().anchor, None, 0, None, None, None, name, NAME_LETTERS
    )
    return name.value.lower() if told else ""


def moved(was: str, now: str) -> bool:
    """Tell whether a store lies elsewhere: "number:machine", a number 0 is unknown."""
    number_was, _, machine_was = was.partition(":")
    number, _, machine = now.partition(":")
    known = "0" not in (number_was, number)
    return not was or machine_was != machine or (known and number_was != number)
