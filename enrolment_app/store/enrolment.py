"""What a provisioning file makes of a laptop."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sync.session.provisioned import ENUMERATOR

IDENTITY_BEGINS = b"AGE-SECRET-KEY-"
# Bytes, hexadecimal in JSON.
KEYS = ("registry_key", "reading_key", "recovery_key", "introduction")


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a provisioning file makes of this laptop; `token` is spent at most once.

    `reading_key` opens the bundles of a supervisor's areas: one age identity a line, or
    as the file gave it where the activation code was not told. `role` says what the
    laptop is for, `policies` what its administrator decided. `registry_key` is the key
    that the registry was founded with, `successions` those of its keys until the file.
    """

    device: int
    name: str
    areas: tuple[str, ...]
    url: str = ""
    registry: str = ""
    registry_key: bytes = b""
    token: str = ""
    role: str = ENUMERATOR
    readers: tuple[str, ...] = ()
    reading_key: bytes = b""
    recovery_key: bytes = b""
    introduction: bytes = b""
    policies: Mapping[str, int] = field(default_factory=dict)
    ca: str = ""
    successions: tuple[bytes, ...] = ()

    @property
    def number(self) -> int:
        """The number of the registry's key when the file was made."""
        return 1 + len(self.successions)

    @property
    def reading_identities(self) -> tuple[str, ...]:
        """The age identities that open bundles here; none while they are sealed."""
        if not self.reading_key.startswith(IDENTITY_BEGINS):
            return ()
        return tuple(self.reading_key.decode().split("\n"))

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> "Enrolment":
        """Read what `to_json` gave, this version's or an earlier one's."""
        keys = {name: bytes.fromhex(read.get(name, "")) for name in KEYS}
        tuples = {name: tuple(read.get(name, ())) for name in ("areas", "readers")}
        chain = tuple(map(bytes.fromhex, read.get("successions", ())))
        return cls(**{**read, **keys, **tuples, "successions": chain})

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON."""
        keys = {name: getattr(self, name).hex() for name in KEYS}
        chain = [one.hex() for one in self.successions]
        return asdict(self) | keys | {"successions": chain}
