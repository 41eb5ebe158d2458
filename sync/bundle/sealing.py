"""Sealing to readers with age (age-encryption.org/v1), and the keys that open it."""

import hashlib
from collections.abc import Iterable, Sequence

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from pyrage import ssh, x25519

from sync.bundle.errors import BundleAltered
from sync.errors import Malformed

IDENTITY_BYTES = 32
FINGERPRINT_BYTES = 8
# Bech32 (BIP 173), in which age writes its keys down.
ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
SECRET_PREFIX = "age-secret-key-"  # noqa: S105 - how age marks its keys


def identity_from(seed: bytes, purpose: str) -> str:
    """Give the age identity that follows from a secret seed, one for each purpose."""
    drawn = HKDF(SHA256(), IDENTITY_BYTES, salt=None, info=purpose.encode())
    return _bech32(SECRET_PREFIX, drawn.derive(seed)).upper()


def recipient_of(identity: str) -> str:
    """Give the public half of an identity: what others seal to."""
    return str(x25519.Identity.from_str(identity).to_public())


def fingerprint(recipient: str) -> bytes:
    """Give the 8 bytes by which a manifest names a reader."""
    return hashlib.sha256(recipient.encode()).digest()[:FINGERPRINT_BYTES]


def seal(data: bytes, recipients: Sequence[str]) -> bytes:
    """Seal to these readers; `Malformed` where one of them is no age recipient."""
    assert recipients, "sealed to nobody"
    try:
        readers = [x25519.Recipient.from_str(one) for one in recipients]
    except pyrage.RecipientError as cause:
        raise Malformed("recipient") from cause
    return bytes(pyrage.encrypt(data, readers))


def unseal(data: bytes, identities: Iterable[str]) -> bytes:
    """Open what was sealed to one of these identities; else `BundleAltered`."""
    try:
        keys = [x25519.Identity.from_str(identity) for identity in identities]
        return bytes(pyrage.decrypt(data, keys))
    except pyrage.DecryptError as cause:
        raise BundleAltered("a letter does not open") from cause


def seal_to_key(data: bytes, public: bytes) -> bytes:
    """Seal to whoever has an Ed25519 key: age's own way with keys that sign."""
    key = Ed25519PublicKey.from_public_bytes(public)
    spelt = key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    return bytes(pyrage.encrypt(data, [ssh.Recipient.from_str(spelt)]))


def unseal_with_key(data: bytes, seed: bytes) -> bytes:
    """Open what was sealed to an Ed25519 key, by its seed; else `BundleAltered`."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    spelt = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    try:
        return bytes(pyrage.decrypt(data, [ssh.Identity.from_buffer(spelt)]))
    except pyrage.DecryptError as cause:
        raise BundleAltered("sealed to another key") from cause


def _bech32(prefix: str, data: bytes) -> str:
    digits = _in_fives(data)
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    rest = _checksum([*spread, *digits, *[0] * 6]) ^ 1
    check = [rest >> shift & 31 for shift in (25, 20, 15, 10, 5, 0)]
    return f"{prefix}1" + "".join(ALPHABET[d] for d in (*digits, *check))


def _in_fives(data: bytes) -> list[int]:
    bits = len(data) * 8
    padded = int.from_bytes(data, "big") << (-bits % 5)
    places = range(bits + (-bits % 5) - 5, -1, -5)
    return [padded >> place & 31 for place in places]


def _checksum(values: Iterable[int]) -> int:
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(GENERATORS):
            checksum ^= generator if top >> place & 1 else 0
    return checksum
