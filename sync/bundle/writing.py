"""Writing a bundle so that a stick may be pulled out at any moment.

A name of its own first, then the bytes, then reading them back from the stick; only
then the name that was asked for. Until then what was there before stays there.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from sync.bundle.errors import BundleRefused, BundleTooLarge, BundleUnwritten
from sync.bundle.file import (
    FILE_BYTES_MAX,
    MAGIC,
    MANIFEST_BYTES_MAX,
    SIZE_BYTES,
    VERSION,
    Bundle,
    open_bundle,
)
from sync.bundle.manifest import HASH_BYTES, Manifest, encode_manifest
from sync.folders import UNFINISHED, begin_anew, sync_folder
from sync.seal import Sign


def write_bundle(
    path: Path,
    manifest: Manifest,
    letters: Iterable[bytes],
    sign: Sign,
) -> Bundle:
    """Write a bundle of sealed letters in the order of the manifest's envelopes.

    When this returns the file is durable and was read back. Raises `BundleUnwritten`
    where the stick fails, `BundleTooLarge` where it would be beyond the bound.
    """
    said = encode_manifest(manifest, sign)
    sizes = sum(envelope.size for envelope in manifest.envelopes)
    if len(said) > MANIFEST_BYTES_MAX or (
        len(said) + sizes + len(MAGIC) + 1 + SIZE_BYTES + HASH_BYTES > FILE_BYTES_MAX
    ):
        raise BundleTooLarge("to be written")
    head = MAGIC + bytes([VERSION]) + len(said).to_bytes(SIZE_BYTES, "big")
    waiting = path.with_name(path.name + UNFINISHED)
    try:
        _put(waiting, _with_hash((head, said), letters))
        written = open_bundle(waiting)
        for index in range(len(manifest.envelopes)):
            written.letter(index)
        waiting.replace(path)
        with suppress(OSError):
            # It was read back: what was there before is not there any more.
            sync_folder(path.parent)
    except (OSError, BundleRefused) as cause:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
        raise BundleUnwritten(type(cause).__name__) from cause
    return Bundle(path, written.manifest, written.starts, written.size)


def _with_hash(head: Iterable[bytes], letters: Iterable[bytes]) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for parts in (head, letters):
        for part in parts:
            digest.update(part)
            yield part
    yield digest.digest()


def _put(path: Path, parts: Iterable[bytes]) -> None:
    begin_anew(path)
    with path.open("wb") as file:
        for part in parts:
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
        if sys.platform == "linux":
            # What is read back shall come from the stick and not from memory.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
