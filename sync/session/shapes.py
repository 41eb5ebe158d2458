"""Reading positional messages strictly: what has not the shape is `Malformed`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from sync.errors import Malformed

T = TypeVar("T")
COUNT_END = 1 << 63
WRONG = (
    TypeError,
    ValueError,
    OverflowError,
    AttributeError,
    LookupError,
    RecursionError,
)
"""What a wrong shape ends in: no such kind, part or number; one within another."""


@contextmanager
def refusing() -> Iterator[None]:
    """Turn every way of having the wrong shape into `Malformed`."""
    try:
        yield
    except WRONG as cause:
        raise Malformed("not the shape of this message") from cause


def trimmed(parts: Sequence[object]) -> list[object]:
    """Leave out the empty parts at the end; `padded` puts them back."""
    kept = list(parts)
    while kept and kept[-1] in ([], {}, b""):
        kept.pop()
    return kept


def padded(parts: object, empty: Sequence[object]) -> list[object]:
    """Give the parts of a trimmed array, filled up from `empty` (one a part)."""
    if not isinstance(parts, list) or len(parts) > len(empty):
        raise Malformed("not the shape of this message")
    return [*parts, *empty[len(parts) :]]


def checked(value: object, kind: type[T]) -> T:
    """Give a value that has exactly this type."""
    if type(value) is not kind:
        raise Malformed("not the shape of this message")
    return value


def whole(value: object) -> int:
    """Give a number that counts something, and that every database can hold."""
    number = checked(value, int)
    if not 0 <= number < COUNT_END:
        raise Malformed("a count below nothing, or beyond everything")
    return number


def text(value: object) -> str:
    """Give a text."""
    return checked(value, str)


def octets(value: object) -> bytes:
    """Give a byte string."""
    return checked(value, bytes)


def many(value: object) -> list[object]:
    """Give an array."""
    return checked(value, list)


def named(value: object) -> dict[str, object]:
    """Give a map with text keys."""
    return checked(value, dict)
