"""The file: magic, version, manifest, letters, and a hash over everything.

    "indrajB" | version (1 byte) | size of manifest (4) | manifest | letters | SHA-256

Nothing of it is compressed, so nothing can unpack beyond what it is.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sync.bundle.errors import (
    BundleAltered,
    BundleCutShort,
    BundleNewer,
    BundleTooLarge,
    NotABundle,
)
from sync.bundle.letters import LETTER_BYTES_MAX
from sync.bundle.manifest import HASH_BYTES, Manifest, decode_manifest
from sync.folders import regular

MAGIC = b"indrajB"
VERSION = 1
SIZE_BYTES = 4
HEAD_BYTES = len(MAGIC) + 1 + SIZE_BYTES
FILE_BYTES_MAX = 512 * 1024 * 1024
MANIFEST_BYTES_MAX = 4 * 1024 * 1024
LETTERS_MAX = 4_000
SEALED_BYTES_MAX = LETTER_BYTES_MAX + 64 * 1024
BLOCK_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Bundle:
    """A file whose hash, sizes and manifest are right; its letters are still sealed."""

    path: Path
    manifest: Manifest
    starts: tuple[int, ...]
    size: int

    def letter(self, index: int) -> bytes:
        """Give a sealed letter; `BundleAltered` where the file has changed since."""
        envelope = self.manifest.envelopes[index]
        with self.path.open("rb") as file:
            file.seek(self.starts[index])
            sealed = file.read(envelope.size)
        if hashlib.sha256(sealed).digest() != envelope.digest:
            raise BundleAltered("a letter")
        return sealed


def open_bundle(path: Path) -> Bundle:
    """Verify a file and read its manifest; raises `BundleRefused` in one of its forms.

    Raises `OSError` where the file cannot be read at all.
    """
    with regular(path).open("rb") as file:
        size = file.seek(0, 2)
        file.seek(0)
        return _opened(path, file, size)


def _opened(path: Path, file: BinaryIO, size: int) -> Bundle:
    head = file.read(HEAD_BYTES)
    if not head.startswith(MAGIC):
        raise BundleCutShort if MAGIC.startswith(head) and head else NotABundle
    if size > FILE_BYTES_MAX:
        raise BundleTooLarge(str(size))
    if size < HEAD_BYTES + HASH_BYTES:
        raise BundleCutShort(str(size))
    whole = _hashed(file, size) == file.read(HASH_BYTES)
    if whole and head[len(MAGIC)] != VERSION:
        raise BundleNewer(str(head[len(MAGIC)]))
    manifest_size = int.from_bytes(head[-SIZE_BYTES:], "big")
    if manifest_size > MANIFEST_BYTES_MAX:
        raise BundleTooLarge("manifest") if whole else BundleAltered("size")
    letters_at = HEAD_BYTES + manifest_size
    if letters_at + HASH_BYTES > size:
        raise BundleAltered("size") if whole else BundleCutShort(str(size))
    file.seek(HEAD_BYTES)
    manifest = decode_manifest(file.read(manifest_size))
    starts, end = _starts(manifest, letters_at)
    if end + HASH_BYTES > size:
        raise BundleCutShort(f"{size} of {end + HASH_BYTES}")
    if not whole or end + HASH_BYTES != size:
        raise BundleAltered("hash")
    return Bundle(path, manifest, starts, size)


def _hashed(file: BinaryIO, size: int) -> bytes:
    """Give the hash of all but the last 32 bytes, and stand before these."""
    file.seek(0)
    digest = hashlib.sha256()
    left = size - HASH_BYTES
    while left > 0 and (block := file.read(min(left, BLOCK_BYTES))):
        digest.update(block)
        left -= len(block)
    return digest.digest()


def _starts(manifest: Manifest, at: int) -> tuple[tuple[int, ...], int]:
    """Give where each letter begins, and where the last one ends."""
    if len(manifest.envelopes) > LETTERS_MAX:
        raise BundleTooLarge("letters")
    starts = []
    for envelope in manifest.envelopes:
        if envelope.size > SEALED_BYTES_MAX:
            raise BundleTooLarge("letter")
        starts.append(at)
        at += envelope.size
    return tuple(starts), at
