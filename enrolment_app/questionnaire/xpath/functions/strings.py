"""Functions on text."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import re
from uuid import UUID

from enrolment_app.questionnaire.errors import BadExpression
from enrolment_app.questionnaire.xpath.context import Context
from enrolment_app.questionnaire.xpath.moments import Moment
from enrolment_app.questionnaire.xpath.patterns import pattern
from enrolment_app.questionnaire.xpath.values import (
    Value,
    number_text,
    texts,
    to_number,
    to_text,
)

from .function import ANY, NUMBER, TEXT, TRUTH, Function

_BLANKS = re.compile(r"[ \t\r\n]+")
_UUID_BYTES = 16
_UUID_LENGTH_MOST = 1_000
_DIGESTS = {
    "MD5": "md5",
    "SHA1": "sha1",
    "SHA256": "sha256",
    "SHA384": "sha384",
    "SHA512": "sha512",
}


def squeeze(text: str) -> str:
    """Make every run of blanks one space, and none at the ends."""
    return _BLANKS.sub(" ", text).strip(" ")


def _concat(context: Context, *arguments: Value) -> str:
    return "".join(texts(arguments, context))


def _join(context: Context, separator: str, *arguments: Value) -> str:
    return separator.join(texts(arguments, context))


def _substr(text: str, start: float, end: float | None = None) -> str:
    """Cut like a slice: from 0, negative from the end, end left out."""
    length = len(text)

    def place(at: float) -> int:
        if at != at:  # noqa: PLR0124 - NaN
            return 0
        whole = length if at == math.inf else -length if at == -math.inf else int(at)
        return min(max(0, whole + length if whole < 0 else whole), length)

    return text[place(start) : length if end is None else place(end)]


def _substring(text: str, start: float, count: float | None = None) -> str:
    """Cut as XPath 1.0 says: from 1, places rounded."""

    def rounded(at: float) -> float:
        return math.floor(at + 0.5) if math.isfinite(at) else at

    first = rounded(start)
    end = math.inf if count is None else first + rounded(count)
    return "".join(c for place, c in enumerate(text, 1) if first <= place < end)


def _before(text: str, mark: str) -> str:
    return text[: max(text.find(mark), 0)]


def _after(text: str, mark: str) -> str:
    _, found, rest = text.partition(mark) if mark else ("", True, text)
    return rest if found else ""


def _translate(text: str, old: str, new: str) -> str:
    table: dict[int, str | None] = {}
    for place, letter in enumerate(old):
        table.setdefault(ord(letter), new[place] if place < len(new) else None)
    return text.translate(table)


def _regex(context: Context, text: str, written: str) -> bool:
    wanted = pattern(written)
    if context.profile.regex_whole:
        return wanted.fullmatch(text) is not None
    return wanted.search(text) is not None


def _digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    name = _DIGESTS.get(algorithm.upper().replace("-", ""))
    encoding = encoding.lower()
    if name is None or encoding not in ("hex", "base64"):
        raise BadExpression(f"no digest: {algorithm} {encoding}")
    digest = hashlib.new(name, text.encode(), usedforsecurity=False)
    if encoding == "hex":
        return digest.hexdigest()
    return base64.b64encode(digest.digest()).decode()


def _base64_decode(text: str) -> str:
    packed = "".join(text.split()).rstrip("=")
    packed += "=" * (-len(packed) % 4)
    try:
        return base64.b64decode(packed, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _uuid(context: Context, length: float | None = None) -> str:
    def one() -> str:
        return str(UUID(bytes=context.random(_UUID_BYTES), version=4))

    if length is None:
        return one()
    wanted = min(int(length), _UUID_LENGTH_MOST) if math.isfinite(length) else 0
    letters = ""
    while len(letters) < wanted:
        letters += one()
    return letters[: max(wanted, 0)]


def _coded(context: Context, value: Value) -> bool:
    """Tell whether text, or a number as text, says yes; "True" says nothing."""
    text = number_text(value, context) if isinstance(value, float) else ""
    return (text or to_text(value, context)) in ("1", "true")


def _itext(context: Context, name: str) -> str:
    text = context.form.itext(name)
    if text is None:
        raise BadExpression(f"there is no text named {name}")
    return text


def _number(context: Context, value: Value) -> float:
    number = to_number(value, context)
    if not isinstance(value, float | bool) and context.calendar.read(
        to_text(value, context)
    ):
        # Calculates with the exact moment, but a person is shown whole days.
        return Moment.reading(number, str(math.floor(number)))
    # A float again: a date that went through number() is no date any more.
    return float(number)


STRINGS = {
    "base64-decode": Function(TEXT, TEXT, _base64_decode),
    "boolean-from-string": Function(TRUTH, ANY, _coded, context=True),
    "concat": Function(TEXT, "any*", _concat, context=True),
    "contains": Function(TRUTH, "text text", lambda text, part: part in text),
    "digest": Function(TEXT, "text text text?", _digest),
    "ends-with": Function(TRUTH, "text text", str.endswith),
    "join": Function(TEXT, "text any*", _join, context=True),
    "jr:itext": Function(TEXT, TEXT, _itext, context=True),
    "normalize-space": Function(TEXT, TEXT, squeeze),
    "number": Function(NUMBER, ANY, _number, context=True),
    "regex": Function(TRUTH, "text text", _regex, context=True),
    "starts-with": Function(TRUTH, "text text", str.startswith),
    "string": Function(TEXT, TEXT, str),
    "string-length": Function(NUMBER, TEXT, lambda text: float(len(text))),
    "substr": Function(TEXT, "text number number?", _substr),
    "substring": Function(TEXT, "text number number?", _substring),
    "substring-after": Function(TEXT, "text text", _after),
    "substring-before": Function(TEXT, "text text", _before),
    "translate": Function(TEXT, "text text text", _translate),
    "uuid": Function(TEXT, "number?", _uuid, context=True),
}
