"""Finding households as one types: which words a row is found by, and what is asked.

Sounds are words of their own in the same index, told apart by a leading letter of the
private-use area, one for each script: a word typed in Latin letters finds names that
are written in Arabic letters by sound, and the other way round.
"""

from collections.abc import Iterable, Iterator

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
    found: dict[str, None] = {}
    for text in texts:
        for term in _terms(text):
            found[term] = None
    return " ".join(found)


def _terms(text: str) -> Iterator[str]:
    if is_number(text):
        yield from telephone_forms(text)
        yield digits(text)
    for word in (*words(text), *words(joined(text))):
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
