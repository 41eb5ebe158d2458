"""A laptop takes a new key under its number: the old one and the new one both say so.

The registry countersigns by telling it in everybody's log.
"""

from dataclasses import dataclass

from sync import wire
from sync.countersigned import check_both, countersign, parted
from sync.errors import Malformed, UnknownVersion
from sync.seal import PUBLIC_BYTES, Purpose, Sign

ROTATION_VERSION = 1
ROTATION_BYTES_MAX = 1024


@dataclass(frozen=True, slots=True)
class Rotation:
    """From `old` to `new`, public keys of one device."""

    device: int
    old: bytes
    new: bytes


def encode_rotation(rotation: Rotation, by_old: Sign, by_new: Sign) -> bytes:
    """Return the bytes of a rotation, signed with both keys."""
    said = [ROTATION_VERSION, rotation.device, rotation.old, rotation.new]
    return countersign(wire.encode(said), Purpose.ROTATION, by_old, by_new)


def is_rotation(data: bytes) -> bool:
    """Tell a rotation from a segment among what goes up; nothing more is checked."""
    return data[:1] == b"\x83"


def decode_rotation(data: bytes) -> Rotation:
    """Return a rotation that both its keys signed.

    `BadSignature` where one of them did not, `Malformed` for what is none. Whether the
    old key is the device's is for the reader to know.
    """
    parts = parted(data, ROTATION_BYTES_MAX)
    said = _read(parts[0])
    check_both(parts, Purpose.ROTATION, said.old, said.new)
    return said


def _read(signed: bytes) -> Rotation:
    match wire.decode(signed, depth_max=1, items_max=5, flags=False):
        case [int(version), *_] if version != ROTATION_VERSION:
            raise UnknownVersion("rotation")
        case [int(), int(device), bytes(old), bytes(new)]:
            sound = len(old) == len(new) == PUBLIC_BYTES and old != new
            if sound and 0 < device < 1 << 32:
                return Rotation(device, old, new)
    raise Malformed("not a rotation")
