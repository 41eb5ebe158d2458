"""The registry's signed statement of what it holds."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from sync import wire
from sync.errors import Malformed, UnknownVersion
from sync.seal import SIGNATURE_BYTES, Purpose, Sign, check

RECEIPT_VERSION = 1
RECEIPT_BYTES_MAX = 1024
DIGEST_BYTES = 16


class Held(StrEnum):
    """How safely the registry holds a segment."""

    STORED = "stored"
    DURABLE = "durable"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The registry holds `device`'s chain in `area` up to `number`, ending in `head`.

    `head` is the 32-byte hash of the last segment, `epoch` the registry's, `time` the
    registry's clock in milliseconds since 1970.
    """

    epoch: str
    device: int
    area: str
    number: int
    head: bytes
    state: Held
    time: int


def encode_receipt(receipt: Receipt, sign: Sign) -> bytes:
    """Return the receipt's bytes, signed by the registry."""
    body = wire.encode(
        [
            RECEIPT_VERSION,
            receipt.epoch,
            receipt.device,
            receipt.area,
            receipt.number,
            receipt.head,
            receipt.state.value,
            receipt.time,
        ]
    )
    return body + sign(Purpose.RECEIPT, body)


def decode_receipt(data: bytes, registry_key: bytes) -> Receipt:
    """Return what a receipt says; BadSignature unless `registry_key` signed it."""
    if len(data) > RECEIPT_BYTES_MAX or len(data) <= SIGNATURE_BYTES:
        raise Malformed("not a receipt")
    body, signature = data[:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]
    check(registry_key, Purpose.RECEIPT, body, signature)
    match wire.decode(body, bytes_max=RECEIPT_BYTES_MAX):
        case [int(version), *_] if version != RECEIPT_VERSION:
            raise UnknownVersion("receipt")
        case [
            int(),
            str(epoch),
            int(device),
            str(area),
            int(number),
            bytes(head),
            str(state),
            int(time),
        ] if state in tuple(Held):
            return Receipt(epoch, device, area, number, head, Held(state), time)
    raise Malformed("not a receipt")


def receipt_digest(data: bytes) -> bytes:
    """Return the 16 bytes by which a segment's header names the newest receipt seen."""
    return hashlib.sha256(data).digest()[:DIGEST_BYTES]
