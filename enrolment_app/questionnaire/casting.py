"""What a place makes of a text that did not come from a person's hand.

Defaults, calculations and actions may give a place more than its type can hold: half a
child, a day with an hour. An XForm's instance keeps what the type can hold of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime

from .xpath.moments import Calendar, write_day, write_moment

Cast = Callable[[str, Calendar], str]

_WHOLE = re.compile(r"-?\d+", re.ASCII)
_OF_A_ZONE = re.compile(r"(Z|[+-]\d\d:\d\d)$", re.ASCII)
_ANY_DAY = "1970-01-01"
_POINT_FEWEST, _POINT_MOST = 2, 4
_LINE_FEWEST, _OUTLINE_FEWEST = 2, 3
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


def _moment(text: str, calendar: Calendar) -> datetime | None:
    """Read a date; a number is what calculating with dates gives, days since 1970."""
    moment = calendar.read(text)
    if moment is not None:
        return moment
    number = calendar.number(text)
    return calendar.at(number) if math.isfinite(number) else None


def _day(text: str, calendar: Calendar) -> str:
    moment = _moment(text, calendar)
    return "" if moment is None else write_day(moment)


def _exact(text: str, calendar: Calendar) -> str:
    if calendar.read(text) is not None:
        return text
    moment = _moment(text, calendar)
    return "" if moment is None else write_moment(moment)


def _clock(text: str, calendar: Calendar) -> str:
    """Tell a time of another zone in the zone of whoever reads it."""
    if not _OF_A_ZONE.search(text):
        return text
    moment = calendar.read(f"{_ANY_DAY}T{text}")
    return text if moment is None else write_moment(moment).partition("T")[2]


def _point(text: str, calendar: Calendar) -> str:
    """Write a point as all engines do: four numbers, with a decimal each."""
    del calendar
    try:
        numbers = [float(part) for part in text.split()]
    except ValueError:
        return ""
    if not (_POINT_FEWEST <= len(numbers) <= _POINT_MOST):
        return ""
    if not all(map(math.isfinite, numbers)):
        return ""
    numbers += [0.0] * (_POINT_MOST - len(numbers))
    return " ".join(map(repr, numbers))


def _points(fewest: int) -> Cast:
    """Make a cast of so many points at least: fewer are no line, or no outline."""

    def cast(text: str, calendar: Calendar) -> str:
        points = [_point(part, calendar) for part in text.split(";") if part.strip()]
        return ";".join(points) if len(points) >= fewest and all(points) else ""

    return cast


CASTS: Mapping[str, Cast] = {
    "int": _whole,
    "decimal": _decimal,
    "date": _day,
    "datetime": _exact,
    "time": _clock,
    "geopoint": _point,
    "geotrace": _points(_LINE_FEWEST),
    "geoshape": _points(_OUTLINE_FEWEST),
}
