"""How a store guards itself."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from enrolment_app.store.costs import Cost

RESERVE_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """How a store guards itself; weaker than this only in tests, and said there.

    `cost` of a guess at a new passphrase: None for what this computer bears in a
    second. `reserve_bytes` are set aside for a full disk. `ticks` counts seconds
    since the computer was started. `spare_later` leaves it to whoever opens the store
    to compare its spare with it bit by bit (`Store.following`).
    """

    cost: Cost | None = None
    reserve_bytes: int = RESERVE_BYTES
    ticks: Callable[[], float] = time.monotonic
    spare_later: bool = False


USUAL = Settings()
