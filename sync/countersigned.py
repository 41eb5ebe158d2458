"""A word that two keys say together: one that goes, and the one that follows it."""

from sync import wire
from sync.errors import Malformed
from sync.seal import SIGNATURE_BYTES, Purpose, Sign, check


def countersign(signed: bytes, purpose: Purpose, by_old: Sign, by_new: Sign) -> bytes:
    """Return what is said with the signatures of both keys."""
    return wire.encode([signed, by_old(purpose, signed), by_new(purpose, signed)])


def parted(data: bytes, bytes_max: int) -> tuple[bytes, bytes, bytes]:
    """Return what is said and the two signatures; nothing is verified yet."""
    match wire.decode(data, bytes_max=bytes_max, depth_max=1, items_max=4):
        case [bytes(signed), bytes(by_old), bytes(by_new)]:
            if len(by_old) == len(by_new) == SIGNATURE_BYTES:
                return signed, by_old, by_new
    raise Malformed("not a word of two keys")


def check_both(
    parts: tuple[bytes, bytes, bytes], purpose: Purpose, old: bytes, new: bytes
) -> None:
    """Return only if both keys signed; else `BadSignature`."""
    signed, by_old, by_new = parts
    check(old, purpose, signed, by_old)
    check(new, purpose, signed, by_new)
