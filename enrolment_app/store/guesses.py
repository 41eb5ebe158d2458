"""Wrong passphrases in a row are slowed down, across restarts and changed clocks.

Time is counted since the computer was started: no clock that somebody can set. After a
restart of the computer at least the time since then has passed.
"""

import json
import math
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from enrolment_app.store import files
from enrolment_app.store.errors import DiskFailed, DiskFull, TooManyGuesses

FREE_GUESSES = 5
WAIT_SECONDS_MAX = 300
DOUBLINGS_MAX = 20


class Guesses:
    """How often somebody guessed wrong, and when last; they only slow down."""

    def __init__(self, path: Path, ticks: Callable[[], float]) -> None:
        self._path = path
        self._ticks = ticks

    def allow(self) -> None:
        """Raise `TooManyGuesses` where the next one must still wait."""
        wrong, last = self._read()
        over = wrong - FREE_GUESSES
        if over < 0:
            return
        wait = min(2.0 ** min(over, DOUBLINGS_MAX), WAIT_SECONDS_MAX)
        now = self._ticks()
        passed = now - last if now >= last else now
        if passed < wait:
            raise TooManyGuesses(math.ceil(wait - passed))

    def count(self) -> None:
        """Remember one more."""
        text = json.dumps({"wrong": self._read()[0] + 1, "last": self._ticks()})
        # On a full or broken disk people must still get at their work; Argon2 is the
        # real wall.
        with suppress(DiskFull, DiskFailed):
            files.write(self._path, text.encode())

    def so_far(self) -> int:
        """Tell how many there were in a row."""
        return self._read()[0]

    def left(self) -> int:
        """Tell how many more may be wrong before one has to wait."""
        return max(0, FREE_GUESSES - self.so_far())

    def forget(self) -> None:
        """Start from nothing, after the right one."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _read(self) -> tuple[int, float]:
        try:
            read = json.loads(files.read(self._path) or b"{}")
            return int(read.get("wrong", 0)), float(read.get("last", 0))
        except (ValueError, AttributeError, TypeError):
            return FREE_GUESSES, self._ticks()
