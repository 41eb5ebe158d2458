"""Functions on dates and times."""

from __future__ import annotations

import re
from datetime import datetime

from enrolment_app.questionnaire.errors import BadExpression
from enrolment_app.questionnaire.xpath.context import Context
from enrolment_app.questionnaire.xpath.moments import (
    NAN,
    Moment,
    days_since_epoch,
)
from enrolment_app.questionnaire.xpath.values import Value, to_text

from .function import ANY, NUMBER, TEXT, Function

_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_DIRECTIVE = re.compile("%(.)")


def _date(context: Context, value: Value) -> Value:
    """Read text or days since 1970 as a date; blank stays blank."""
    if isinstance(value, Moment):
        return value
    if isinstance(value, bool):
        return ""
    calendar = context.calendar
    if isinstance(value, float):
        moment = calendar.at(value)
    else:
        text = to_text(value, context)
        if not text:
            return ""
        moment = calendar.read_loosely(text)
        if moment is None and _DAY.fullmatch(text):
            # Whoever wrote a day meant one: blank, and the log says why.
            raise BadExpression(f"there is no such day: {text}")
    if moment is None:
        return Moment.reading(NAN, context.profile.bad_date_text)
    return Moment.of(moment)


def as_moment(context: Context, value: Value) -> datetime | None:
    """Give a value as a moment, None if it is none."""
    if isinstance(value, float):
        return context.calendar.at(value) if value == value else None  # noqa: PLR0124
    text = to_text(value, context)
    return context.calendar.read(text) or context.calendar.read_time(text)


def _day_words(moment: datetime) -> dict[str, str]:
    return {
        "Y": f"{moment.year:04d}",
        "y": f"{moment.year % 100:02d}",
        "m": f"{moment.month:02d}",
        "n": str(moment.month),
        "b": _MONTHS[moment.month - 1],
        "d": f"{moment.day:02d}",
        "e": str(moment.day),
        "a": _DAYS[moment.weekday()],
        "%": "%",
    }


def _time_words(moment: datetime) -> dict[str, str]:
    return {
        "H": f"{moment.hour:02d}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02d}",
        "S": f"{moment.second:02d}",
        "3": f"{moment.microsecond // 1000:03d}",
    }


def _fill(pattern: str, words: dict[str, str]) -> str:
    return _DIRECTIVE.sub(lambda match: words.get(match[1], match[0]), pattern)


def _format_date(context: Context, value: Value, pattern: str) -> str:
    moment = as_moment(context, value)
    if moment is None:
        return ""
    return _fill(pattern, _day_words(moment) | _time_words(moment))


def _decimal_date_time(context: Context, value: Value) -> float:
    if isinstance(value, float):
        return float(value)
    text = to_text(value, context)
    moment = context.calendar.read(text)
    if moment is None and text:
        raise BadExpression(f"no date: {text}")
    return NAN if moment is None else days_since_epoch(moment)


def _decimal_time(context: Context, text: str) -> float:
    return context.calendar.part_of_day(text)


DATES = {
    "date": Function(ANY, ANY, _date, context=True),
    "date-time": Function(ANY, ANY, _date, context=True),
    "decimal-date": Function(NUMBER, ANY, _decimal_date_time, context=True),
    "decimal-date-time": Function(NUMBER, ANY, _decimal_date_time, context=True),
    "decimal-time": Function(NUMBER, TEXT, _decimal_time, context=True),
    "format-date": Function(TEXT, "any text", _format_date, context=True),
    "format-date-time": Function(TEXT, "any text", _format_date, context=True),
    "now": Function(NUMBER, "", lambda context: context.moment, context=True),
    "today": Function(NUMBER, "", lambda context: context.midnight, context=True),
}
