"""Where the contents of attachments lie: each under its hash, whole or not at all.

A folder, and the kinds in `KINDS`; one contract suite runs over all of them
(`tests/contracts/test_bodies.py`). Nothing here opens a content or believes its name.
"""

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from types import MappingProxyType
from typing import Protocol

from sync.folders import UNFINISHED, sync_folder
from sync.registry.bodies_s3 import s3_bodies
from sync.registry.errors import BodiesUnreachable

FOLDER = "attachments"
SPOILT = {errno.EIO, errno.EBADMSG}
"""What a disk says of a file that it cannot read, or whose sums do not fit."""


class Bodies(Protocol):
    """Contents by their SHA-256, which whoever puts one has verified.

    Raises `BodiesUnreachable` where the place does not answer or has no room.
    """

    def put(self, digest: bytes, content: Iterable[bytes]) -> None:
        """Keep a content; it is durable when this returns. A repeat does no harm."""

    def read(self, digest: bytes, offset: int, length: int) -> bytes | None:
        """Give so many bytes from `offset` on; None where the content is not here."""

    def erase(self, digest: bytes) -> None:
        """Let go of a content; there may be none."""


class FolderBodies:
    """Contents as files of a folder, which several computers may share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, digest: bytes, content: Iterable[bytes]) -> None:
        """Keep a content; the file appears whole or not at all.

        What lies there already may be spoilt: the content takes its place.
        """
        with unreachable():
            self._write(self._file(digest), content)

    def _write(self, file: Path, content: Iterable[bytes]) -> None:
        if not file.parent.exists():
            self._make_folders()
        # A name of its own: two that keep the same content must not share a file.
        handle, name = mkstemp(UNFINISHED, f"{file.name}.", file.parent)
        waiting = Path(name)
        try:
            with open(handle, "wb") as target:  # noqa: PTH123 - it is open already
                target.writelines(content)
                target.flush()
                os.fsync(target.fileno())
            waiting.replace(file)
        finally:
            with suppress(OSError):
                waiting.unlink(missing_ok=True)
        sync_folder(file.parent)

    def read(self, digest: bytes, offset: int, length: int) -> bytes | None:
        """Give so many bytes from `offset` on; None where the content is not here.

        Nor is it where the disk cannot read it any more: the others are.
        """
        with unreachable():
            try:
                with self._file(digest).open("rb") as file:
                    file.seek(offset)
                    return file.read(length)
            except FileNotFoundError:
                return None
            except OSError as failure:
                if failure.errno not in SPOILT:
                    raise
                return None

    def erase(self, digest: bytes) -> None:
        """Let go of a content, and of what was begun of it and never finished."""
        file = self._file(digest)
        with unreachable():
            for here in (file, *file.parent.glob(f"{file.name}.*")):
                here.unlink(missing_ok=True)

    def _make_folders(self) -> None:
        """Make them all at once: afterwards a content costs no folder's durability."""
        for first in range(256):
            folder = self.folder / f"{first:02x}"
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        sync_folder(self.folder)

    def _file(self, digest: bytes) -> Path:
        name = digest.hex()
        return self.folder / name[:2] / name


@contextmanager
def unreachable() -> Iterator[None]:
    """Turn whatever the disk does not do into one failure."""
    try:
        yield
    except OSError as cause:
        raise BodiesUnreachable(type(cause).__name__) from cause


def place_of(address: str) -> str:
    """Give the place of contents as it is kept: the same, wherever one stands.

    Raises `BodiesUnreachable` for an address of another kind, or a file.
    """
    scheme, colon, _ = address.partition("://")
    if colon:
        if scheme not in KINDS:
            raise BodiesUnreachable("no such kind of place")
        return address
    if not address:
        return ""
    folder = Path(address).resolve()
    if folder.exists() and not folder.is_dir():
        raise BodiesUnreachable("a file")
    return str(folder)


def bodies_at(address: str, data: Path) -> Bodies:
    """Open the place of contents that an administrator named; "" is the folder's own.

    Raises `BodiesUnreachable` for an address of another kind.
    """
    scheme, colon, _ = address.partition("://")
    if not colon:
        return FolderBodies(Path(address) if address else data / FOLDER)
    if scheme not in KINDS:
        raise BodiesUnreachable("no such kind of place")
    return KINDS[scheme](address)


KINDS: Mapping[str, Callable[[str], Bodies]] = MappingProxyType({"s3": s3_bodies})
