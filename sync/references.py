"""Things named more than once in a segment: listed at first use, then by number."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sync.columns import Reader, Writer
from sync.errors import Malformed, TooLarge

_Thing = TypeVar("_Thing", str, bytes)


def indexed(things: Iterable[_Thing]) -> tuple[list[int], list[_Thing]]:
    """Return 0 for each thing that is new and its number (from 1) for a known one."""
    places: dict[_Thing, int] = {}
    numbers = []
    for thing in things:
        numbers.append(places.get(thing, 0))
        places.setdefault(thing, len(places) + 1)
    return numbers, list(places)


def write_indexed(writer: Writer, texts: Sequence[str]) -> None:
    """Write a column of texts that repeat."""
    distinct = list(dict.fromkeys(texts))
    places = {text: place for place, text in enumerate(distinct)}
    writer.number(len(distinct))
    writer.texts(distinct)
    writer.ints([places[text] for text in texts])


def read_indexed(reader: Reader, count: int) -> list[str]:
    """Read a column of `count` texts that repeat."""
    distinct = reader.texts(reader.count(count))
    return [distinct[place] for place in read_counts(reader, count, count * count)]


def read_counts(reader: Reader, count: int, most: int) -> list[int]:
    """Read `count` numbers from 0 whose sum may not exceed a bound."""
    numbers = reader.ints(count)
    if numbers and min(numbers) < 0:
        raise Malformed("a count below 0")
    if sum(numbers) > most:
        raise TooLarge("count")
    return numbers
