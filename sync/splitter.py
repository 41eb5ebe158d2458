"""What every type of field promises when its answers are packed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(slots=True)
class Templates:
    """Texts whose digits were taken out ("00000-0000000-0"), each listed once."""

    texts: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def place(self, template: str) -> int:
        """Return the template's place in the list, adding it if it is new."""
        if template not in self.places:
            self.places[template] = len(self.texts)
            self.texts.append(template)
        return self.places[template]


@dataclass(frozen=True, slots=True)
class Around:
    """What a split leans on: the segment's templates and the field's choices."""

    templates: Templates
    choices: tuple[str, ...]
    places: Mapping[str, int]


class Splitter(Protocol):
    """One type: `width` numbers for a text."""

    width: int

    def split(self, text: str, around: Around) -> tuple[int, ...] | None:
        """Return the numbers, or None if this text is not written that way."""

    def join(self, columns: Sequence[Sequence[int]], around: Around) -> list[str]:
        """Return a column's texts; ValueError or IndexError if there are none.

        `columns` holds `width` columns of numbers.
        """
