"""What a place makes of a text that did not come from a person's hand.

Defaults, calculations and actions may give a place more than its type can hold: half a
child, a day with an hour. An XForm's instance keeps what the type can hold of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from .xpath.moments import Calendar, write_day

Cast = Callable[[str, Calendar], str]

_WHOLE = re.compile(r"-?\d+", re.ASCII)
_NONE = frozenset({"NaN", "Infinity", "-Infinity"})


def _whole(text: str, calendar: Calendar) -> str:
    text = text.strip()
    if _WHOLE.fullmatch(text):
        return text
    number = calendar.number(text)
    return str(math.trunc(number)) if math.isfinite(number) else ""


def _decimal(text: str, calendar: Calendar) -> str:
    del calendar
    return "" if text in _NONE else text


def _day(text: str, calendar: Calendar) -> str:
    moment = calendar.read(text)
    return "" if moment is None else write_day(moment)


CASTS: Mapping[str, Cast] = {"int": _whole, "decimal": _decimal, "date": _day}
