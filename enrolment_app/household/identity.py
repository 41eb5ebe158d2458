"""Identity and telephone numbers of Pakistan: one spelling to store, one to show.

What is odd about a number that is valid, a questionnaire says in a note of its own.
"""

import re

from enrolment_app.problems import Problem

_DIGITS = {ord(a): str(n) for n in range(10) for a in (chr(0x660 + n), chr(0x6F0 + n))}
_APART = re.compile(r"[\s\-\u2010-\u2015\u200b-\u200f\u2066-\u2069()./]+")
_CNIC = re.compile(r"[0-9]{13}")
_PHONE = re.compile(r"(?:\+92|0092|92|0)?(3[0-9]{9})")


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


def shown_phone(number: str) -> str:
    """Spell a stored number as people here do: 0300-0000012."""
    if found := _PHONE.fullmatch(number):
        local = "0" + found.group(1)
        return f"{local[:4]}-{local[4:]}"
    return number
