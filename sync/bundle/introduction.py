"""The registry's signed word about a laptop, which its letters bring along.

A supervisor may meet a laptop before the registry does. Whoever shows this had the
laptop's provisioning file: it lies there and in sealed letters, nowhere else.
"""

from dataclasses import dataclass

from sync import wire
from sync.seal import SIGNATURE_BYTES, Purpose, Sign, check
from sync.session.shapes import many, refusing, text, whole

INTRODUCTION_BYTES_MAX = 16 * 1024


@dataclass(frozen=True, slots=True)
class Introduction:
    """Which laptop this is, and what it works in."""

    device: int
    name: str
    areas: tuple[str, ...]


def encode_introduction(said: Introduction, sign: Sign) -> bytes:
    """Give the bytes of an introduction, signed by the registry."""
    body = wire.encode([said.device, said.name, list(said.areas)])
    return sign(Purpose.INTRODUCTION, body) + body


def decode_introduction(data: bytes, registry_key: bytes) -> Introduction:
    """Read an introduction; `BadSignature` unless the registry wrote it."""
    signature, body = data[:SIGNATURE_BYTES], data[SIGNATURE_BYTES:]
    check(registry_key, Purpose.INTRODUCTION, body, signature)
    with refusing():
        said = wire.decode(body, bytes_max=INTRODUCTION_BYTES_MAX)
        device, name, areas = many(said)
        return Introduction(
            whole(device), text(name), tuple(text(area) for area in many(areas))
        )
