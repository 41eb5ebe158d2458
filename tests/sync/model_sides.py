"""The two sides of the model: a laptop and a registry, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field

from sync.change import Context
from sync.values import Name, record_id

AREAS = ("north", "south")
RECORDS = tuple(record_id(bytes([n] * 10), 0) for n in range(4))

Entry = tuple[str, str, tuple[Name, ...]]
"""One line of an area's log: ("change" | "enter", record, names)."""


@dataclass
class Laptop:
    """One laptop: its journal, what it has, and the order as far as it was pulled."""

    number: int
    areas: set[str]
    journal: list[Name] = field(default_factory=list)
    have: dict[str, set[Name]] = field(
        default_factory=lambda: {r: set() for r in RECORDS}
    )
    order: dict[str, list[Name]] = field(
        default_factory=lambda: {r: [] for r in RECORDS}
    )
    cursor: dict[str, int] = field(default_factory=lambda: dict.fromkeys(AREAS, 0))
    epoch: str = "e0"
    form: dict[str, tuple[Context, frozenset[Name]]] | None = None
    backup: Laptop | None = None


@dataclass
class Registry:
    """The central side: logs, orders, what it holds back, and its epochs."""

    log: dict[str, list[Entry]] = field(default_factory=lambda: {a: [] for a in AREAS})
    order: dict[str, list[Name]] = field(
        default_factory=lambda: {r: [] for r in RECORDS}
    )
    place: dict[str, str] = field(
        default_factory=lambda: {r: AREAS[n % 2] for n, r in enumerate(RECORDS)}
    )
    held: list[Name] = field(default_factory=list)
    stored: set[Name] = field(default_factory=set)
    epoch: str = "e0"
    survived: dict[str, dict[str, int]] = field(default_factory=dict)
