"""Requests that come in stretches, and answers that go in stretches.

The last one of each laptop is kept with its answer, for a day, in the books: whichever
process is asked goes on where another one was interrupted.
"""

import hashlib
from collections.abc import Callable

from sync.errors import Malformed
from sync.registry.office import Office
from sync.session.resumed import (
    STRETCH_BYTES_MAX,
    Heard,
    Stretch,
    decode_stretch,
    encode_heard,
    is_stretch,
    mark_of,
)

KEPT_MS = 86_400_000


def resume(
    office: Office, device: int, data: bytes, answer: Callable[[bytes], bytes]
) -> bytes:
    """Take a stretch of a request; once that is whole, give stretches of its answer.

    `answer` answers the whole. Asked again, the same answer is given: what was said
    half is not said anew.
    """
    said = decode_stretch(data)
    now = office.clock()
    with office.storage.writing() as books:
        have = books.resumed.take(device, said, now, now - KEPT_MS)
        whole, kept = b"", b""
        if have == said.size:
            whole, kept = books.resumed.kept(device, said.digest)
    if not whole:
        return encode_heard(Heard(have))
    if hashlib.sha256(whole).digest() != said.digest:
        with office.storage.writing() as books:
            books.resumed.forget(device)
        return encode_heard(Heard(0))
    if is_stretch(whole):
        raise Malformed("a stretch of stretches")
    if not kept:
        made = answer(whole)
        with office.storage.writing() as books:
            kept = books.resumed.keep_answer(device, said.digest, made)
    return encode_heard(_part(said, kept))


def _part(said: Stretch, answer: bytes) -> Heard:
    room = min(said.room, STRETCH_BYTES_MAX)
    part = answer[said.got : said.got + room]
    return Heard(said.size, len(answer), mark_of(answer), part)
