"""One process at a time: a lock of the operating system, gone when the process ends."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from enrolment_app.store.errors import StoreInUse
from enrolment_app.store.file_systems import WITHOUT_NUMBERS, file_system
from enrolment_app.store.files import disk_error


def _take(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists on Windows only

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - exists elsewhere only

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """The lock of one store, held from before the key is asked for until closing.

    The file is never replaced, so its number on the disk also tells a copied folder.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as failed:
            raise disk_error(failed) from failed
        try:
            _take(self._handle)
        except OSError as held:
            os.close(self._handle)
            raise StoreInUse(path.parent.name) from held

    @property
    def file_number(self) -> int:
        """The file's number on this disk, another one in any copy of the folder.

        0 where the file system makes numbers up anew each time it is attached.
        """
        if file_system(self._path) in WITHOUT_NUMBERS:
            return 0
        return os.fstat(self._handle).st_ino

    def release(self) -> None:
        """Let another process open the store."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
