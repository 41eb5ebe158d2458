"""What opens and closes a store for the window; runs in the worker thread.

Everything of the store is imported here, inside the functions: the lock screen
is painted before any of it is needed.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from enrolment_app.actions.work import Work


class Session(NamedTuple):
    """One unlocked store, and what the window's frame says about it."""

    work: "Work"
    laptop: str  # the device's name; empty while not enrolled
    idle_minutes: int = 0  # until it locks itself; 0 where the office said nothing
    role: str = ""  # what the laptop is for, as its provisioning file said
    pictured: bool = True  # whether other programs may picture the window
    follow: "Callable[[], bool] | None" = None  # what opening left to be compared
    code: str = ""  # a recovery code that was just made, to be shown once


def has_store(place: "Path") -> bool:
    """Tell whether there is anything at the place; unlocking tells what."""
    return place.is_dir() and any(place.iterdir())
