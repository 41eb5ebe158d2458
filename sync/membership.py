"""A set of identity numbers that can be asked and not read: "maybe", or "surely not".

A Bloom filter over keyed marks (B. H. Bloom, 1970; the places of a mark by double
hashing after A. Kirsch and M. Mitzenmacher, 2006). It holds no number and no part of
one: only whoever has both the key and a number can ask, and one number in
2**HASHES that nobody has is answered "maybe" as well, so no list can be got from it.
"""

import hmac
import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sync import wire
from sync.errors import Malformed, UnknownVersion

VERSION = 1
KEY_BYTES = 32
MARK_BYTES = 16
HASHES = 8
"""Half of the bits are set when full: a stranger is taken for known once in 2**8."""
HASHES_MAX = 32
BYTES_MIN = 256
"""In fewer bits the places of different marks coincide too often."""
MARKS_MAX = 1 << 26
IDENTITY_DIGITS = 13


@dataclass(frozen=True, slots=True)
class Membership:
    """The filter of `count` marks; `bits` are read from the lowest of each byte."""

    count: int
    bits: bytes
    hashes: int = HASHES

    def may_hold(self, mark: bytes) -> bool:
        """Tell whether a mark may be in the set; False is certain."""
        places = _places(mark, self.hashes, 8 * len(self.bits))
        return all(self.bits[at >> 3] >> (at & 7) & 1 for at in places)

    @property
    def mistaken(self) -> float:
        """Give how often a number that is not in the set is answered "maybe"."""
        full = int.from_bytes(self.bits, "big").bit_count() / (8 * len(self.bits))
        return float(full**self.hashes)


def is_identity(text: object) -> bool:
    """Tell whether an answer is an identity number as it is stored: 13 digits."""
    return (
        isinstance(text, str)
        and len(text) == IDENTITY_DIGITS
        and text.isascii()
        and text.isdecimal()
    )


def mark_of(key: bytes, number: str) -> bytes:
    """Give the 16 bytes that stand for an identity number of 13 digits."""
    said = b"indraj identity 1\0" + number.encode("ascii")
    return hmac.digest(key, said, "sha256")[:MARK_BYTES]


def membership(marks: Collection[bytes]) -> Membership:
    """Make the filter of these marks; about 11.5 bits for each, 256 bytes at least."""
    size = max(BYTES_MIN, math.ceil(len(marks) * HASHES / math.log(2) / 8))
    bits = bytearray(size)
    for mark in marks:
        for at in _places(mark, HASHES, 8 * size):
            bits[at >> 3] |= 1 << (at & 7)
    return Membership(len(marks), bytes(bits))


def encode_membership(filter_: Membership) -> bytes:
    """Give the bytes of a filter; equal filters give equal bytes."""
    return wire.encode([VERSION, filter_.hashes, filter_.count, filter_.bits])


def decode_membership(data: bytes, bytes_max: int) -> Membership:
    """Read what `encode_membership` gave; an `IntegrityError` for the rest."""
    match wire.decode(data, bytes_max=bytes_max, depth_max=1, items_max=5):
        case [int(version), *_] if version != VERSION:
            raise UnknownVersion("filter")
        case [int(), int(hashes), int(count), bytes(bits)]:
            if 1 <= hashes <= HASHES_MAX and 0 <= count <= MARKS_MAX and bits:
                return Membership(count, bits, hashes)
    raise Malformed("not a filter of numbers")


def _places(mark: bytes, hashes: int, size: int) -> Iterator[int]:
    half = MARK_BYTES // 2
    first = int.from_bytes(mark[:half], "big")
    # An odd step never stands still.
    step = int.from_bytes(mark[half:], "big") | 1
    return ((first + turn * step) % size for turn in range(hashes))
