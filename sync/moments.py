"""Dates, times and moments as numbers, to the letter as they were written."""

# ruff: noqa: D102 (`Splitter` says what every type promises)

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from sync.errors import Malformed
from sync.splitter import Around

_MINUTES_DAY = 24 * 60
_HOUR_MAX = 23
_MINUTE_MAX = 59
_STYLE_MAX = 7
_ZONES_PLAIN = ("", "Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(
    r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})T)?"
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?"
    r"(?:(Z)|([+-])([0-9]{2}):([0-9]{2}))?"
)


class Dates:
    """Days since the first of January of year 1."""

    width = 1

    def split(self, text: str, around: Around) -> tuple[int, ...] | None:
        del around
        number = _day(text)
        return None if number is None else (number,)

    def join(self, columns: Sequence[Sequence[int]], around: Around) -> list[str]:
        del around
        return list(map(day_text, columns[0]))


class Clock:
    """Times and moments: how they are written, their zone, and microseconds."""

    width = 3

    def split(self, text: str, around: Around) -> tuple[int, ...] | None:
        del around
        found = _CLOCK.fullmatch(text)
        if not found:
            return None
        day, hours, minutes, seconds, decimals, zulu, sign, ahead, past = found.groups()
        number = 0 if day is None else _day(day)
        if number is None or int(hours) > _HOUR_MAX or int(minutes) > _MINUTE_MAX:
            return None
        style = 1 + len(decimals or "") if seconds else 0
        zone = 1 if zulu else 0
        if sign:
            offset = int(ahead) * 60 + int(past)
            zone = 2 + (_MINUTES_DAY + offset if sign == "+" else offset)
        second = (number * _MINUTES_DAY + int(hours) * 60 + int(minutes)) * 60
        second += int(seconds or 0)
        # Fewer decimals, smaller numbers: the style says what a unit is.
        unit = 10 ** max(style - 1, 0)
        numbers = (
            style * 2 + (day is not None),
            zone,
            second * unit + int(decimals or 0),
        )
        return numbers if _clock_text(*numbers) == text else None

    def join(self, columns: Sequence[Sequence[int]], around: Around) -> list[str]:
        del around
        return list(map(_clock_text, *columns))


def _clock_text(written: int, zone: int, number: int) -> str:
    dated, style = written & 1, written >> 1
    if not 0 <= style <= _STYLE_MAX or not 0 <= zone < 2 + 2 * _MINUTES_DAY:
        raise Malformed("time")
    second, decimals = divmod(number, 10 ** max(style - 1, 0))
    minute, seconds = divmod(second, 60)
    day, minute = divmod(minute, _MINUTES_DAY)
    text = day_text(day) + "T" if dated else ""
    text += f"{minute // 60:02d}:{minute % 60:02d}"
    if style:
        text += f":{seconds:02d}"
    if style > 1:
        text += f".{decimals:0{style - 1}d}"
    return text + zone_text(zone)


@lru_cache(maxsize=4096)
def day_text(number: int) -> str:
    """Return the date of a day's number; ValueError if there is no such day."""
    return date.fromordinal(number).isoformat()


@lru_cache(maxsize=4096)
def _day(text: str) -> int | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def zone_text(zone: int) -> str:
    """Return how a time zone is written: none, Z, or hours and minutes."""
    if zone < len(_ZONES_PLAIN):
        return _ZONES_PLAIN[zone]
    ahead, offset = divmod(zone - len(_ZONES_PLAIN), _MINUTES_DAY)
    return f"{'+' if ahead else '-'}{offset // 60:02d}:{offset % 60:02d}"
