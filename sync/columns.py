"""Columns of numbers and texts as bytes: the ground floor of a segment's body.

Three streams, because compression does best among its like: `small` (codes, counts,
tables), `text`, and `dense` (digits, dates, ids: already as short as they get).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from itertools import pairwise

from sync.errors import Malformed, TooLarge

TEXT_END = b"\xff"
"""Ends each text; no UTF-8 text contains it."""

NUMBER_BITS_MAX = 128
BYTE_VALUES = 256
CHUNK = 32
"""How many numbers are packed into one long number: it stays quick to divide."""

_SEVEN, _MORE = 0x7F, 0x80
_VARINT_BYTES_MAX = NUMBER_BITS_MAX // 7 + 1


class Way(IntEnum):
    """How a column of numbers is written."""

    ONE = 0
    BYTES = 1
    TABLE = 2
    RADIX = 3
    VARINTS = 4


def varint(number: int) -> bytes:
    """Return seven bits a byte, the lowest first, for a number from 0."""
    out = bytearray()
    while number > _SEVEN:
        out.append(number & _SEVEN | _MORE)
        number >>= 7
    out.append(number)
    return bytes(out)


def folded(number: int) -> int:
    """Return 0, 1, 2, 3, 4 ... for 0, -1, 1, -2, 2 ..."""
    return number * 2 if number >= 0 else -number * 2 - 1


def unfolded(number: int) -> int:
    """Undo `folded`."""
    return -(number + 1) // 2 if number & 1 else number // 2


class Writer:
    """Takes columns; `streams` are the three byte strings they became."""

    def __init__(self) -> None:
        self.small = bytearray()
        self.text = bytearray()
        self.dense = bytearray()

    @property
    def streams(self) -> tuple[bytes, bytes, bytes]:
        """The small, text and dense stream."""
        return bytes(self.small), bytes(self.text), bytes(self.dense)

    def number(self, number: int) -> None:
        """Write one number from 0."""
        self.small += varint(number)

    def raw(self, data: bytes) -> None:
        """Write bytes whose length the reader knows."""
        self.dense += data

    def blob(self, data: bytes) -> None:
        """Write bytes with their length."""
        self.number(len(data))
        self.small += data

    def texts(self, texts: Sequence[str]) -> None:
        """Write a column of texts."""
        for text in texts:
            self.text += text.encode()
            self.text += TEXT_END

    def ints(self, values: Sequence[int]) -> None:
        """Write a column of numbers, in the way that suits them."""
        if not values:
            return
        least, most = min(values), max(values)
        step = math.gcd(*(value - least for value in values))
        steps = [(value - least) // (step or 1) for value in values]
        distinct = sorted(set(values))
        if step == 0:
            self.small += bytes([Way.ONE]) + varint(folded(least))
        elif max(steps) < BYTE_VALUES:
            self._start(Way.BYTES, least, step)
            self.small += bytes(steps)
        elif len(distinct) < min(BYTE_VALUES, len(values) // 2):
            self._table(values, distinct)
        else:
            self._long(values, steps, (most - least) // step + 1, least, step)

    def _start(self, way: Way, least: int, step: int) -> None:
        self.small += bytes([way]) + varint(folded(least)) + varint(step)

    def _table(self, values: Sequence[int], distinct: Sequence[int]) -> None:
        self.small += bytes([Way.TABLE, len(distinct)]) + varint(folded(distinct[0]))
        for before, value in pairwise(distinct):
            self.small += varint(value - before)
        places = {value: place for place, value in enumerate(distinct)}
        self.small += bytes(places[value] for value in values)

    def _long(
        self,
        values: Sequence[int],
        steps: Sequence[int],
        radix: int,
        least: int,
        step: int,
    ) -> None:
        plain = b"".join(varint(folded(value)) for value in values)
        chunks = [steps[i : i + CHUNK] for i in range(0, len(steps), CHUNK)]
        packed = sum(chunk_bytes(radix, len(chunk)) for chunk in chunks)
        if len(plain) <= packed + len(varint(folded(least)) + varint(radix)):
            self.small += bytes([Way.VARINTS]) + plain
            return
        self._start(Way.RADIX, least, step)
        self.number(radix)
        for chunk in chunks:
            number = 0
            for value in reversed(chunk):
                number = number * radix + value
            self.dense += number.to_bytes(chunk_bytes(radix, len(chunk)), "little")


class Reader:
    """Gives back the columns in the order in which they were written."""

    def __init__(self, small: bytes, text: bytes, dense: bytes) -> None:
        self._small = small
        self._at = 0
        self._texts = text.split(TEXT_END)
        self._text_at = 0
        self._dense = dense
        self._dense_at = 0
        self._ways: Mapping[int, Callable[[int], list[int]]] = {
            Way.ONE: self._one,
            Way.BYTES: self._steps,
            Way.TABLE: self._table,
            Way.RADIX: self._radix,
            Way.VARINTS: self._varints,
        }

    def number(self) -> int:
        """Read one number from 0."""
        number = shift = 0
        for _ in range(_VARINT_BYTES_MAX):
            byte = self._bytes(1)[0]
            number |= (byte & _SEVEN) << shift
            shift += 7
            if byte <= _SEVEN:
                return number
        raise TooLarge("number")

    def count(self, most: int) -> int:
        """Read a number that may not exceed a bound."""
        number = self.number()
        if number > most:
            raise TooLarge(f"{number}, at most {most}")
        return number

    def raw(self, size: int) -> bytes:
        """Read `size` bytes."""
        taken = self._dense[self._dense_at : self._dense_at + size]
        if len(taken) != size:
            raise Malformed("cut short")
        self._dense_at += size
        return taken

    def blob(self) -> bytes:
        """Read bytes with their length."""
        return self._bytes(self.count(len(self._small)))

    def texts(self, count: int) -> list[str]:
        """Read a column of `count` texts."""
        taken = self._texts[self._text_at : self._text_at + count]
        if len(self._texts) - 1 - self._text_at < count:
            raise Malformed("cut short")
        self._text_at += count
        return [text.decode() for text in taken]

    def ints(self, count: int) -> list[int]:
        """Read a column of `count` numbers."""
        if not count:
            return []
        way = self._bytes(1)[0]
        if way not in self._ways:
            raise Malformed("no way to write numbers")
        return self._ways[way](count)

    def end(self) -> None:
        """Return only if everything was read."""
        if (self._at, self._text_at, self._dense_at) != (
            len(self._small),
            len(self._texts) - 1,
            len(self._dense),
        ) or self._texts[-1]:
            raise Malformed("bytes after the end")

    def _bytes(self, size: int) -> bytes:
        taken = self._small[self._at : self._at + size]
        if len(taken) != size:
            raise Malformed("cut short")
        self._at += size
        return taken

    def _one(self, count: int) -> list[int]:
        return [unfolded(self.number())] * count

    def _steps(self, count: int) -> list[int]:
        least, step = unfolded(self.number()), self.number()
        steps = self._bytes(count)
        if least == 0 and step == 1:
            return list(steps)
        return [least + step * value for value in steps]

    def _varints(self, count: int) -> list[int]:
        return [unfolded(self.number()) for _ in range(count)]

    def _table(self, count: int) -> list[int]:
        size = self._bytes(1)[0]
        table = [unfolded(self.number())]
        for _ in range(size - 1):
            table.append(table[-1] + self.number())
        return [table[place] for place in self._bytes(count)]

    def _radix(self, count: int) -> list[int]:
        least, step, radix = unfolded(self.number()), self.number(), self.number()
        if radix.bit_length() > NUMBER_BITS_MAX or radix < 1:
            raise TooLarge("number")
        values: list[int] = []
        for start in range(0, count, CHUNK):
            size = min(CHUNK, count - start)
            number = int.from_bytes(self.raw(chunk_bytes(radix, size)), "little")
            for _ in range(size):
                number, value = divmod(number, radix)
                values.append(least + step * value)
        return values


def chunk_bytes(radix: int, size: int) -> int:
    """Return how many bytes `size` digits of that radix take together."""
    packed: int = (radix**size - 1).bit_length()
    return (packed + 7) // 8
