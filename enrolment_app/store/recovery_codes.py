"""One-time recovery codes: twenty letters that can be read over a telephone.

Crockford's alphabet, so no I, L, O or U; eighteen letters are random (90 bits), the
last two find a letter misheard.
"""

from collections.abc import Callable
from hashlib import sha256

from sync.session.activation import LETTERS, plain_code

RANDOM_LETTERS, CHECK_LETTERS = 18, 2
CODE_LETTERS = RANDOM_LETTERS + CHECK_LETTERS
GROUP = 4
DOMAIN = b"indraj recovery code 1\0"


def new_code(random: Callable[[int], bytes]) -> str:
    """Make a code such as K7QF-2M9X-PD4W-0A1B-CD34."""
    letters = "".join(LETTERS[byte % 32] for byte in random(RANDOM_LETTERS))
    return written(letters + _check(letters))


def written(code: str) -> str:
    """Give a plain code in groups, as it is printed and read out."""
    starts = range(0, len(code), GROUP)
    return "-".join(code[at : at + GROUP] for at in starts)


def read_code(typed: str) -> str | None:
    """Give the plain code of what was typed, None where that can be no code."""
    code = plain_code(typed)
    if len(code) != CODE_LETTERS or not set(code) <= set(LETTERS):
        return None
    letters = code[:RANDOM_LETTERS]
    return code if code == letters + _check(letters) else None


def _check(letters: str) -> str:
    """Give the two letters that follow from the eighteen: 10 bits of a hash."""
    number = int.from_bytes(sha256(DOMAIN + letters.encode()).digest()[:2], "big") >> 6
    return LETTERS[number >> 5] + LETTERS[number & 31]
