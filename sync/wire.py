"""Deterministic CBOR: one value, one byte string; a reader that refuses all others.

A subset of RFC 8949 section 4.2.1: integers below 2^64 in size, byte and text
strings, arrays, maps with text keys, false, true, null. No floats, no tags, nothing
of indefinite length.
"""

from collections.abc import Mapping
from typing import TypeAlias

import cbor2

from sync.errors import Malformed, TooLarge

Plain: TypeAlias = int | bool | bytes | str | list["Plain"] | dict[str, "Plain"] | None

BYTES_MAX = 16 * 1024 * 1024
DEPTH_MAX = 12
ITEMS_MAX = 200_000

_SIMPLE: Mapping[int, bool | None] = {0xF4: False, 0xF5: True, 0xF6: None}
_IN_HEAD = 24
_LENGTHS = {24: (1, 24), 25: (2, 1 << 8), 26: (4, 1 << 16), 27: (8, 1 << 32)}


def encode(value: object) -> bytes:
    """Return the one encoding of a value; equal values give equal bytes."""
    return cbor2.dumps(_ordered(value))


def decode(
    data: bytes,
    *,
    bytes_max: int = BYTES_MAX,
    depth_max: int = DEPTH_MAX,
    items_max: int = ITEMS_MAX,
    flags: bool = True,
) -> Plain:
    """Return the value of its one encoding; Malformed for anything else.

    Without `flags` true and false are nothing else either: Python takes them for 1 and
    0, and a thing that is signed would have two encodings.

    Nothing is set aside before the bytes for it are there, so a short message cannot
    make the reader build a large value.
    """
    if len(data) > bytes_max:
        raise TooLarge(f"{len(data)} bytes, {bytes_max} allowed")
    reader = _Reader(data, items_max, flags=flags)
    value = reader.value(depth_max)
    if reader.at != len(data):
        raise Malformed("bytes after the end")
    return value


def _ordered(value: object) -> object:
    if isinstance(value, Mapping):
        keys = list(value)
        assert all(isinstance(key, str) for key in keys), "map keys are text"
        # Shorter encodings come first, then by bytes: RFC 8949, for text keys.
        keys.sort(key=lambda key: (len(key.encode()), key.encode()))
        return {key: _ordered(value[key]) for key in keys}
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    if value is None or isinstance(value, int | bytes | str):
        return value
    raise TypeError(f"not for the wire: {type(value).__name__}")


class _Reader:
    """Reads one value from the front of the bytes, strictly."""

    def __init__(self, data: bytes, items_max: int, *, flags: bool) -> None:
        self.data = data
        self.flags = flags
        self.at = 0
        self.items_left = items_max

    def value(self, depth: int) -> Plain:
        self.items_left -= 1
        if depth < 0 or self.items_left < 0:
            raise TooLarge("nested or numerous beyond the bound")
        first = self._take(1)[0]
        if first in _SIMPLE:
            return self._simple(first)
        major, size = first >> 5, self._argument(first & 0x1F)
        match major:
            case 0:
                return size
            case 1:
                return -1 - size
            case 2:
                return self._take(size)
            case 3:
                return self._text(size)
            case 4:
                return self._array(size, depth)
            case 5:
                return self._map(size, depth)
        raise Malformed("a type that is not in use")

    def _simple(self, first: int) -> Plain:
        value = _SIMPLE[first]
        if isinstance(value, bool) and not self.flags:
            raise Malformed("true or false where a number stands")
        return value

    def _argument(self, low: int) -> int:
        if low < _IN_HEAD:
            return low
        if low not in _LENGTHS:
            raise Malformed("indefinite or reserved length")
        width, least = _LENGTHS[low]
        number = int.from_bytes(self._take(width), "big")
        if number < least:
            raise Malformed("a number that is not in its shortest form")
        return number

    def _take(self, size: int) -> bytes:
        end = self.at + size
        if end > len(self.data):
            raise Malformed("cut short")
        taken = self.data[self.at : end]
        self.at = end
        return taken

    def _text(self, size: int) -> str:
        try:
            return self._take(size).decode("utf-8")
        except UnicodeDecodeError as cause:
            raise Malformed("text that is not UTF-8") from cause

    def _room(self, items: int) -> None:
        # Each item takes a byte at least: a longer claim is false or too much.
        if items > min(self.items_left, len(self.data) - self.at):
            raise TooLarge("more items than the bound or the bytes allow")

    def _array(self, size: int, depth: int) -> list[Plain]:
        self._room(size)
        return [self.value(depth - 1) for _ in range(size)]

    def _map(self, size: int, depth: int) -> dict[str, Plain]:
        self._room(size * 2)
        found: dict[str, Plain] = {}
        before = b""
        for _ in range(size):
            start = self.at
            key = self.value(depth - 1)
            written = self.data[start : self.at]
            if not isinstance(key, str) or written <= before:
                raise Malformed("map keys are text, each once, in order")
            before = written
            found[key] = self.value(depth - 1)
        return found
