"""Sticks and cards that are in this laptop now, and the office's files on them.

Runs in the worker: a sleeping stick may take seconds to answer.
"""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo

MOUNTED_BELOW = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
LOOKED_AT_MAX = 400  # names in one folder: a stick full of films is not read through


def sticks() -> tuple[tuple[Path, str], ...]:
    """Give the folders of what is plugged in, each with its name."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        place = volume.rootPath()
        if volume.isValid() and volume.isReady() and _plugged_in(place):
            found.append((Path(place), volume.displayName()))
    return tuple(found)


def offered(suffixes: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Give files of these kinds from sticks, then from where browsers put them."""
    downloads = QStandardPaths.writableLocation(
        QStandardPaths.StandardLocation.DownloadLocation
    )
    for folder, name in (*sticks(), (Path(downloads), Path(downloads).name)):
        for file in files_in(folder, suffixes):
            yield file, name


def files_in(folder: Path, suffixes: tuple[str, ...]) -> tuple[Path, ...]:
    """Give the files of these kinds in a folder and the folders in it, newest first."""
    places = [folder, *(one for one in _names(folder) if one.is_dir())]
    files = (file for place in places for file in _names(place))
    kept = [(_changed(file), file) for file in files if file.suffix in suffixes]
    return tuple(file for _, file in sorted(kept, reverse=True))


def _names(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            shown = (one for one in entries if not one.name.startswith("."))
            return [Path(one.path) for one in islice(shown, LOOKED_AT_MAX)]
    except OSError:
        return []


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _plugged_in(place: str) -> bool:
    if os.name == "nt":
        system = os.environ.get("SYSTEMDRIVE", "C:")
        return not place.upper().startswith(system.upper())
    return place.startswith(MOUNTED_BELOW)
