"""What a device signs of a segment."""

from dataclasses import dataclass

from sync import wire
from sync.errors import Malformed, UnknownVersion
from sync.layout import LAYOUT_BYTES

SEGMENT_VERSION = 1
CHANGES_MAX = 1000
HEADER_BYTES_MAX = 64 * 1024
HEAD_BYTES = 32
FIRST_PREVIOUS = bytes(HEAD_BYTES)
"""What the first segment of a chain names as the one before it."""


@dataclass(frozen=True, slots=True)
class Header:
    """What is signed: whose changes, where, which numbers, after what, and their names.

    `first` counts from 1 along the chain of (device, area). `names` is SHA-256 over
    the changes' names in order, `layouts` the ids (hex) of the questionnaires needed,
    `receipt` the `receipt_digest` of the newest receipt seen (empty: none yet).
    """

    device: int
    area: str
    first: int
    count: int
    previous: bytes
    names: bytes
    layouts: tuple[str, ...]
    receipt: bytes = b""
    version: int = SEGMENT_VERSION

    @property
    def last(self) -> int:
        """The number of the last change in the segment."""
        return self.first + self.count - 1


def header_bytes(header: Header) -> bytes:
    """Return the canonical bytes of a header."""
    return wire.encode(
        [
            header.version,
            header.device,
            header.area,
            header.first,
            header.count,
            header.previous,
            header.names,
            b"".join(bytes.fromhex(name) for name in header.layouts),
            header.receipt,
        ]
    )


def read_header(signed: bytes) -> Header:
    """Return the header of its canonical bytes; Malformed for anything else."""
    match wire.decode(
        signed, bytes_max=HEADER_BYTES_MAX, depth_max=1, items_max=10, flags=False
    ):
        case [int(version), *_] if version != SEGMENT_VERSION:
            raise UnknownVersion("segment")
        case [
            int(version),
            int(device),
            str(area),
            int(first),
            int(count),
            bytes(previous),
            bytes(names),
            bytes(ids),
            bytes(receipt),
        ]:
            size = LAYOUT_BYTES
            layouts = [ids[i : i + size].hex() for i in range(0, len(ids), size)]
            header = Header(
                device,
                area,
                first,
                count,
                previous,
                names,
                tuple(layouts),
                receipt,
                version,
            )
            if _sound(header):
                return header
    raise Malformed("segment header")


def _sound(header: Header) -> bool:
    return (
        0 <= header.device < 1 << 32
        and 1 <= header.first < 1 << 63
        and 1 <= header.count <= CHANGES_MAX
        and len(header.previous) == HEAD_BYTES
        and len(header.names) == HEAD_BYTES
        and len(set(header.layouts)) == len(header.layouts)
        and all(len(name) == 2 * LAYOUT_BYTES for name in header.layouts)
    )
