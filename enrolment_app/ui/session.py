"""What opens and closes a store for the window; runs in the worker thread.

Everything of the store is imported here, inside the functions: the lock screen
is painted before any of it is needed.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from enrolment_app.actions.work import Work


@dataclass(frozen=True)
class Session:
    """One unlocked store, and what the window's frame says about it."""

    work: "Work"
    laptop: str  # the device's name; empty while not enrolled


def has_store(place: "Path") -> bool:
    """Tell whether there is anything at the place; unlocking tells what."""
    return place.is_dir() and any(place.iterdir())
