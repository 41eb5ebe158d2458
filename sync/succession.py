"""The registry goes on under another key: the old one and the new one both say so.

Whoever knows one of its keys follows from there to the newest, over as many as there
were meanwhile. A registry's id is that of its first key, whatever it signs with.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sync import wire
from sync.countersigned import check_both, countersign, parted
from sync.errors import BadSignature, Malformed, UnknownVersion
from sync.seal import PUBLIC_BYTES, Purpose, Sign

SUCCESSION_VERSION = 1
SUCCESSION_BYTES_MAX = 1024
NUMBER_END = 1 << 32
FIRST = 1
"""The number of the key that a registry was founded with."""


@dataclass(frozen=True, slots=True)
class Succession:
    """`new` follows `old` as the registry's key number `number`.

    `time` is the registry's, in milliseconds since 1970.
    """

    number: int
    old: bytes
    new: bytes
    time: int


def encode_succession(said: Succession, by_old: Sign, by_new: Sign) -> bytes:
    """Return the bytes of a succession, signed with both keys."""
    parts = [SUCCESSION_VERSION, said.number, said.old, said.new, said.time]
    return countersign(wire.encode(parts), Purpose.SUCCESSION, by_old, by_new)


def decode_succession(data: bytes) -> Succession:
    """Return a succession that both its keys signed.

    `BadSignature` where one of them did not, `Malformed` for what is none. Whether the
    old key is the registry's is for the reader to know.
    """
    parts = parted(data, SUCCESSION_BYTES_MAX)
    said = _read(parts[0])
    check_both(parts, Purpose.SUCCESSION, said.old, said.new)
    return said


def _read(signed: bytes) -> Succession:
    match wire.decode(signed, depth_max=1, items_max=6, flags=False):
        case [int(version), *_] if version != SUCCESSION_VERSION:
            raise UnknownVersion("succession")
        case [int(), int(number), bytes(old), bytes(new), int(time)]:
            sound = len(old) == len(new) == PUBLIC_BYTES and old != new
            if sound and FIRST < number < NUMBER_END and time >= 0:
                return Succession(number, old, new, time)
    raise Malformed("not a succession")


@dataclass(frozen=True, slots=True)
class Lineage:
    """A registry's keys as somebody knows them, from the first one on.

    `chain` are the successions as they were signed; make one with `followed`.
    """

    keys: tuple[bytes, ...]
    chain: tuple[bytes, ...] = ()

    @property
    def newest(self) -> bytes:
        """The key that the registry signs with now, as far as is known."""
        return self.keys[-1]

    @property
    def number(self) -> int:
        """The number of that key."""
        return len(self.keys)

    def extended(self, told: Iterable[bytes]) -> "Lineage":
        """Return it with what follows; what is known already may be told again.

        Raises `BadSignature` for a succession that neither follows nor is known.
        """
        keys, chain = self.keys, self.chain
        for data in told:
            if data in chain:
                continue
            said = decode_succession(data)
            if (said.number, said.old) != (len(keys) + 1, keys[-1]) or said.new in keys:
                raise BadSignature("a succession that does not follow")
            keys, chain = (*keys, said.new), (*chain, data)
        return Lineage(keys, chain)


def followed(first: bytes, told: Iterable[bytes]) -> Lineage:
    """Return the keys that follow from the first one; raises as `extended`."""
    return Lineage((first,)).extended(told)
