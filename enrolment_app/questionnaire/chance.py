"""Bytes and names that depend on nothing but what is handed in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

NameRow = Callable[[str, int], str]


def stream(seed: str) -> Callable[[int], bytes]:
    """Give bytes that depend on the seed and on how many were taken before."""
    taken = 0

    def take(count: int) -> bytes:
        nonlocal taken
        taken += 1
        return hashlib.shake_256(f"{seed}/{taken}".encode()).digest(count)

    return take


def row_names(seed: str) -> NameRow:
    """Give names of rows that depend on the seed and on how many were given before."""
    made = 0

    def name(path: str, ordinal: int) -> str:
        nonlocal made
        made += 1
        told = f"{seed}/{path}/{ordinal}/{made}".encode()
        return hashlib.sha256(told).hexdigest()[:16]

    return name
