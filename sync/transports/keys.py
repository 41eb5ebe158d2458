"""Who this laptop is to its registry, and how it proves it."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sync.session.provisioned import registry_id

ASSERTION_SECONDS = 120


@dataclass(frozen=True)
class Keys:
    """A laptop's side of the line, as provisioned.

    `sign` gives the bare Ed25519 signature of the device's key, `public` is its public
    half (32 bytes), `registry_key` the registry's; `enrol_token` opens `/enrol` once.
    `rotations` gives how the laptop came to its key, for a registry that forgot it.
    """

    device: int
    public: bytes
    sign: Callable[[bytes], bytes]
    registry_key: bytes
    enrol_token: str = ""
    rotations: Callable[[], tuple[bytes, ...]] = tuple

    @property
    def registry(self) -> str:
        """The registry's id: the start of its key's hash, in hexadecimal."""
        return registry_id(self.registry_key)


def assertion(keys: Keys, now_seconds: float, nonce: bytes) -> str:
    """Give the signed statement that a token is asked with (RFC 7523, EdDSA)."""
    head = {"alg": "Ed25519", "typ": "JWT"}
    claims = {
        "iss": str(keys.device),
        "sub": str(keys.device),
        "aud": keys.registry,
        "iat": int(now_seconds),
        "exp": int(now_seconds) + ASSERTION_SECONDS,
        "jti": base64url(nonce),
    }
    said = f"{_part(head)}.{_part(claims)}"
    signature = keys.sign(said.encode())
    return f"{said}.{base64url(signature)}"


def base64url(data: bytes) -> str:
    """Give base64 for addresses, without its padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _part(claims: Mapping[str, object]) -> str:
    return base64url(json.dumps(claims, separators=(",", ":")).encode())
