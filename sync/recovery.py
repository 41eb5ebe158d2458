"""A recovery code for the office: sealed so that nobody but the office reads it.

A laptop makes a code, keeps the slot that it opens, and hands the code up sealed to
the office's key. The registry keeps it without being able to read it; whoever holds
the private half of the key reads it to the person on the telephone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sync import wire
from sync.errors import Malformed, UnknownVersion
from sync.seal import SIGNATURE_BYTES, Purpose, Sign, check

SLIP_VERSION = 1
SLIP_BYTES_MAX = 1024
PERSON_CHARACTERS_MAX = 100
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
CODE_CHARACTERS_MAX = 64
SEALED_BYTES_MAX = 32 + CODE_CHARACTERS_MAX + 16
MARK_BYTES = 8
_FIRST_BYTE = b"\x87"  # an array of seven


@dataclass(frozen=True, slots=True)
class Slip:
    """A person's sealed code of a device; of two the larger `number` is the later.

    `office` is the short name of the key that it is sealed to.
    """

    device: int
    person: str
    number: int
    office: bytes
    sealed: bytes


def short_of(office_key: bytes) -> bytes:
    """Give the name by which a slip tells the key that it is sealed to."""
    return sha256(office_key).digest()[:MARK_BYTES]


def sealed_code(code: str, device: int, person: str, number: int, key: bytes) -> Slip:
    """Seal a code to the office's public key (32 bytes)."""
    slip = Slip(device, person, number, short_of(key), b"")
    public = X25519PublicKey.from_public_bytes(key)
    sealed: bytes = SUITE.encrypt(code.encode(), public, _covered(slip))
    return Slip(device, person, number, slip.office, sealed)


def opened_code(slip: Slip, private: X25519PrivateKey) -> str | None:
    """Give the code, None where it is sealed to another key or was altered."""
    try:
        return str(SUITE.decrypt(slip.sealed, private, _covered(slip)).decode())
    except (InvalidTag, ValueError):
        return None


def encode_slip(slip: Slip, sign: Sign) -> bytes:
    """Give a slip's bytes, signed by its laptop."""
    said = _said(slip)
    return wire.encode([*said, sign(Purpose.RECOVERY, wire.encode(said))])


def is_slip(data: bytes) -> bool:
    """Tell a slip from a segment among what goes up; nothing more is checked."""
    return data[:1] == _FIRST_BYTE


def decode_slip(data: bytes) -> tuple[Slip, bytes]:
    """Read a slip and its signature, which `check_slip` checks.

    `Malformed` for what is none.
    """
    match wire.decode(
        data, bytes_max=SLIP_BYTES_MAX, depth_max=1, items_max=16, flags=False
    ):
        case [int(version), *_] if version != SLIP_VERSION:
            raise UnknownVersion("slip")
        case [
            int(),
            int(device),
            str(person),
            int(number),
            bytes(office),
            bytes(sealed),
            bytes(signature),
        ]:
            slip = Slip(device, person, number, office, sealed)
            if _is_sound(slip) and len(signature) == SIGNATURE_BYTES:
                return slip, signature
    raise Malformed("not a slip")


def check_slip(slip: Slip, signature: bytes, key: bytes) -> None:
    """Raise `BadSignature` unless the device with this key signed the slip."""
    check(key, Purpose.RECOVERY, wire.encode(_said(slip)), signature)


def slips_taken(brought: Iterable[bytes], refused: Iterable[bytes]) -> Iterator[bytes]:
    """Give the slips of a request that its answer does not refuse: they are kept there.

    `refused` are what refusals name: the first 8 bytes of a hash.
    """
    named = set(refused)
    for data in brought:
        if is_slip(data) and sha256(data).digest()[:MARK_BYTES] not in named:
            yield data


def _is_sound(slip: Slip) -> bool:
    return (
        0 < slip.device < 1 << 32
        and 0 < len(slip.person) <= PERSON_CHARACTERS_MAX
        and 0 < slip.number < 1 << 63
        and len(slip.office) == MARK_BYTES
        and 0 < len(slip.sealed) <= SEALED_BYTES_MAX
    )


def _said(slip: Slip) -> list[object]:
    parts = [slip.device, slip.person, slip.number, slip.office, slip.sealed]
    return [SLIP_VERSION, *parts]


def _covered(slip: Slip) -> bytes:
    whose = [slip.device, slip.person, slip.number]
    return b"indraj recovery 1\0" + wire.encode(whose)
