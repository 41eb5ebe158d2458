"""Answers of each type of field as a few numbers, where that loses nothing.

A type splits a text into numbers and joins them back. What would not come back the
same, letter for letter, is not split: it then travels as plain text.
"""

# ruff: noqa: D102 (`Splitter` says what every type promises)

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sync.errors import Malformed, TooLarge
from sync.moments import Clock, Dates
from sync.splitter import Around, Splitter
from sync.values import RECORD_BYTES, record_bytes, record_text

DIGITS_MAX = 36
DECIMALS_MAX = 30
NUMBER_MAX = 1 << 63
_GEOPOINT_PARTS = 4


_INT = re.compile(r"0|-?[1-9][0-9]*")
_DECIMAL = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_DIGIT = re.compile(r"[0-9]")


class Whole:
    """Whole numbers without leading zeros."""

    width = 1

    def split(self, text: str, around: Around) -> tuple[int, ...] | None:
        del around
        if len(text) < DIGITS_MAX and _INT.fullmatch(text):
            number = int(text)
            return (number,) if abs(number) < NUMBER_MAX else None
        return None

    def join(self, columns: Sequence[Sequence[int]], around: Around) -> list[str]:
        del around
        return list(map(str, columns[0]))


class Decimals:
    """Numbers with a point: how many decimals, and the digits."""

    width = 2

    def split(self, text: str, around: Around) -> tuple[int, ...] | None:
        del around
        found = _DECIMAL.fullmatch(text) if len(text) < DECIMALS_MAX else None
        if not found:
            return None
        sign, whole, decimals = found[1], found[2], found[3] or ""
        numbers = (len(decimals), int(sign + whole + decimals))
        return numbers if decimal_text(*numbers) == text else None

    def join(self, columns: Sequence[Sequence[int]], around: Around) -> list[str]:
        del around
        return list(map(decimal_text, *columns))


class Codes:
    """One of the choices, by its place among them."""

    width = 1

    def split(self, text: str, around: Around) -> tuple[int, ...] | None:
        place = around.places.get(text)
        return None if place is None else (place,)

    def join(self, columns: Sequence[Sequence[int]], around: Around) -> list[str]:
        if columns[0] and min(columns[0]) < 0:
            raise Malformed("choice")
        choices = around.choices
        return [choices[place] for place in columns[0]]


class CodeSets:
    """Several choices in the questionnaire's order, one bit each."""

    width = 1

    def split(self, text: str, around: Around) -> tuple[int, ...] | None:
        bits = 0
        for code in text.split(" "):
            place = around.places.get(code)
            if place is None or place >= NUMBER_MAX.bit_length():
                return None
            bits |= 1 << place
        return (bits,) if _chosen(bits, around.choices) == text else None

    def join(self, columns: Sequence[Sequence[int]], around: Around) -> list[str]:
        return [_chosen(bits, around.choices) for bits in columns[0]]


class Digits:
    """Identity numbers and telephones: a template, and all digits as one number."""

    width = 2

    def split(self, text: str, around: Around) -> tuple[int, ...] | None:
        digits = "".join(_DIGIT.findall(text))
        if not 0 < len(digits) <= DIGITS_MAX:
            return None
        return around.templates.place(_DIGIT.sub("0", text)), int(digits)

    def join(self, columns: Sequence[Sequence[int]], around: Around) -> list[str]:
        templates = around.templates.texts
        return [
            _filled(templates[place], number)
            for place, number in zip(*columns, strict=True)
        ]


class Points:
    """Latitude, longitude, altitude and accuracy: four decimals."""

    width = 2 * _GEOPOINT_PARTS

    def split(self, text: str, around: Around) -> tuple[int, ...] | None:
        parts = text.split(" ")
        found = [DECIMALS.split(part, around) for part in parts]
        if len(parts) != _GEOPOINT_PARTS or None in found:
            return None
        return tuple(number for numbers in found if numbers for number in numbers)

    def join(self, columns: Sequence[Sequence[int]], around: Around) -> list[str]:
        pairs = [
            DECIMALS.join(columns[i : i + 2], around) for i in range(0, self.width, 2)
        ]
        return list(map(" ".join, zip(*pairs, strict=True)))


class Records:
    """A record by its 80 bits and one: 0 is "the change's first record"."""

    width = 1

    def split(self, text: str, around: Around) -> tuple[int, ...] | None:
        del around
        try:
            return (1 + int.from_bytes(record_bytes(text), "big"),)
        except ValueError:
            return None

    def join(self, columns: Sequence[Sequence[int]], around: Around) -> list[str]:
        del around
        return [
            record_text((number - 1).to_bytes(RECORD_BYTES, "big"))
            for number in columns[0]
        ]


DECIMALS = Decimals()

SPLITTERS: Mapping[str, Splitter | None] = MappingProxyType(
    {
        "text": None,
        "file": None,
        "int": Whole(),
        "decimal": DECIMALS,
        "date": Dates(),
        "time": Clock(),
        "datetime": Clock(),
        "code": Codes(),
        "codes": CodeSets(),
        "digits": Digits(),
        "geopoint": Points(),
        "record": Records(),
    }
)
"""Type of field -> how its answers become numbers; None: they stay text."""


def decimal_text(decimals: int, digits: int) -> str:
    """Return a number's text from its count of decimals and its digits."""
    if not 0 <= decimals <= DECIMALS_MAX:
        raise TooLarge("decimals")
    text = f"{abs(digits):0{decimals + 1}d}"
    sign = "-" if digits < 0 else ""
    if not decimals:
        return sign + text
    return f"{sign}{text[:-decimals]}.{text[-decimals:]}"


def _chosen(bits: int, choices: Sequence[str]) -> str:
    """Return the codes whose bits are set, in the questionnaire's order."""
    if bits < 0:
        raise Malformed("choices")
    chosen = []
    while bits:
        place = bits.bit_length() - 1
        chosen.append(choices[place])
        bits ^= 1 << place
    return " ".join(reversed(chosen))


def _filled(template: str, number: int) -> str:
    """Return a template with its zeros replaced by the digits of a number."""
    size = template.count("0")
    digits = str(number).zfill(size)
    if len(digits) != size or not 0 < size <= DIGITS_MAX or number < 0:
        raise Malformed("digits")
    if len(template) == size:
        return digits
    found = iter(digits)
    return "".join([next(found) if sign == "0" else sign for sign in template])
