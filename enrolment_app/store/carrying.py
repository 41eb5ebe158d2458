"""Attachments in a backup: their encrypted files as they are, each once, with sums."""

import hashlib
import os
import re
import shutil
import tarfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO

from enrolment_app.store import files
from enrolment_app.store.attachment_files import FOLDER
from enrolment_app.store.errors import StoreDamaged
from sync.folders import sync_folder

# A line for each file: its SHA-256, two spaces, its name in the tar.
LISTED = "attachments"
LINE = re.compile(r"([0-9a-f]{64})  (attachments/([0-9a-f]{2})/(\3[0-9a-f]{62}))")
PIECE_BYTES = 1024 * 1024


def sum_of(content: IO[bytes]) -> str:
    """Give the SHA-256 of what is left of a file, and close it."""
    digest = hashlib.sha256()
    with content:
        while piece := content.read(PIECE_BYTES):
            digest.update(piece)
    return digest.hexdigest()


def name_in_tar(path: Path) -> str:
    """Give the name of a store's attachment file in a backup."""
    return f"{FOLDER}/{path.parent.name}/{path.name}"


def listing(paths: Collection[Path]) -> str:
    """Give the list of some attachment files of a store."""
    lines = (f"{sum_of(each.open('rb'))}  {name_in_tar(each)}\n" for each in paths)
    return "".join(lines)


def listed(text: str) -> Iterator[tuple[str, str]]:
    """Give each name in the tar with its sum; raises `StoreDamaged`."""
    for line in text.splitlines():
        found = LINE.fullmatch(line)
        if found is None:
            raise StoreDamaged("a backup with files of another kind")
        yield found[2], found[1]


def put_in(tar: tarfile.TarFile, paths: Collection[Path]) -> None:
    """Add attachment files of a store, with nothing but their name and size."""
    for path in paths:
        member = tarfile.TarInfo(name_in_tar(path))
        with path.open("rb") as file:
            member.size = os.fstat(file.fileno()).st_size
            tar.addfile(member, file)


def take_out(tar: tarfile.TarFile, text: str, place: Path) -> None:
    """Write the listed files durably into a store that is being made at `place`."""
    folders = set()
    for name, _ in listed(text):
        content = tar.extractfile(name)
        if content is None:
            raise StoreDamaged("not a backup")
        file = place / name
        if file.parent not in folders:
            files.make_folder(file.parent)
            folders.add(file.parent)
        with file.open("wb") as out:
            shutil.copyfileobj(content, out, PIECE_BYTES)
            out.flush()
            os.fsync(out.fileno())
    for folder in folders:
        sync_folder(folder)
