"""Keys and signatures: Ed25519, each signature bound to the purpose it was made for."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from sync.errors import BadSignature

SEED_BYTES = 32
PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64


class Purpose(StrEnum):
    """What a signature is for; one made for another purpose does not verify."""

    SEGMENT = "segment"
    RECEIPT = "receipt"
    ANSWER = "answer"
    PROVISIONING = "provisioning"
    ENROLMENT = "enrolment"
    SNAPSHOT = "snapshot"
    LETTER = "letter"
    BUNDLE = "bundle"
    CUSTODY = "custody"
    INTRODUCTION = "introduction"
    ATTACHED = "attached"
    ERASURE = "erasure"
    ROTATION = "rotation"
    SUCCESSION = "succession"
    RECOVERY = "recovery"
    UPDATE = "update"
    PRUNED = "pruned"


Sign: TypeAlias = Callable[[Purpose, bytes], bytes]
"""Gives somebody's signature of a message, for one purpose."""


class SigningKey:
    """A private key; it signs, and never shows itself but through `seed`."""

    def __init__(self, seed: bytes) -> None:
        assert len(seed) == SEED_BYTES, "a key's seed has 32 bytes"
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw()

    def __repr__(self) -> str:
        return f"SigningKey(public={self.public.hex()})"

    @property
    def seed(self) -> bytes:
        """The 32 secret bytes, for the vault that keeps them."""
        return self._key.private_bytes_raw()

    def sign(self, purpose: Purpose, message: bytes) -> bytes:
        """Return the 64-byte signature of a message for one purpose."""
        return self._key.sign(_bound(purpose, message))

    def sign_token(self, message: bytes) -> bytes:
        """Return the bare signature that a JSON web token wants, and of nothing else.

        A token begins with "eyJ", what is signed for a purpose with "indraj".
        """
        assert message.startswith(b"eyJ"), "only for tokens"
        return self._key.sign(message)


def check(public: bytes, purpose: Purpose, message: bytes, signature: bytes) -> None:
    """Return only if `public` signed this for that purpose; else BadSignature."""
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(signature, _bound(purpose, message))
    except (InvalidSignature, ValueError) as cause:
        raise BadSignature(purpose.value) from cause


def _bound(purpose: Purpose, message: bytes) -> bytes:
    # The length-free prefix ends in a byte that no purpose contains.
    return b"indraj " + purpose.value.encode("ascii") + b" 1\0" + message
