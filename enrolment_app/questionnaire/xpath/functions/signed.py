"""Functions on signed contents, such as the code on a card."""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .function import TEXT, Function

_SIGNATURE_BYTES = 64


def _extract_signed(contents: str, key: str) -> str:
    """Give what an Ed25519 signature in front of it vouches for, "" if it does not."""
    try:
        signed = base64.b64decode(contents, validate=True)
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key))
        message = signed[_SIGNATURE_BYTES:]
        public.verify(signed[:_SIGNATURE_BYTES], message)
        return message.decode()
    except (binascii.Error, ValueError, InvalidSignature):
        return ""


SIGNED = {"extract-signed": Function(TEXT, "text text", _extract_signed)}
