"""What laptop and registry say of a message that a line broke in the midst of.

Any request can go in stretches, and its answer come in stretches, each as it lies in
the whole: whoever breaks off goes on at the byte after the last one that arrived. They
begin with a word instead of a version, as the lane of attachments does, so a registry
from before says that it does not speak it. Nothing here is signed: a request is what
its hash says, and an answer is signed whole.
"""

import hashlib
from dataclasses import dataclass

from sync import wire
from sync.errors import Malformed, UnknownVersion
from sync.session.messages import KIB, MESSAGE_BYTES_MAX
from sync.session.shapes import many, octets, padded, refusing, trimmed, whole

WORD = "resuming"
"""The first word of a stretch."""
VERSION = 1
STRETCH_BYTES_MAX = 512 * KIB
"""The most that a stretch holds, up or down."""
DIGEST_BYTES = 32
MARK_BYTES = 8
HEARD_EMPTY = (None, None, None, b"", b"")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes of a request from `offset` on; `size` and `digest` are of the whole.

    `got` bytes of its answer are there already; at most `room` more are asked for.
    """

    digest: bytes
    size: int
    offset: int
    data: bytes
    got: int
    room: int


@dataclass(frozen=True, slots=True)
class Heard:
    """How many bytes of a request are there, and bytes of its answer.

    `total` is the answer's size, 0 while there is none; `mark` tells answers apart.
    """

    have: int
    total: int = 0
    mark: bytes = b""
    data: bytes = b""


def is_stretch(data: bytes) -> bool:
    """Tell whether a request is a stretch of one; it may still be malformed."""
    start = wire.encode(WORD)
    return data[1 : 1 + len(start)] == start


def mark_of(answer: bytes) -> bytes:
    """Give what tells an answer from another one to the same request."""
    return hashlib.sha256(answer).digest()[:MARK_BYTES]


def encode_stretch(said: Stretch) -> bytes:
    """Give the bytes of a stretch."""
    place = [said.digest, said.size, said.offset, said.data]
    return wire.encode([WORD, VERSION, *place, said.got, said.room])


def decode_stretch(data: bytes) -> Stretch:
    """Read a stretch; `Malformed` for anything else, `UnknownVersion` for a later."""
    with refusing():
        parts = many(wire.decode(data, bytes_max=MESSAGE_BYTES_MAX))
        if parts[:1] != [WORD] or parts[1:2] != [VERSION]:
            raise UnknownVersion("resuming")
        _, _, digest, size, offset, piece, got, room = parts
        said = Stretch(
            octets(digest),
            whole(size),
            whole(offset),
            octets(piece),
            whole(got),
            whole(room),
        )
    within = said.offset + len(said.data) <= said.size <= MESSAGE_BYTES_MAX
    if len(said.digest) != DIGEST_BYTES or not within or not said.size:
        raise Malformed("a stretch of nothing, or beyond the end")
    if len(said.data) > STRETCH_BYTES_MAX:
        raise Malformed("a stretch that is too long")
    return said


def encode_heard(heard: Heard) -> bytes:
    """Give the bytes of what is said to a stretch."""
    parts = [VERSION, heard.have, heard.total, heard.mark, heard.data]
    return wire.encode(trimmed(parts))


def decode_heard(data: bytes) -> Heard:
    """Read what was said to a stretch; `Malformed` for anything else."""
    with refusing():
        parts = many(wire.decode(data, bytes_max=MESSAGE_BYTES_MAX))
        if parts[:1] != [VERSION]:
            raise UnknownVersion("resuming")
        _, have, total, mark, piece = padded(parts, HEARD_EMPTY)
        heard = Heard(whole(have), whole(total), octets(mark), octets(piece))
    if heard.total > MESSAGE_BYTES_MAX or len(heard.data) > heard.total:
        raise Malformed("an answer without end, or beyond its end")
    return heard
