"""What an entry adds up to: disks spoil what lies on them, and say nothing of it."""

import zlib


def entry_sum(link: bytes, body: bytes) -> int:
    """Give the CRC-32 of an entry's link and body, one after the other.

    It tells what was spoilt by chance: against whoever alters what lies here stand the
    signatures and the links.
    """
    return zlib.crc32(body, zlib.crc32(link))
