"""Dates and spans in words; the present is always handed in."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from enrolment_app.ui.text import digits, fill, ltr, translate
from sync.clock import on_calendar

if TYPE_CHECKING:
    from enrolment_app.ui.languages import Language

MORNING, EVENING = 12, 17
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def greeting(name: str, now: datetime) -> str:
    """Return the greeting of this hour."""
    if now.hour < MORNING:
        words = translate("Home", "Good morning, {name}")
    elif now.hour < EVENING:
        words = translate("Home", "Good afternoon, {name}")
    else:
        words = translate("Home", "Good evening, {name}")
    return fill(words, name=name)


def moment(ms: int, now: datetime) -> datetime:
    """Return Unix milliseconds as a time in the zone of `now`."""
    return on_calendar(ms, now.tzinfo)


def clock_time(at: datetime, language: "Language") -> str:
    """Return hours and minutes."""
    return ltr(digits(f"{at:%H:%M}", language))


def day_long(at: datetime, language: "Language") -> str:
    """Return weekday, day, month and year."""
    return fill(
        translate("Time", "{weekday} {day} {month} {year}"),
        weekday=language.weekdays[at.weekday()],
        day=digits(at.day, language),
        month=language.months[at.month - 1],
        year=digits(at.year, language),
    )


def day_short(at: datetime, language: "Language") -> str:
    """Return day and month."""
    return fill(
        translate("Time", "{day} {month}"),
        day=digits(at.day, language),
        month=language.months[at.month - 1],
    )


def when_short(ms: int, now: datetime, language: "Language") -> str:
    """Return the time of today, "yesterday", or the day and month."""
    if not ms:
        return ""
    at = moment(ms, now)
    if at.date() == now.date():
        return clock_time(at, language)
    if at.date() == (now - DAY).date():
        return translate("Time", "Yesterday")
    return day_short(at, language)


def when_exact(ms: int, now: datetime, language: "Language") -> str:
    """Return day, month, year and time."""
    at = moment(ms, now)
    return fill(
        translate("Time", "{day} {month} {year}, {time}"),
        day=digits(at.day, language),
        month=language.months[at.month - 1],
        year=digits(at.year, language),
        time=digits(f"{at:%H:%M}", language),
    )


def ago(span: timedelta) -> str:
    """Return how long ago something was, in its largest whole unit."""
    if span < MINUTE:
        return translate("Time", "just now")
    if span < HOUR:
        return translate("Time", "%n minute(s) ago", "", span // MINUTE)
    if span < DAY:
        return translate("Time", "%n hour(s) ago", "", span // HOUR)
    return translate("Time", "%n day(s) ago", "", span // DAY)
