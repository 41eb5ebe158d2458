"""One attachment as an encrypted file: authentic frames that can be read from anywhere.

The file is `INDRJAT1`, a random id of 16 bytes, then frames; docs/store.md has it in
words exact enough for a second reader. What is sealed is the content, zeros that round
the file's size, the content's length (8 bytes) and its SHA-256, cut into frames of
1 MiB. Each frame is AES-256-GCM under a random nonce and covers the file's id, its own
number and whether it is the last: none can be left out, moved or taken from another.
"""

import hashlib
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from enrolment_app.store.errors import AttachmentDamaged, AttachmentTooLarge

MAGIC = b"INDRJAT1"
ID_BYTES, NONCE_BYTES, TAG_BYTES = 16, 12, 16
HEAD_BYTES = len(MAGIC) + ID_BYTES
PLAIN_BYTES = 1024 * 1024
FRAME_BYTES = NONCE_BYTES + PLAIN_BYTES + TAG_BYTES
AROUND_BYTES = NONCE_BYTES + TAG_BYTES
# The content's length and its SHA-256, at the very end.
TRAILER = struct.Struct("<Q32s")
STEP_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: how many bytes, with which SHA-256."""

    size_bytes: int
    digest: bytes


def padding(size_bytes: int) -> int:
    """Give the least number of zeros that rounds the file and keeps the end whole.

    The file's size is a multiple of 4 KiB, and its last frame holds the trailer.
    """
    ended = size_bytes + TRAILER.size
    frames = -(-ended // PLAIN_BYTES)
    while True:
        zeros = -(HEAD_BYTES + ended + frames * AROUND_BYTES) % STEP_BYTES
        last = ended + zeros - (frames - 1) * PLAIN_BYTES
        if TRAILER.size <= last <= PLAIN_BYTES:
            return zeros
        frames += 1


class _Counting:
    """Counts and hashes a content as it passes, and says so at its end."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.content = Content(0, b"")

    def ended(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Give the content, then the zeros and the trailer that end it."""
        digest, size = hashlib.sha256(), 0
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            if size > self._most:
                raise AttachmentTooLarge
            yield chunk
        self.content = Content(size, digest.digest())
        yield bytes(padding(size)) + TRAILER.pack(size, self.content.digest)


class Sealer:
    """Seals contents under one key, and opens them."""

    def __init__(self, key: bytes, random: Callable[[int], bytes]) -> None:
        self._cipher = AESGCM(key)
        self._random = random

    def write(self, chunks: Iterable[bytes], file: IO[bytes], most: int) -> Content:
        """Write a content as it comes; raises `AttachmentTooLarge` beyond `most`."""
        name, number = self._random(ID_BYTES), 0
        file.write(MAGIC + name)

        def seal(plain: bytearray | memoryview, *, last: bool) -> None:
            nonce = self._random(NONCE_BYTES)
            file.write(nonce)
            covered = _covered(name, number, last=last)
            file.write(self._cipher.encrypt(nonce, plain, covered))

        counting = _Counting(most)
        waiting = bytearray()
        for chunk in counting.ended(chunks):
            waiting += chunk
            # What ends here may be the last frame: it waits for what comes.
            while len(waiting) > PLAIN_BYTES:
                with memoryview(waiting)[:PLAIN_BYTES] as frame:
                    seal(frame, last=False)
                del waiting[:PLAIN_BYTES]
                number += 1
        seal(waiting, last=True)
        return counting.content

    def opened(self, file: IO[bytes]) -> "Opened":
        """Open a sealed file; raises `AttachmentDamaged` for what is none of ours."""
        return Opened(self._cipher, file)


class Opened:
    """An open sealed file; `content` is told by its own authentic end."""

    def __init__(self, cipher: AESGCM, file: IO[bytes]) -> None:
        self._cipher, self._file = cipher, file
        head = file.read(HEAD_BYTES)
        self._name = head[len(MAGIC) :]
        sealed_bytes = file.seek(0, 2) - HEAD_BYTES
        self._frames = -(-sealed_bytes // FRAME_BYTES)
        last = sealed_bytes - (self._frames - 1) * FRAME_BYTES
        whole = self._frames > 0 and last >= AROUND_BYTES + TRAILER.size
        if head[: len(MAGIC)] != MAGIC or not whole:
            raise AttachmentDamaged("not a whole attachment file")
        self._last = self._opened(self._frames - 1)
        self.content = self._ending()

    def _ending(self) -> Content:
        size, digest = TRAILER.unpack(self._last[-TRAILER.size :])
        held = (self._frames - 1) * PLAIN_BYTES + len(self._last)
        if size > held or held != size + padding(size) + TRAILER.size:
            raise AttachmentDamaged("an attachment of another length")
        return Content(size, digest)

    def _frame(self, number: int) -> bytes:
        return self._last if number == self._frames - 1 else self._opened(number)

    def _opened(self, number: int) -> bytes:
        self._file.seek(HEAD_BYTES + number * FRAME_BYTES)
        nonce = self._file.read(NONCE_BYTES)
        sealed = self._file.read(FRAME_BYTES - NONCE_BYTES)
        covered = _covered(self._name, number, last=number == self._frames - 1)
        try:
            return self._cipher.decrypt(nonce, sealed, covered)
        except (InvalidTag, ValueError) as altered:
            raise AttachmentDamaged(f"frame {number} does not verify") from altered

    def read(self, start: int, end: int) -> Iterator[bytes]:
        """Give the content's bytes from `start` to before `end`, frame by frame."""
        end = min(end, self.content.size_bytes)
        while start < end:
            number, at = divmod(start, PLAIN_BYTES)
            piece = self._frame(number)[at : at + end - start]
            yield piece
            start += len(piece)

    def whole(self) -> Iterator[bytes]:
        """Give all of the content; what is not what it says raises at its end."""
        digest = hashlib.sha256()
        for piece in self.read(0, self.content.size_bytes):
            digest.update(piece)
            yield piece
        if digest.digest() != self.content.digest:
            raise AttachmentDamaged("the content is another")


def _covered(name: bytes, number: int, *, last: bool) -> bytes:
    return MAGIC + name + struct.pack("<IB", number, last)
