"""The three streams of a body, each compressed by itself, never unpacked past a bound.

zstd frames without their magic number; `text` may lean on a published dictionary.
"""

from collections.abc import Mapping

import zstandard

from sync.columns import varint
from sync.errors import Malformed, TooLarge, UnknownVersion

BODY_VERSION = 1
STREAM_BYTES_MAX = 4 * 1024 * 1024
"""No stream unpacks to more; a writer keeps its segments far below."""

_WINDOW_MAX = 1 << 23
_MAGICLESS = zstandard.FORMAT_ZSTD1_MAGICLESS
_VARINT_BYTES_MAX = 4


def compress(
    streams: tuple[bytes, bytes, bytes],
    *,
    level: int,
    dictionary: int,
    dictionaries: Mapping[int, bytes],
) -> bytes:
    """Return the body of the streams (small, text, dense).

    `dictionary` names one of `dictionaries`; 0 is none.
    """
    small, text, dense = streams
    published = dictionaries[dictionary] if dictionary else b""
    body = bytes([BODY_VERSION]) + varint(dictionary)
    for stream, trained in ((small, b""), (text, published), (dense, None)):
        assert len(stream) <= STREAM_BYTES_MAX, "the writer splits its segments"
        packed = stream if trained is None else _packed(stream, trained, level)
        stored = len(packed) >= len(stream)
        # The lowest bit tells whether the stream lies there as it is.
        body += varint(len(stream) << 1 | stored)
        body += stream if stored else varint(len(packed)) + packed
    return body


def decompress(
    body: bytes, dictionaries: Mapping[int, bytes]
) -> tuple[bytes, bytes, bytes] | int:
    """Return the streams, or the number of the dictionary that is missing."""
    source = _Source(body)
    if source.number() != BODY_VERSION:
        raise UnknownVersion("body")
    dictionary = source.number()
    if dictionary and dictionary not in dictionaries:
        return dictionary
    small = source.stream(b"")
    text = source.stream(dictionaries[dictionary] if dictionary else b"")
    dense = source.stream(b"")
    source.end()
    return small, text, dense


def _packed(stream: bytes, trained: bytes, level: int) -> bytes:
    parameters = zstandard.ZstdCompressionParameters.from_level(
        level,
        source_size=len(stream),
        dict_size=len(trained),
        format=_MAGICLESS,
        write_content_size=0,
        write_checksum=0,
        write_dict_id=0,
    )
    lean_on = zstandard.ZstdCompressionDict(trained) if trained else None
    compressor = zstandard.ZstdCompressor(
        dict_data=lean_on, compression_params=parameters
    )
    packed: bytes = compressor.compress(stream)
    return packed


class _Source:
    """Reads a body from its front."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = 0

    def number(self) -> int:
        number = 0
        for place in range(_VARINT_BYTES_MAX):
            byte = self._take(1)[0]
            number |= (byte & 0x7F) << 7 * place
            if byte <= 0x7F:  # noqa: PLR2004 (seven bits a byte)
                return number
        raise TooLarge("length")

    def stream(self, trained: bytes) -> bytes:
        size, stored = divmod(self.number(), 2)
        if size > STREAM_BYTES_MAX:
            raise TooLarge("stream")
        if stored:
            return self._take(size)
        packed = self._take(self.number())
        lean_on = zstandard.ZstdCompressionDict(trained) if trained else None
        opener = zstandard.ZstdDecompressor(
            dict_data=lean_on, max_window_size=_WINDOW_MAX, format=_MAGICLESS
        )
        try:
            stream: bytes = opener.decompress(packed, max_output_size=size)
        except zstandard.ZstdError as cause:
            raise Malformed("stream") from cause
        if len(stream) != size:
            raise Malformed("stream")
        return stream

    def end(self) -> None:
        if self._at != len(self._body):
            raise Malformed("bytes after the end")

    def _take(self, size: int) -> bytes:
        taken = self._body[self._at : self._at + size]
        if len(taken) != size:
            raise Malformed("cut short")
        self._at += size
        return taken
