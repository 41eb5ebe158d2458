"""What a function of the library is: what it takes, what it gives, how it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

TEXT, NUMBER, TRUTH, NODES, ANY = "text", "number", "truth", "nodes", "any"


@dataclass(frozen=True, slots=True)
class Function:
    """One function.

    `takes` lists the kinds of its arguments, each with "?" if it may be left out, the
    last with "*" if there may be any number of it. With `context` the evaluation's
    Context comes first.
    """

    gives: str
    takes: str
    call: Callable[..., Any]
    context: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the arguments without their marks."""
        return tuple(kind.rstrip("?*") for kind in self.takes.split())

    @property
    def fewest(self) -> int:
        """How many arguments there must be."""
        return sum(not kind.endswith(("?", "*")) for kind in self.takes.split())

    @property
    def most(self) -> int | None:
        """How many there may be; None for any number."""
        return None if self.takes.endswith("*") else len(self.takes.split())
