"""How an answer names a file: by the content's hash, so the name says nothing else.

The answer to an upload question is a *reference*, `<64 hex digits>.<extension>`: the
SHA-256 of the content and what kind of file it is. Two equal files have one reference,
and whoever holds the reference can tell whether a file is the one that was meant.
"""

import re

from sync.errors import Malformed

DIGEST_BYTES = 32
CONTENT_BYTES_MAX = 64 * 1024 * 1024
ANY_TYPE = "application/octet-stream"

PHOTOGRAPH = "image/jpeg"
SCAN = b"\xff\xda"
"""How a scan of a photograph begins; between scans these two never stand together."""
BEGUN_BYTES = 64 * 1024

_EXTENSION = re.compile("[a-z0-9]{1,8}")
_REFERENCE = re.compile(f"([0-9a-f]{{{2 * DIGEST_BYTES}}})\\.({_EXTENSION.pattern})")
# As a change's bytes hold it: the head of a CBOR text of 66 to 73 bytes before it.
_IN_A_CHANGE = re.compile(b"x[\x42-\x49](?=[0-9a-f]{64}\\.)")
_ANYWHERE = re.compile(b"[0-9a-f]{64}\\.[a-z0-9]{1,8}")

MEDIA_TYPES = {
    "aac": "audio/aac",
    "amr": "audio/amr",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "flac": "audio/flac",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "m4a": "audio/mp4",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "opus": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def reference(digest: bytes, extension: str) -> str:
    """Name a content by its SHA-256 and its extension; raises Malformed."""
    if len(digest) != DIGEST_BYTES or not _EXTENSION.fullmatch(extension):
        raise Malformed("no reference can be made of this")
    return f"{digest.hex()}.{extension}"


def is_reference(text: object) -> bool:
    """Tell whether this is a reference, spelled as there is only one way to."""
    return isinstance(text, str) and _REFERENCE.fullmatch(text) is not None


def parse(text: str) -> tuple[bytes, str]:
    """Give the SHA-256 and the extension of a reference; raises Malformed."""
    found = _REFERENCE.fullmatch(text)
    if found is None:
        raise Malformed("not a reference")
    return bytes.fromhex(found[1]), found[2]


def digest_of(text: str) -> bytes:
    """Give the SHA-256 of a reference; raises Malformed."""
    return parse(text)[0]


def extension_of(file_name: str) -> str:
    """Give the extension that a file's name ends with, "bin" where that is none."""
    _, dot, end = file_name.rpartition(".")
    end = end.lower()
    return end if dot and end.isascii() and _EXTENSION.fullmatch(end) else "bin"


def media_type(text: str) -> str:
    """Give the media type of a reference, a file's name or an extension."""
    return MEDIA_TYPES.get(text.rpartition(".")[2].lower(), ANY_TYPE)


def named_in_change(body: bytes) -> list[str]:
    """Give the references among the answers of a change, by its canonical bytes.

    It may give a text that only looks like one; it never misses one.
    """
    texts = (
        body[found.end() : found.end() + body[found.end() - 1]]
        for found in _IN_A_CHANGE.finditer(body)
    )
    named = (text.decode("ascii", "replace") for text in texts)
    return [text for text in named if is_reference(text)]


def begun(name: str, content: bytes) -> bytes:
    """Give what can be shown of the beginning of a content; none where it is too short.

    A photograph written in scans has all of it, an eighth as large, in its first one,
    which ends where the second begins. Of any other enough of it shows something.
    """
    last = content.rfind(SCAN)
    if media_type(name) == PHOTOGRAPH and 0 <= content.find(SCAN) < last:
        return content[:last]
    return content if len(content) >= BEGUN_BYTES else b""


def named_in_draft(content: bytes) -> list[str]:
    """Give everything within an open visit's draft that could be a reference."""
    return [each.decode() for each in _ANYWHERE.findall(content)]
