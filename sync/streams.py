"""The three streams of a body, each compressed by itself, never unpacked past a bound.

zstd frames without their magic number; `text` may lean on a published dictionary.
What no writer would have written is refused before anything is held for a dictionary:
lengths that do not add up, a stream packed to no gain, a dictionary without use.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import zstandard

from sync.columns import varint
from sync.errors import Malformed, TooLarge, UnknownVersion

BODY_VERSION = 1
STREAM_BYTES_MAX = 4 * 1024 * 1024
"""No stream unpacks to more; a writer keeps its segments far below."""

PLAIN_FRAME = b"\x00"
"""How a frame begins that tells neither its size nor a checksum nor a dictionary."""

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
    packed_text = _packed(text, published, level)
    if len(packed_text) >= len(text):
        # A text that lies there as it is leans on nothing: everybody can read it.
        dictionary = 0
    body = bytes([BODY_VERSION]) + varint(dictionary)
    for stream, packed in (
        (small, _packed(small, b"", level)),
        (text, packed_text),
        (dense, dense),
    ):
        assert len(stream) <= STREAM_BYTES_MAX, "the writer splits its segments"
        stored = len(packed) >= len(stream)
        # The lowest bit tells whether the stream lies there as it is.
        body += varint(len(stream) << 1 | stored)
        body += stream if stored else varint(len(packed)) + packed
    return body


def decompress(
    body: bytes, dictionaries: Mapping[int, bytes]
) -> tuple[bytes, bytes, bytes] | int:
    """Return the streams, or the number of the dictionary that is missing.

    Missing it is only for a body that is otherwise whole: all that can be read without
    the dictionary has been read, and Malformed raised for what no writer made.
    """
    source = _Source(body)
    if source.number() != BODY_VERSION:
        raise UnknownVersion("body")
    dictionary = source.number()
    small, text, dense = source.stream(), source.stream(), source.stream()
    source.end()
    if dictionary and text.stored:
        raise Malformed("a dictionary without use")
    published = dictionaries.get(dictionary, b"") if dictionary else b""
    opened = small.opened(), dense.opened()
    if dictionary and not published:
        return dictionary
    return opened[0], text.opened(published), opened[1]


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
    compressor = zstandard.ZstdCompressor(
        dict_data=_leant_on(trained), compression_params=parameters
    )
    packed: bytes = compressor.compress(stream)
    return packed


@lru_cache(maxsize=8)
def _leant_on(published: bytes) -> zstandard.ZstdCompressionDict | None:
    """Return a dictionary in zstd's form; making one takes longer than using it."""
    return zstandard.ZstdCompressionDict(published) if published else None


@dataclass(frozen=True, slots=True)
class _Stream:
    """A stream as it lies in a body, and how long it is unpacked."""

    size: int
    stored: bool
    lying: bytes

    def opened(self, published: bytes = b"") -> bytes:
        if self.stored:
            return self.lying
        if self.lying[:1] != PLAIN_FRAME:
            # A size that a frame tells of itself is believed, however large.
            raise Malformed("a frame that tells more than its bytes")
        opener = zstandard.ZstdDecompressor(
            dict_data=_leant_on(published),
            max_window_size=_WINDOW_MAX,
            format=_MAGICLESS,
        )
        try:
            stream: bytes = opener.decompress(self.lying, max_output_size=self.size)
        except zstandard.ZstdError as cause:
            raise Malformed("stream") from cause
        if len(stream) != self.size:
            raise Malformed("stream")
        return stream


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
                if place and not byte:
                    raise Malformed("a number that is not in its shortest form")
                return number
        raise TooLarge("length")

    def stream(self) -> _Stream:
        size, stored = divmod(self.number(), 2)
        if size > STREAM_BYTES_MAX:
            raise TooLarge("stream")
        if stored:
            return _Stream(size, stored=True, lying=self._take(size))
        packed = self.number()
        if packed >= size:
            raise Malformed("a stream packed to no gain")
        return _Stream(size, stored=False, lying=self._take(packed))

    def end(self) -> None:
        if self._at != len(self._body):
            raise Malformed("bytes after the end")

    def _take(self, size: int) -> bytes:
        taken = self._body[self._at : self._at + size]
        if len(taken) != size:
            raise Malformed("cut short")
        self._at += size
        return taken
