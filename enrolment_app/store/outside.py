"""What lies outside the database, in a file sealed with a key of the store's."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from enrolment_app.store import files
from enrolment_app.store.slots import derived

MAGIC = b"INDRJDV1"
NONCE_BYTES = 12

Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Outside:
    """What lies outside the database: the key's seed, the nonce, the chains.

    `next_seed` is that of the key under which the laptop is to go on.
    """

    seed: str
    nonce: str
    heads: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    next_seed: str = ""


class Outsides:
    """The sealed file beside the database."""

    def __init__(self, path: Path, store_key: bytes, random: Random) -> None:
        self._path = path
        self._cipher = AESGCM(derived(store_key, "device/1"))
        self._random = random

    def read(self) -> Outside | None:
        """Give what the file says; None where it is missing or not this store's."""
        content = files.read(self._path) or b""
        nonce, sealed = content[8 : 8 + NONCE_BYTES], content[8 + NONCE_BYTES :]
        try:
            plain = self._cipher.decrypt(nonce, sealed, MAGIC)
        except (InvalidTag, ValueError):
            return None
        read = json.loads(plain)
        heads = {
            chain: (number, link) for chain, (number, link) in read["heads"].items()
        }
        next_seed = read.get("next_seed", "")
        return Outside(read["seed"], read["nonce"], heads, next_seed)

    def write(self, outside: Outside) -> None:
        """Keep it durably."""
        nonce = self._random(NONCE_BYTES)
        plain = json.dumps(asdict(outside)).encode()
        sealed = self._cipher.encrypt(nonce, plain, MAGIC)
        files.write(self._path, MAGIC + nonce + sealed)
