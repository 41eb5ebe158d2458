"""Identity and telephone numbers of Pakistan: one spelling to store, what is odd."""

import itertools
import re
from collections.abc import Sequence

from enrolment_app.problems import Problem

_DIGITS = {ord(a): str(n) for n in range(10) for a in (chr(0x660 + n), chr(0x6F0 + n))}
_APART = re.compile(r"[\s\-\u2010-\u2015\u200b-\u200f\u2066-\u2069()./]+")
_CNIC = re.compile(r"[0-9]{13}")
_PHONE = re.compile(r"(?:\+92|0092|92|0)?(3[0-9]{9})")
_LANDLINE = re.compile(r"(?:\+92|0092|92|0)?([24-9][0-9]{8,9})")
_PROVINCES = "1234567"
DEMO_PREFIX = "0"  # no card begins with it, so invented numbers do


def plain(typed: str) -> str:
    """Strip spaces, dashes and marks, and turn every digit into 0-9."""
    return _APART.sub("", typed.translate(_DIGITS))


def cnic(typed: str) -> str | Problem:
    """Give the 13 digits of an identity number in whatever way it was typed.

    The number of digits is the only error: CNIC, B-Form, NICOP and POC share it.
    """
    digits = plain(typed)
    if _CNIC.fullmatch(digits):
        return digits
    return Problem("identity.cnic_length", values={"digits": str(len(digits))})


def shown_cnic(digits: str) -> str:
    """Spell 13 digits as the card does: 12101-1234567-1."""
    if not _CNIC.fullmatch(digits):
        return digits
    return f"{digits[:5]}-{digits[5:12]}-{digits[12]}"


def cnic_doubts(digits: str, sex: str = "") -> tuple[Problem, ...]:
    """Say what is odd about a number that is valid; nothing here blocks.

    `sex` is "female" or "male" where it is known. Transgender people choose the last
    digit, clerks err and a husband's card may be shown: so it is a question, no error.
    """
    doubts = []
    if digits[0] == DEMO_PREFIX:
        doubts.append("identity.cnic_demo")
    elif digits[0] not in _PROVINCES:
        doubts.append("identity.cnic_province")
    if _is_run(digits) or len(set(digits[5:12])) == 1:
        doubts.append("identity.cnic_made_up")
    if sex in ("female", "male") and (int(digits[12]) % 2 == 1) != (sex == "male"):
        doubts.append("identity.cnic_sex")
    return tuple(Problem(code) for code in doubts)


def _is_run(digits: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(digits)}
    return len(steps) == 1


def phone(typed: str) -> str | Problem:
    """Give a telephone number as +92 and its digits."""
    digits = plain(typed)
    for shape in (_PHONE, _LANDLINE):
        if found := shape.fullmatch(digits):
            return "+92" + found.group(1)
    return Problem("identity.phone_shape")


def shown_phone(number: str) -> str:
    """Spell a stored number as people here do: 0300-0000012."""
    if found := _PHONE.fullmatch(number):
        local = "0" + found.group(1)
        return f"{local[:4]}-{local[4:]}"
    return number


def twice(numbers: Sequence[str]) -> tuple[str, ...]:
    """Give the identity numbers that stand more than once in one household."""
    seen = [plain(number) for number in numbers if number]
    return tuple(dict.fromkeys(n for n in seen if seen.count(n) > 1))
