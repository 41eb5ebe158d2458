"""Reading what people type: any script's digits, stored as ASCII."""

import unicodedata

from enrolment_app.household.folding import digits

# What stands for a decimal point on keyboards that people really use here.
POINTS = ".,\u066b\u060c"
MINUSES = "-\u2212\u2013\ufe63\uff0d"


def ascii_digit(character: str) -> str:
    """Give the ASCII digit for any script's digit, "" for anything else."""
    value = unicodedata.digit(character, -1)
    return str(value) if character.isdecimal() and value >= 0 else ""


def plain_integer(text: str) -> str:
    """Give a whole number as the XForm stores it; what is no part of one is dropped."""
    sign = "-" if text.strip()[:1] in MINUSES and text.strip() else ""
    return sign + digits(text)


def plain_decimal(text: str) -> str:
    """Give a decimal number as the XForm stores it, with "." as its only point."""
    written = text.strip()
    sign = "-" if written and written[0] in MINUSES else ""
    whole, *rest = [digits(part) for part in _split_at_points(written.lstrip(MINUSES))]
    return sign + (f"{whole}.{''.join(rest)}" if rest else whole)


def _split_at_points(text: str) -> list[str]:
    parts = [""]
    for character in text:
        if character in POINTS and len(parts) == 1:
            parts.append("")
        else:
            parts[-1] += character
    return parts
