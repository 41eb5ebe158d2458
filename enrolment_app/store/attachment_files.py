"""The folder of attachments: whole encrypted files under names that say nothing.

A file's name is a keyed hash of its content's hash: who has the folder and no key
cannot even ask whether a photo they know is among them.
"""

import hmac
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from enrolment_app.store import files
from enrolment_app.store.errors import AttachmentDamaged, AttachmentMissing
from enrolment_app.store.sealed_files import Content, Opened, Sealer
from enrolment_app.store.slots import derived
from sync.folders import sync_folder

FOLDER = "attachments"
UNFINISHED = ".tmp"
NAMED = re.compile("[0-9a-f]{64}")
UNFINISHED_NAME_BYTES = 8


def is_there(path: Path) -> bool:
    """Tell whether there is something at a path; a disk that refuses is an error."""
    try:
        return path.exists()
    except OSError as failed:
        raise files.disk_error(failed) from failed


class AttachmentFiles:
    """Encrypted files under one store's key, each named by what it holds."""

    def __init__(
        self, folder: Path, store_key: bytes, random: Callable[[int], bytes]
    ) -> None:
        self.folder = folder
        self._random = random
        self._sealer = Sealer(derived(store_key, "attachments/1"), random)
        self._name_key = derived(store_key, "attachment-names/1")

    def under(self, folder: Path, store_key: bytes) -> "AttachmentFiles":
        """Give another folder, of files under another store's key."""
        return AttachmentFiles(folder, store_key, self._random)

    def path(self, digest: bytes) -> Path:
        """Give where the file of a content lies, by the content's SHA-256."""
        name = hmac.digest(self._name_key, digest, "sha256").hex()
        return self.folder / name[:2] / name

    def holds(self, digest: bytes) -> bool:
        """Tell whether there is a file for a content, unread."""
        return is_there(self.path(digest))

    def keep(
        self, chunks: Iterable[bytes], most: int, digest: bytes | None = None
    ) -> Content:
        """Write a content durably, whole or not at all; the same again mends the file.

        `digest` is what it ought to be. Raises `AttachmentTooLarge`, `DiskFull`,
        and `AttachmentDamaged` where the content is another.
        """
        with self._unfinished() as waiting:
            with waiting.open("xb") as file:
                content = self._sealer.write(chunks, file, most)
                if digest not in (None, content.digest):
                    raise AttachmentDamaged("the content is another")
                file.flush()
                os.fsync(file.fileno())
            place = self.path(content.digest)
            if not place.parent.exists():
                files.make_folder(place.parent)
            waiting.replace(place)
            sync_folder(place.parent)
        return content

    @contextmanager
    def _unfinished(self) -> Iterator[Path]:
        name = self._random(UNFINISHED_NAME_BYTES).hex() + UNFINISHED
        waiting = self.folder / name
        try:
            if not self.folder.exists():
                self._make_folders()
            yield waiting
        except BaseException as failed:
            with suppress(OSError):
                waiting.unlink(missing_ok=True)
            if isinstance(failed, OSError):
                raise files.disk_error(failed) from failed
            raise

    def _make_folders(self) -> None:
        """Make all there will be at once: one by one, each would cost a sync."""
        files.make_folder(self.folder)
        for first in range(256):
            (self.folder / f"{first:02x}").mkdir(mode=0o700)
        sync_folder(self.folder)

    @contextmanager
    def opened(self, digest: bytes) -> Iterator[Opened]:
        """Open a content's file; raises `AttachmentMissing` and `AttachmentDamaged`."""
        try:
            with self.path(digest).open("rb") as file:
                opened = self._sealer.opened(file)
                if opened.content.digest != digest:
                    raise AttachmentDamaged("the file of another attachment")
                yield opened
        except FileNotFoundError as gone:
            raise AttachmentMissing from gone
        except OSError as failed:
            raise files.disk_error(failed) from failed

    def read(self, digest: bytes) -> Iterator[bytes]:
        """Give a content, compared; raises like `opened`, at the first piece."""
        with self.opened(digest) as opened:
            yield from opened.whole()

    def remove(self, digest: bytes) -> bool:
        """Take a content's file away; False where there was none."""
        return files.remove(self.path(digest))

    def all(self) -> list[Path]:
        """Give every file in the folder, whatever it is."""
        try:
            return [path for path in self.folder.rglob("*") if not path.is_dir()]
        except OSError as failed:
            raise files.disk_error(failed) from failed

    def is_ours(self, path: Path) -> bool:
        """Tell whether a file in the folder is named and placed as ours are."""
        name = path.name
        return path == self.folder / name[:2] / name and bool(NAMED.fullmatch(name))

    def forget_unfinished(self) -> None:
        """Take away what an interrupted writing left; nobody was told of it."""
        try:
            left = list(self.folder.glob("*" + UNFINISHED))
        except OSError as failed:
            raise files.disk_error(failed) from failed
        for path in left:
            files.remove(path)
