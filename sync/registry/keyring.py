"""The registry's secrets in their file: what it signs with, what opens letters to it.

A registry that never took another key has its first one there and nothing else. The
database says which key counts: the file holds the next one before it does, and lets
the one before go when it does, so every process takes up the same at one moment.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sync.bundle.sealing import identity_from
from sync.errors import KeyMissing, RegistryMissing, RegistryRestored
from sync.folders import write_private
from sync.seal import SEED_BYTES, SigningKey
from sync.succession import FIRST, decode_succession

KEY_FILE = "registry.key"
OWN = ""
"""Under this code stands the identity that opens what is sealed to the registry."""


@dataclass(frozen=True, slots=True)
class Former:
    """What is kept of a key that was given up; it signs nothing any more.

    `until` is when that was, in milliseconds since 1970. `identities` open what was
    sealed under it, by area; `orders` are the ids of those it gave to erase.
    """

    number: int
    until: int
    identities: Mapping[str, str]
    orders: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ring:
    """The key that the registry signs with, and how it came to it."""

    seed: bytes
    successions: tuple[bytes, ...] = ()
    former: tuple[Former, ...] = ()

    @cached_property
    def key(self) -> SigningKey:
        """The key that signs."""
        return SigningKey(self.seed)

    @property
    def number(self) -> int:
        """Its number."""
        return FIRST + len(self.successions)

    @cached_property
    def founding(self) -> bytes:
        """The public key that the registry was founded with: its id follows from it."""
        if self.successions:
            return decode_succession(self.successions[0]).old
        return self.key.public

    def identity(self, area: str) -> str:
        """Give what opens letters that are sealed to an area now, or to the registry.

        It follows from the key: there is nothing more to keep.
        """
        purpose = f"bundle/area/{area}" if area else "bundle/registry"
        return identity_from(self.seed, purpose)

    def identities(self, area: str) -> tuple[str, ...]:
        """Give what opens them, the newest first, and what was sealed before."""
        before = (one.identities.get(area) for one in reversed(self.former))
        return (self.identity(area), *filter(None, before))


class Keyring:
    """The file, as far as one process has read it; without one it is all in memory."""

    def __init__(
        self, ring: Ring, coming: Ring | None = None, file: Path | None = None
    ) -> None:
        self.ring = ring
        self.coming = coming
        self._file = file
        self._known = {ring.number: ring}

    @classmethod
    def read(cls, file: Path) -> "Keyring":
        """Read the file; raises `RegistryMissing` where there is none."""
        try:
            now, coming = parsed(file.read_text())
        except (OSError, ValueError, KeyError, TypeError) as cause:
            raise RegistryMissing from cause
        return cls(now, coming, file)

    def at(self, number: int) -> Ring:
        """Give the key of this number, which is what the database says.

        Raises `KeyMissing` where it is later than what the file holds, and
        `RegistryRestored` where it is earlier: that database came from a backup.
        """
        if number not in self._known and not self._comes(number) and self._file:
            again = Keyring.read(self._file)
            self._known[again.ring.number] = again.ring
            self.coming = again.coming
            self._comes(number)
        if number not in self._known:
            newer = max(self._known) > number
            raise RegistryRestored if newer else KeyMissing
        if number > self.ring.number:
            self.ring = self._known[number]
        return self._known[number]

    def _comes(self, number: int) -> bool:
        """Know the key that was to follow, once the database says that it does."""
        if self.coming is None or self.coming.number != number:
            return False
        self._known[number] = self.coming
        return True

    def newest(self) -> Ring:
        """Give the latest key in the file, whether or not a database knows of it."""
        return self.at(self.coming.number if self.coming else self.ring.number)

    def prepare(self, coming: Ring) -> None:
        """Keep the key that is to follow, durably, before anybody hears of it."""
        self.coming = coming
        self._write()

    def ordered(self, order: str) -> None:
        """Know an order, by its id, under a key that lies ready to follow as well.

        It was prepared without it, and a restore may yet finish what stopped there.
        """
        if self._file:
            self.coming = Keyring.read(self._file).coming
        coming = self.coming
        if coming is None or coming.number == self.ring.number:
            return
        *older, last = coming.former
        if not any(order in former.orders for former in coming.former):
            last = replace(last, orders=(*last.orders, order))
            self.prepare(replace(coming, former=(*older, last)))

    @property
    def settled(self) -> bool:
        """Whether a key that was followed is in the file no more."""
        return self.coming is None or self.coming.number > self.ring.number

    def settle(self) -> None:
        """Let the key before go: its secret is in the file no more."""
        self._known = {self.ring.number: self.ring}
        if self.coming and self.coming.number == self.ring.number:
            self.coming = None
        self._write()

    def _write(self) -> None:
        if self._file:
            write_ring(self._file, self.ring, self.coming)


def write_ring(file: Path, ring: Ring, coming: Ring | None = None) -> None:
    """Write the file durably, all of it or nothing; only its owner can read it."""
    if ring.number == FIRST and coming is None:
        text = ring.seed.hex()
    else:
        said = {"now": _told(ring), "next": _told(coming) if coming else None}
        text = json.dumps(said, indent=1)
    write_private(file, f"{text}\n".encode())


def parsed(text: str) -> tuple[Ring, Ring | None]:
    """Read what `write_ring` wrote: the key that counts, and one that is to follow."""
    if not text.lstrip().startswith("{"):
        return Ring(_seed(text)), None
    said = json.loads(text)
    return _read(said["now"]), _read(said["next"]) if said["next"] else None


def _told(ring: Ring) -> dict[str, Any]:
    return {
        "seed": ring.seed.hex(),
        "successions": [one.hex() for one in ring.successions],
        "former": [asdict(one) for one in ring.former],
    }


def _read(said: Mapping[str, Any]) -> Ring:
    return Ring(
        _seed(said["seed"]),
        tuple(map(bytes.fromhex, said["successions"])),
        tuple(Former(**{**of, "orders": tuple(of["orders"])}) for of in said["former"]),
    )


def _seed(text: str) -> bytes:
    seed = bytes.fromhex(text.strip())
    if len(seed) != SEED_BYTES:
        raise ValueError("no key")
    return seed
