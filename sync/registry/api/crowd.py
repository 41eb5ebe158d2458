"""How many requests a process works on at once; who is told to come later, and when."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

WAIT_SECONDS_MAX = 120.0
EACH_SECONDS_MAX = 5.0
"""A longer pause between two answers says nothing of how busy it is here."""
NEWEST = 0.1


@dataclass
class Crowd:
    """At most about `most` requests at once; each that finds no room gets a turn.

    A laptop that hears nothing for long begins anew, and what was done for it was in
    vain: so nobody is let in who would wait for minutes. Turns lie as far apart as
    answers were lately (`each`), so that those who were sent away do not meet again.
    """

    most: int
    seconds: Callable[[], float]
    each: float = 0.05
    there: int = 0
    left: float = 0.0
    turn: float = 0.0

    def wait(self) -> float:
        """Give 0 where there is room, or the seconds until this one's turn."""
        if self.there < self.most:
            return 0.0
        now = self.seconds()
        self.turn = max(self.turn, now + self.there * self.each) + self.each
        return min(self.turn - now, WAIT_SECONDS_MAX)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Count a request for as long as it is worked on."""
        self.there += 1
        try:
            yield
        finally:
            self.there -= 1
            now = self.seconds()
            if self.there and self.left:
                gap = min(now - self.left, EACH_SECONDS_MAX)
                self.each += NEWEST * (gap - self.each)
            self.left = now
