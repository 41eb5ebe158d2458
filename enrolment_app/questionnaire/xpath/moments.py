"""Dates and times: as written, as numbers (days since 1970, UTC), as values."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo

NAN = float("nan")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECONDS_PER_DAY = 86_400

_WRITTEN = re.compile(
    r"""(\d{4})-(\d\d)-(\d\d)
    (?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?
       (?:(Z)|([-+])(\d\d)(?::?(\d\d))?)?)?""",
    re.VERBOSE,
)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(T.*)?")
_TIME = re.compile(
    r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?"
    r"(Z|[-+](?:[01]\d|2[0-3]):[0-5]\d)?"
)
_PLAIN_NUMBER = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*", re.ASCII)
# Very small and very large numbers as other engines write them into an instance
# ("7.9e-12", "1.0E-5", "1.2E10"); nobody writes "1.1e6", and it is no number.
_SCIENTIFIC = re.compile(
    r"-?\d(?:\.\d+)?(?:[eE]-\d{1,3}|E\d{1,3}|e\+\d{2,3})", re.ASCII
)
# Texts are read as numbers again and again; a form has few different ones.
_REMEMBERED = 50_000


def days_since_epoch(moment: datetime) -> float:
    """Give the moment as days since 1970-01-01T00:00Z."""
    return (moment - EPOCH).total_seconds() / SECONDS_PER_DAY


def write_moment(moment: datetime) -> str:
    """Write a moment as forms do: "2024-05-01T10:20:30.000-07:00"."""
    offset = moment.utcoffset() or timedelta()
    minutes = int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    hours, minutes = divmod(abs(minutes), 60)
    thousandths = moment.microsecond // 1000
    return (
        f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}"
        f"T{moment.hour:02d}:{moment.minute:02d}:{moment.second:02d}"
        f".{thousandths:03d}{sign}{hours:02d}:{minutes:02d}"
    )


def write_day(moment: datetime) -> str:
    """Write the day of a moment: "2024-05-01"."""
    return f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}"


class Moment(float):
    """A calculated date or time: days since the epoch that read as ISO text."""

    __slots__ = ("text",)
    text: str

    @classmethod
    def of(cls, moment: datetime) -> Moment:
        """Make one; a midnight reads as a day, all else as a day with a time."""
        made = cls(days_since_epoch(moment))
        whole = not (
            moment.hour or moment.minute or moment.second or moment.microsecond
        )
        made.text = write_day(moment) if whole else write_moment(moment)
        return made

    @classmethod
    def exact(cls, moment: datetime) -> Moment:
        """Make one that reads as a day with a time, at midnight too."""
        made = cls(days_since_epoch(moment))
        made.text = write_moment(moment)
        return made

    @classmethod
    def reading(cls, days: float, text: str) -> Moment:
        """Make one that reads as `text`, NaN days for what is no date."""
        made = cls(days)
        made.text = text
        return made


class Calendar:
    """Reads dates in one time zone, and remembers what it read."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self._numbers: dict[str, float] = {}

    def read(self, text: str) -> datetime | None:
        """Read "2024-05-01" (midnight here) or a dateTime; None if it is neither."""
        match = _WRITTEN.fullmatch(text)
        if match is None:
            return None
        year, month, day, hour, minute, second = (
            int(g or 0) for g in match.groups()[:6]
        )
        fraction, utc, sign, ahead_hours, ahead_minutes = match.groups()[6:]
        microsecond = int(((fraction or "") + "000000")[:6])
        zone: tzinfo = UTC if utc else self.zone
        try:
            moment = datetime(
                year, month, day, hour, minute, second, microsecond, tzinfo=zone
            )
            if sign:
                ahead = timedelta(
                    hours=int(ahead_hours), minutes=int(ahead_minutes or 0)
                )
                moment = moment.replace(tzinfo=UTC) - (ahead if sign == "+" else -ahead)
            return moment.astimezone(self.zone)
        except (ValueError, OverflowError):
            return None

    def read_loosely(self, text: str) -> datetime | None:
        """Read like `read`, months and days of one digit too."""
        match = _DAY.fullmatch(text)
        if match is None:
            return None
        year, month, day, rest = match.groups()
        return self.read(f"{year}-{int(month):02d}-{int(day):02d}{rest or ''}")

    def read_time(self, text: str) -> datetime | None:
        """Read "06:00:00.000-07:00" as a time of the first day; None if it is none."""
        return self.read(f"1970-01-01T{text}") if _TIME.fullmatch(text) else None

    def at(self, days: float) -> datetime | None:
        """Give the moment so many days after the epoch; None if there is none."""
        try:
            return (EPOCH + timedelta(days=days)).astimezone(self.zone)
        except (OverflowError, ValueError):
            return None

    def number(self, text: str) -> float:
        """Read a text as a number: plain, or a date as days since the epoch."""
        found = self._numbers.get(text)
        if found is None:
            found = self._read_number(text)
            if len(self._numbers) > _REMEMBERED:
                self._numbers.clear()
            self._numbers[text] = found
        return found

    def _read_number(self, text: str) -> float:
        if _PLAIN_NUMBER.fullmatch(text) or _SCIENTIFIC.fullmatch(text):
            return float(text)
        moment = self.read(text)
        return NAN if moment is None else days_since_epoch(moment)

    def part_of_day(self, text: str) -> float:
        """Read "06:00:00.000-07:00" or a dateTime as part of a day, NaN if neither."""
        moment = self.read_time(text) or self.read(text)
        return NAN if moment is None else part_of_day(moment)


def part_of_day(moment: datetime) -> float:
    """Give how much of its day is over, from 0 to 1."""
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return (seconds + moment.microsecond / 1e6) / SECONDS_PER_DAY
