"""Answers from outside: text of the right type, JSON in and JSON out."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date
from decimal import Decimal
from typing import Any

from sync.values import Atom, Special

from .definition import Question
from .nodes import Node
from .xpath.moments import Calendar

NOT_VALID = "answer.not_valid"
TOO_LONG = "answer.too_long"
LETTERS_MAX = 20_000
"""Ten pages of one answer; or a line of 570 points. More is a wrong paste."""
SPECIALS = tuple(special.value for special in Special)
LONG = "long"
_INT_LEAST, _INT_MOST = -(2**31), 2**31 - 1
_WHOLE = re.compile(r"[+-]?\d{1,18}")
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_DIGITS_MOST = 40
_ARABIC_POINT = "\u066b"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(
    r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)?",
    re.ASCII,
)
_POINT = re.compile(r"-?\d+(\.\d+)?( -?\d+(\.\d+)?){1,3}")
# A line needs two points, an area three and the first again at its end.
_POINTS_FEWEST = {"geotrace": 2, "geoshape": 4}


def typed_text(question: Question, text: str) -> str | None:
    """Give an answer as the form stores it; None where it is not of its type.

    Digits of any script are read; ASCII is stored.
    """
    if question.type in ("int", "decimal", "date", "time", "datetime", "geopoint"):
        text = _plain_digits(text.strip())
    match question.type:
        case "int":
            text = str(int(text)) if _WHOLE.fullmatch(text) else ""
            return text if text and _fits(question, text) else None
        case "decimal":
            text = _plain_decimal(text) if _DECIMAL.fullmatch(text) else ""
            return text if text and _in_range(question, text) else None
        case "date" | "time" | "datetime":
            return _TIMES[question.type](text)
        case "geopoint" if not question.detail:
            return _plain_point(text) if _POINT.fullmatch(text) else None
        case "text" if question.detail in _POINTS_FEWEST:
            return _points(question.detail, _plain_digits(text))
        case "code":
            return text.strip()
        case "codes":
            return " ".join(dict.fromkeys(text.split()))
        case _:
            return text


def as_listed(question: Question, text: str, offered: Sequence[str]) -> str | None:
    """Give chosen codes in the list's order; None where one is not offered.

    The same boxes ticked are the same answer, whichever was ticked first. A ranking is
    as it was ranked.
    """
    codes = [text] if question.type == "code" else text.split()
    places = {code: place for place, code in enumerate(dict.fromkeys(offered))}
    if any(code not in places for code in codes):
        return None
    if question.control == "select-many":
        codes.sort(key=places.__getitem__)
    return " ".join(codes)


def _plain_point(text: str) -> str:
    """Write a point's numbers with a decimal each, as positioning devices do."""
    numbers = text.split()
    return " ".join(each if "." in each else f"{each}.0" for each in numbers)


def _plain_decimal(text: str) -> str:
    """Write a number as expressions read it, "" where it would be endless."""
    if not text.strip("0123456789.-"):
        return text
    written = format(Decimal(text), "f")
    return written if len(written) <= _DIGITS_MOST else ""


def _fits(question: Question, text: str) -> bool:
    """Whether a whole number is one that the type holds: an int has 32 bits."""
    wide = question.detail == LONG
    return (wide or _INT_LEAST <= int(text) <= _INT_MOST) and _in_range(question, text)


def _in_range(question: Question, text: str) -> bool:
    """Whether a number lies between the ends of a range question."""
    if question.control != "range":
        return True
    ends = dict(question.parameters)
    try:
        lowest, highest = (float(ends.get(end) or text) for end in ("start", "end"))
    except ValueError:
        return True  # a range without numbers at its ends is none
    return min(lowest, highest) <= float(text) <= max(lowest, highest)


def _plain_digits(text: str) -> str:
    """Write digits of any script, and the point of the Arabic ones, as ASCII."""
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() else sign
        for sign in text.replace(_ARABIC_POINT, ".")
    )


def _points(kind: str, text: str) -> str | None:
    """Write a line or an area with its points apart by ";"."""
    points = [point.strip() for point in text.split(";") if point.strip()]
    if len(points) < _POINTS_FEWEST[kind] or not all(map(_POINT.fullmatch, points)):
        return None
    closed = points[0].split()[:2] == points[-1].split()[:2]
    return ";".join(map(_plain_point, points)) if closed or kind == "geotrace" else None


def _date(text: str) -> str | None:
    try:
        return text if _DAY.fullmatch(text) and date.fromisoformat(text) else None
    except ValueError:
        return None


def _time(text: str) -> str | None:
    return text if _TIME.fullmatch(text) else None


def _moment(text: str) -> str | None:
    return text if "T" in text and Calendar(UTC).read(text) is not None else None


_TIMES = {"date": _date, "time": _time, "datetime": _moment}


def atom_from_json(given: Any) -> Atom | None:
    """Read one answer of a JSON document; TypeError where it can be none."""
    match given:
        case None | "":
            return None
        case bool():
            return "true" if given else "false"
        case int() | str():
            return str(given)
        case float() if math.isfinite(given):
            return format(Decimal(repr(given)).normalize(), "f")
        case list() if all(isinstance(each, str | int) for each in given):
            return " ".join(str(each) for each in given) or None
        case {"special": str(special)} if special in SPECIALS:
            return Special(special)
        case _:
            raise TypeError(type(given).__name__)


def json_from_node(node: Node) -> Any:
    """Give a question's answer as JSON, None for no answer."""
    if node.special is not None:
        return {"special": node.special.value}
    if not node.text:
        return None
    question = node.question
    assert isinstance(question, Question), "only a question has an answer"
    try:
        if question.type == "int":
            return int(node.text)
        if question.type == "decimal":
            return float(node.text)
    except ValueError:
        return node.text  # a calculation may give what its type does not say
    return node.text.split() if question.type == "codes" else node.text


def nested(node: Node) -> dict[str, Any]:
    """Give the answers inside a group or row, nested as the form is; relevant only."""
    found: dict[str, Any] = {}
    for child in node.children:
        if not child.relevant:
            continue
        if child.is_list:
            rows = [{"id": row.row_id, **nested(row)} for row in child.rows]
            value: Any = [row for row in rows if row] or None
        elif isinstance(child.question, Question):
            if child.question.metadata == "instanceid":
                continue
            value = json_from_node(child)
        else:
            value = nested(child) or None
        if value is not None:
            found[child.name] = value
    return found


def is_object(given: Any) -> bool:
    """Whether JSON could hold the answers of a group."""
    return isinstance(given, Mapping)
