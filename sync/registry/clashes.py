"""Transactions that were in each other's way."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from sync.registry.storage import Clashed

T = TypeVar("T")
CLASHES_MAX = 5


def through_clashes(act: Callable[[], T]) -> T:
    """Do again what two transactions made impossible; some databases leave it to us."""
    for _ in range(CLASHES_MAX):
        with suppress(Clashed):
            return act()
    return act()
