"""A digest of a set of changes: how many, and the sum of their names.

Cheap to keep up to date in any order; two sides compare it at the end of an exchange.
It finds mistakes, not attackers: whoever can choose names can make a sum.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from sync.values import NAME_BYTES, Name

_MODULUS = 1 << (8 * NAME_BYTES)


@dataclass(frozen=True, slots=True)
class Digest:
    """How many changes, and the sum of their names modulo 2^128."""

    count: int = 0
    total: int = 0

    def with_names(self, names: Iterable[Name]) -> Self:
        """Return the digest after these changes have joined the set."""
        count, total = self.count, self.total
        for name in names:
            count += 1
            total += int.from_bytes(name, "big")
        return type(self)(count, total % _MODULUS)

    def to_bytes(self) -> bytes:
        """Return 24 bytes: the count (8, big-endian), then the sum (16)."""
        return self.count.to_bytes(8, "big") + self.total.to_bytes(NAME_BYTES, "big")

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the digest of its 24 bytes; ValueError if they are not 24."""
        if len(data) != 8 + NAME_BYTES:
            raise ValueError("a digest has 24 bytes")
        return cls(int.from_bytes(data[:8], "big"), int.from_bytes(data[8:], "big"))


EMPTY = Digest()
