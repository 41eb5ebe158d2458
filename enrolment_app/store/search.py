"""Finding households as one types: which words a row is found by, and what is asked.

Sounds are words of their own in the same index, told apart by a leading letter of the
private-use area, one for each script: a word typed in Latin letters finds names that
are written in Arabic letters by sound, and the other way round.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from enrolment_app.household.folding import (
    SOUND_LETTERS_MIN,
    digits,
    fold,
    in_arabic_script,
    is_number,
    joined,
    sound,
    telephone_forms,
    words,
)

HEARD_LATIN = "\ue000"
HEARD_ARABIC = "\ue001"
SAME_SCRIPT_LETTERS_MIN = 3


def index_text(texts: Iterable[str]) -> str:
    """Give the text that the index takes for one household."""
    return " ".join(dict.fromkeys(chain.from_iterable(map(_terms, texts))))


# Names and villages come again and again.
@lru_cache(maxsize=8192)
def _terms(text: str) -> tuple[str, ...]:
    if text.isascii() and text.isdecimal():
        return (*telephone_forms(text), text, text.lstrip("0") or text)
    numbers = (*telephone_forms(text), digits(text)) if is_number(text) else ()
    together = joined(text)
    # Only digits that stand apart are put together.
    also = words(together) if together != fold(text) else ()
    found = dict.fromkeys((*words(text), *also))
    return (*numbers, *(term for word in found for term in _terms_of(word)))


def _terms_of(word: str) -> Iterator[str]:
    yield word
    if word.isdigit():
        yield word.lstrip("0") or word
    heard = sound(word)
    if len(heard) >= SOUND_LETTERS_MIN:
        yield (HEARD_ARABIC if in_arabic_script(word) else HEARD_LATIN) + heard


def match_text(text: str) -> str:
    """Give what to ask the index for; empty where there is nothing to ask.

    Every word must be found, each as the beginning of a word or by its sound.
    """
    if is_number(text):
        return _prefix(digits(text))
    return " AND ".join(_alternatives(word) for word in words(joined(text)))


def _alternatives(word: str) -> str:
    heard = sound(word)
    asked = [_prefix(word)]
    if len(heard) >= SOUND_LETTERS_MIN:
        other = HEARD_LATIN if in_arabic_script(word) else HEARD_ARABIC
        asked.append(_prefix(other + heard))
    if len(heard) >= SAME_SCRIPT_LETTERS_MIN:
        same = HEARD_ARABIC if in_arabic_script(word) else HEARD_LATIN
        asked.append(f'"{same}{heard}"')
    return f"({' OR '.join(asked)})"


def _prefix(term: str) -> str:
    return f'"{term}"*'


def sort_key(text: str) -> str:
    """Give what rows are ordered by under a name."""
    return fold(text)
