"""Attachments of the backups in one folder: beside them, each file once for all.

A file is encrypted and never changes, so a later backup finds it there, compares it,
and writes only what is new. Every backup lists what it needs.
"""

from collections.abc import Collection
from pathlib import Path
from shutil import copyfile

from enrolment_app.store import files
from enrolment_app.store.carrying import listed, sum_of
from enrolment_app.store.errors import StoreDamaged
from sync.folders import begin_anew, sync_folder

UNFINISHED = ".tmp"


def folder_of(folder: Path, store: str) -> Path:
    """Give where the attachments of a store's backups lie that are in a folder."""
    return folder / f"{store}.attachments"


def put_beside(paths: Collection[Path], text: str, apart: Path) -> None:
    """Copy listed files durably, but for those that are there; each is read back."""
    for path, (name, wanted) in zip(paths, listed(text), strict=True):
        place = _place(apart, name)
        if _holds(place, wanted):
            continue
        if not place.parent.exists():
            files.make_folder(place.parent)
        waiting = place.with_name(place.name + UNFINISHED)
        begin_anew(waiting)
        copyfile(path, waiting)
        files.settle(waiting)
        files.move(waiting, place)
        if not _holds(place, wanted):
            raise StoreDamaged("the backup does not read back")


def take_beside(text: str, apart: Path, place: Path) -> int:
    """Write listed files durably into a store; gives how many are not there whole."""
    lacking = 0
    for name, wanted in listed(text):
        source, file = _place(apart, name), place / name
        if not _holds(source, wanted):
            lacking += 1
            continue
        if not file.parent.exists():
            files.make_folder(file.parent)
        copyfile(source, file)
        files.settle(file)
        sync_folder(file.parent)
    return lacking


def forget_but(needed: Collection[str], apart: Path) -> None:
    """Take away what no backup in the folder lists any more."""
    kept = {_place(apart, name) for name in needed}
    try:
        found = [path for path in apart.rglob("*") if not path.is_dir()]
    except OSError as failed:
        raise files.disk_error(failed) from failed
    for path in found:
        if path not in kept:
            files.remove(path)


def _place(apart: Path, name: str) -> Path:
    return apart.joinpath(*name.split("/")[1:])


def _holds(path: Path, wanted: str) -> bool:
    return path.is_file() and sum_of(path.open("rb")) == wanted
