r"""Regular expressions, read as the other engines of forms read them.

Java's and JavaScript's `\d`, `\w` and `\s` know ASCII alone, and Java's `\p{L}` any
letter of any script: names in Urdu are checked with it.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby

from enrolment_app.questionnaire.errors import BadExpression

_PART = re.compile(r"\\(?:([pP])(?:\{([^}]*)\}|(\w))|.)|[\[\]]", re.DOTALL)
_CATEGORY = re.compile("[LMNPSZC][a-z]?")
# From here on all that is given out are ideographs, which are letters; looking at each
# of them would cost half a second.
_IDEOGRAPHS = 0x20000
_ARABIC = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_NAMED = {
    "alpha": "a-zA-Z",
    "alnum": "a-zA-Z0-9",
    "arabic": _ARABIC,
    "digit": "0-9",
    "latin": "A-Za-zªºÀ-ÖØ-öø-ʸ",
    "lower": "a-z",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\t-\r ",
    "upper": "A-Z",
}
_ALIASES = {"alphabetic": "L", "letter": "L", "lowercase": "Ll", "uppercase": "Lu"}


def _ranges(holds: Callable[[str], bool], *, beyond: bool) -> str:
    """Give all letters that `holds` is true of as ranges, and what is `beyond`."""
    found = ""
    for held, letters in groupby(map(chr, range(_IDEOGRAPHS)), holds):
        if held:
            run = list(letters)
            found += f"\\U{ord(run[0]):08x}-\\U{ord(run[-1]):08x}"
    return found + (f"\\U{_IDEOGRAPHS:08x}-\\U{sys.maxunicode:08x}" * beyond)


@lru_cache(maxsize=32)
def _letters(name: str, *, other: bool) -> str:
    """Give what stands between [ and ] for a property, or for all that lack it."""
    plain = re.sub(r"^(?:Is|In|script=|sc=|gc=)", "", name)
    plain = _ALIASES.get(plain.lower(), plain)
    named = _NAMED.get(plain.lower())
    if named is not None:
        if not other:
            return named
        inside = re.compile(f"[{named}]")
        return _ranges(lambda letter: not inside.match(letter), beyond=True)
    if not _CATEGORY.fullmatch(plain):
        raise BadExpression(f"no regular expression: there is no property {name}")

    def holds(letter: str) -> bool:
        return unicodedata.category(letter).startswith(plain) is not other

    return _ranges(holds, beyond="Lo".startswith(plain) is not other)


def _spelled_out(written: str) -> str:
    """Write properties out as ranges, which is how `re` knows them."""
    in_class = False

    def one(match: re.Match[str]) -> str:
        nonlocal in_class
        sort, name, short = match.groups()
        if sort is None:
            if match[0] in "[]":
                in_class = match[0] == "["
            return match[0]
        letters = _letters(name or short, other=sort == "P")
        return letters if in_class else f"[{letters}]"

    return _PART.sub(one, written)


@lru_cache(maxsize=1024)
def pattern(written: str) -> re.Pattern[str]:
    """Compile a regular expression of a form; raises BadExpression."""
    try:
        return re.compile(_spelled_out(written), re.ASCII)
    except re.error as error:
        raise BadExpression(f"no regular expression: {error}", written) from error
