"""What a laptop knows of the two sides during an exchange, and how it gets to know."""

from collections.abc import Mapping
from enum import StrEnum


class Knows(StrEnum):
    """What is known of the two sides."""

    NOTHING = "nothing"
    UNEVEN = "uneven"
    EVEN = "even"
    CONTRADICTED = "contradicted"


class Heard(StrEnum):
    """What an answer, or a look at one's own store, comes to."""

    MORE = "more"
    NO_MORE = "no more"
    CONTRADICTION = "contradiction"


NEXT: Mapping[tuple[Knows, Heard], Knows] = {
    (Knows.NOTHING, Heard.MORE): Knows.UNEVEN,
    (Knows.NOTHING, Heard.NO_MORE): Knows.EVEN,
    (Knows.NOTHING, Heard.CONTRADICTION): Knows.CONTRADICTED,
    (Knows.UNEVEN, Heard.MORE): Knows.UNEVEN,
    (Knows.UNEVEN, Heard.NO_MORE): Knows.EVEN,
    (Knows.UNEVEN, Heard.CONTRADICTION): Knows.CONTRADICTED,
}
