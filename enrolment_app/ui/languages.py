"""The languages of the window, each with what makes it different.

To add one: a catalogue in `resources/translations/` and one entry here.
"""

from collections.abc import Sequence
from typing import NamedTuple

LATIN_DIGITS = "0123456789"


class Language(NamedTuple):
    """One language: its code, its own name, direction, digits and fonts."""

    code: str
    name: str
    rtl: bool
    digits: str
    families: tuple[str, ...]
    reading_families: tuple[str, ...]
    weekdays: tuple[str, ...]  # Monday first
    months: tuple[str, ...]


LANGUAGES = (
    Language(
        code="en",
        name="English",
        rtl=False,
        digits=LATIN_DIGITS,
        families=("Inter", "Indraj Arabic"),
        reading_families=("Inter", "Indraj Arabic"),
        weekdays=(
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ),
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
    ),
    Language(
        code="ur",
        name="اردو",
        rtl=True,
        # Offices in Pakistan write Urdu with Latin digits.
        digits=LATIN_DIGITS,
        families=("Indraj Arabic", "Inter"),
        reading_families=("Indraj Nastaliq", "Indraj Arabic", "Inter"),
        weekdays=("پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"),
        months=(
            "جنوری",
            "فروری",
            "مارچ",
            "اپریل",
            "مئی",
            "جون",
            "جولائی",
            "اگست",
            "ستمبر",
            "اکتوبر",
            "نومبر",
            "دسمبر",
        ),
    ),
)


def language(code: str) -> Language:
    """Return the language of a code; the first one where it is unknown."""
    return next((one for one in LANGUAGES if one.code == code), LANGUAGES[0])


def form_language(names: Sequence[str], code: str, otherwise: str) -> str:
    """Return a form's own name of a language: "Urdu (ur)" for "ur"."""
    for name in names:
        if name == code or name.endswith(f"({code})"):
            return name
    return otherwise


def language_after(current: Language) -> Language:
    """Return the language that a person switches to from this one."""
    at = LANGUAGES.index(current)
    return LANGUAGES[(at + 1) % len(LANGUAGES)]
