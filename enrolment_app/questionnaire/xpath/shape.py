"""What the compiler may know of the tree beforehand, to bind paths narrowly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Shape(Protocol):
    """One place of a form's tree, whatever rows it has.

    `repeats` where there may be any number of nodes; `slot` is the number of the one
    node that is here in every instance, -1 where there is none or there are several.
    """

    @property
    def name(self) -> str:
        """The element's name."""
        ...

    @property
    def parent(self) -> Shape | None:
        """The place around it."""
        ...

    @property
    def inner(self) -> Mapping[str, Shape]:
        """The places inside it by name."""
        ...

    @property
    def repeats(self) -> bool:
        """Whether there may be any number of nodes here."""
        ...

    @property
    def slot(self) -> int:
        """The number among the form's single nodes."""
        ...
