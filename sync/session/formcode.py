"""A questionnaire's body as it travels: packed where its reader knows how.

The household questionnaire of a province has 226 KB, and 34 KB packed.
"""

from functools import lru_cache

import zstandard

from sync import wire
from sync.errors import Malformed, TooLarge
from sync.session.entries import FormBody
from sync.session.shapes import many, octets, text

XFORM_BYTES_MAX = 32 * 1024 * 1024
UNPACKED_BYTES_MAX = 2 * XFORM_BYTES_MAX
FORM_BYTES_MAX = 3 * 1024 * 1024
"""As it travels: beside everything else that one answer may hold."""
LEVEL = 19
PACKED_PARTS = 5
WINDOW_BYTES_MAX = 1 << 23


def size_of(body: FormBody, *, packed: bool) -> int:
    """Give about how many bytes a questionnaire takes of an answer."""
    return len(packed_body(body)) if packed else len(body.xform) + len(body.layout)


def form_parts(body: FormBody, *, packed: bool) -> list[object]:
    """Give the parts of a questionnaire in an answer."""
    head = [bytes.fromhex(body.hash), body.form, body.version, body.title]
    if packed:
        return [*head, packed_body(body)]
    return [*head, body.xform, body.layout]


@lru_cache(maxsize=8)
def packed_body(body: FormBody) -> bytes:
    """Give the form and its layout, packed."""
    compressor = zstandard.ZstdCompressor(LEVEL, write_content_size=True)
    return compressor.compress(wire.encode([body.xform, body.layout]))


def read_form(parts: object) -> FormBody:
    """Read a questionnaire of an answer; Malformed for what is none."""
    digest, form, version, title, *said = many(parts)
    head = (octets(digest).hex(), text(form), text(version), text(title))
    if len(said) == 1:
        said = many(
            wire.decode(
                unpacked(octets(said[0]), UNPACKED_BYTES_MAX),
                bytes_max=UNPACKED_BYTES_MAX,
            )
        )
    xform, layout = said
    return FormBody(*head, octets(xform), text(layout))


def unpacked(packed: bytes, bytes_max: int) -> bytes:
    """Unpack a frame that tells its size, `bytes_max` at most; Malformed if not.

    A size that a frame tells is believed by the library, however large.
    """
    try:
        told = zstandard.get_frame_parameters(packed).content_size
        if told > bytes_max:
            raise TooLarge("a questionnaire")
        opener = zstandard.ZstdDecompressor(max_window_size=WINDOW_BYTES_MAX)
        found: bytes = opener.decompress(packed, allow_extra_data=False)
    except zstandard.ZstdError as cause:
        raise Malformed("a questionnaire cannot be unpacked") from cause
    return found
