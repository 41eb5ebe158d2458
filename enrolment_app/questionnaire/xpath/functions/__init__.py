"""The function library: one table a noun, all of them in FUNCTIONS."""

from .choices import CHOICES
from .dates import DATES
from .function import Function
from .geo import GEO
from .nodesets import NODESETS, PLACE
from .numbers import NUMBERS
from .signed import SIGNED
from .strings import STRINGS

FUNCTIONS: dict[str, Function] = {
    **CHOICES,
    **DATES,
    **GEO,
    **NODESETS,
    **NUMBERS,
    **SIGNED,
    **STRINGS,
}

__all__ = ["FUNCTIONS", "PLACE", "Function"]
