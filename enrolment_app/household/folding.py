# ruff: noqa: RUF001 - letters that look like others are what this file is about
"""Folding: what people write differently and mean alike becomes one text.

Pure and stable: what is folded twice is folded once. Used for searching, for sorting
by name and for finding the same person twice.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

# Letters that Arabic, Persian, Urdu and Pashto keyboards give for one another.
_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ې": "ی",
        "ۍ": "ی",
        "ے": "ی",
        "ۓ": "ی",
        "ئ": "ی",
        "ك": "ک",
        "ڪ": "ک",
        "ګ": "گ",
        "ه": "ہ",
        "ة": "ہ",
        "ۀ": "ہ",
        "ۂ": "ہ",
        "ۃ": "ہ",
        "ھ": "ہ",
        "ە": "ہ",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ټ": "ٹ",
        "ډ": "ڈ",
        "ړ": "ڑ",
        "ڼ": "ن",
        "ں": "ن",
        "ښ": "ش",
        "ږ": "ژ",
        "څ": "س",
        "ځ": "ز",
        "ـ": None,  # a stretched line, no letter
        "ء": None,
        "\u200c": None,  # joiners and marks of direction
        "\u200d": None,
        "\u200e": None,
        "\u200f": None,
    }
)

# What an Arabic letter sounds like in Latin script; vowels and half-vowels are "".
_SOUNDS = {
    **dict.fromkeys("بڀ", "b"),
    **dict.fromkeys("پ", "p"),
    **dict.fromkeys("تٹط", "t"),
    **dict.fromkeys("ثسص", "s"),
    **dict.fromkeys("ذزضظژ", "z"),
    **dict.fromkeys("دڈ", "d"),
    **dict.fromkeys("رڑ", "r"),
    **dict.fromkeys("قکخ", "k"),
    **dict.fromkeys("گغ", "g"),
    "ج": "j",
    "چ": "c",
    "ح": "h",
    "ش": "x",
    "ف": "f",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ہ": "h",
    "ا": "",
    "ع": "",
    "و": "",
    "ی": "",
}
_PAIRS = (("sh", "x"), ("ch", "c"), ("ph", "f"), ("zh", "z"))
_BREATH = re.compile(r"(?<=[bpdtkgjc])h")
_LATIN = {"q": "k", **dict.fromkeys("aeiouywv", "")}
_REPEATED = re.compile(r"(.)\1+")
_DIGITS_APART = re.compile(r"(?<=\d)[\s\-‐-―.]+(?=\d)")
_SPACED_DIGITS = re.compile(r"\+?[\d\s\-‐-―()./]+")

NATIONAL_DIGITS = 10  # a Pakistani telephone number without its leading 0
COUNTRY = "92"
SOUND_LETTERS_MIN = 2


class _Letters(dict[int, str | None]):
    """What each letter becomes; worked out once a letter, then a plain table."""

    def __init__(self, meaning: Callable[[str], str | None]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, code: int) -> str | None:
        self[code] = self._meaning(chr(code))
        return self[code]


def _alike(letter: str) -> str | None:
    """Give what a letter is folded to; None for marks that are no letters."""
    if unicodedata.combining(letter):
        return None
    number = unicodedata.decimal(letter, None)
    if number is not None:
        return str(number)
    return _LETTERS.get(ord(letter), letter)


def _in_words(letter: str) -> str:
    return letter if unicodedata.category(letter)[0] in "LN" else " "


def _if_digit(letter: str) -> str | None:
    return letter if letter in "0123456789" else None


_ALIKE = _Letters(_alike)
_DIGITS = _Letters(_if_digit)
_IN_WORDS = _Letters(_in_words)


# Names and villages come again and again.
@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Give the text with case, accents, vowel marks, twins and digits made alike."""
    folded = text.casefold()
    if not folded.isascii():
        plain = unicodedata.normalize("NFKD", folded).translate(_ALIKE)
        folded = unicodedata.normalize("NFKC", plain).casefold()
    return " ".join(folded.split())


def words(text: str) -> tuple[str, ...]:
    """Give the folded words: runs of letters and digits of any script."""
    return tuple(fold(text).translate(_IN_WORDS).split())


def digits(text: str) -> str:
    """Give only the digits, of any script, as 0 to 9."""
    if text.isascii() and text.isdecimal():
        return text  # as nearly every number is written
    return fold(text).translate(_DIGITS)


def is_number(text: str) -> bool:
    """Tell whether a text is digits and what people put between them."""
    if text.isascii() and text.isalpha():
        return False
    folded = fold(text)
    return bool(_SPACED_DIGITS.fullmatch(folded) and digits(folded))


def joined(text: str) -> str:
    """Give the text folded, with digits that stand apart put together.

    As in 17301-4528906-7 and in 0300 123 4567.
    """
    return _DIGITS_APART.sub("", fold(text))


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """Give what a word sounds like, so that scripts and spellings meet.

    Consonants only; Muhammad, Mohammed and محمد give one sound. Empty for what is no
    word.
    """
    folded = fold(word)
    if not folded.isalpha():
        return ""
    arabic = folded[0] in _SOUNDS
    if arabic:
        heard = "".join(_SOUNDS.get(letter, letter) for letter in folded)
    else:
        heard = folded
        for pair, letter in _PAIRS:
            heard = heard.replace(pair, letter)
        heard = "".join(_LATIN.get(letter, letter) for letter in heard)
    if len(heard) > 1:
        heard = heard[0] + _BREATH.sub("", heard)[1:].rstrip("h")
    begins = "a" if folded[0] in "aeiouاع" else ""
    return begins + _REPEATED.sub(r"\1", heard)


def in_arabic_script(word: str) -> bool:
    """Tell whether a folded word is written in Arabic letters."""
    return word[:1] in _SOUNDS


def telephone_forms(number: str) -> tuple[str, ...]:
    """Give the ways in which one telephone number is typed: 0300, 300, 92300."""
    given = digits(number)
    bare = given.removeprefix("00").removeprefix(COUNTRY).removeprefix("0")
    if len(bare) != NATIONAL_DIGITS:
        return (given,)
    return ("0" + bare, bare, COUNTRY + bare)
