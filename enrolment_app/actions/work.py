"""What every action is handed: nothing here is reached for, all of it is given."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enrolment_app.store import Store


# A long action tells how many of how many are done, and hears whether to go on.
Watched = Callable[[int, int], bool]


def unwatched(_done: int, _of: int) -> bool:
    """Go on."""
    return True


@dataclass(frozen=True)
class Person:
    """Who is at the laptop; `id` opens the store, `name` goes with changes."""

    id: str
    name: str


@dataclass(frozen=True)
class Machine:
    """What the surroundings give: the time with its zone, chance, and our own files.

    `random(n)` gives n unpredictable bytes; `resources` is the folder that holds
    questionnaires, gazetteer, demo, fonts, icons and translations. `position` tells
    where the laptop stands ("latitude longitude altitude accuracy"), "" while it does
    not know; None where there is no receiver.
    """

    clock: Callable[[], datetime]
    random: Callable[[int], bytes]
    resources: Path
    sleep: Callable[[float], None] = time.sleep
    position: Callable[[], str] | None = None


@dataclass(frozen=True)
class Work:
    """One unlocked store with the person at it."""

    store: "Store"
    person: Person
    machine: Machine

    @property
    def clock(self) -> Callable[[], datetime]:
        """Tell the time, with its zone."""
        return self.machine.clock

    @property
    def random(self) -> Callable[[int], bytes]:
        """Give unpredictable bytes."""
        return self.machine.random
