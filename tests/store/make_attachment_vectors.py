"""Writes tests/vectors/attachments/files.json: a few good files, many to be refused.

python -m tests.store.make_attachment_vectors

A content is told by a recipe (SHAKE-256 of a text, so many bytes), a good file by its
id and nonces and by its own SHA-256, a bad one as edits of a good one. Files that only
somebody with the key could have forged are there whole, in base64.
"""

import base64
import hashlib
import io
import itertools
import json
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from enrolment_app.store.attachment_files import AttachmentFiles
from enrolment_app.store.sealed_files import (
    FRAME_BYTES,
    HEAD_BYTES,
    MAGIC,
    PLAIN_BYTES,
    TRAILER,
    Sealer,
    padding,
)
from enrolment_app.store.slots import derived
from sync.attachments import reference

FILE = Path(__file__).parents[1] / "vectors" / "attachments" / "files.json"
KEY = bytes(range(32))
SIZES = {
    "empty": 0,
    "one byte": 1,
    "one frame": 5000,
    "a trailer that ends its frame": PLAIN_BYTES - 40 - 12,
    "a trailer that would not fit": PLAIN_BYTES - 30,
    "two frames": PLAIN_BYTES + 10,
    "three frames": 2 * PLAIN_BYTES + 4097,
}


def content_of(recipe):
    return hashlib.shake_256(recipe["shake256"].encode()).digest(recipe["bytes"])


def sealed(name, content):
    """Give a file with the random bytes that went into it: its id, then nonces."""
    counter, told = itertools.count(), []

    def random(size):
        seed = f"{name} {next(counter)}".encode()
        told.append(hashlib.shake_256(seed).hexdigest(size))
        return bytes.fromhex(told[-1])

    file = io.BytesIO()
    Sealer(derived(KEY, "attachments/1"), random).write([content], file, 2**26)
    return file.getvalue(), told


def good(name, size):
    recipe = {"shake256": name, "bytes": size}
    content = content_of(recipe)
    file, (own, *nonces) = sealed(name, content)
    digest = hashlib.sha256(content).digest()
    path = AttachmentFiles(Path(), KEY, bytes).path(digest)
    return {
        "name": name,
        "content": recipe,
        "reference": reference(digest, "jpg"),
        "id": own,
        "nonces": nonces,
        "file_name": path.as_posix(),
        "file_bytes": len(file),
        "file_sha256": hashlib.sha256(file).hexdigest(),
    }


def edited(file, edits):
    """Give a file after edits: cut to, put at, append, drop or exchange frames."""
    for kind, *given in edits:
        match kind:
            case "cut":
                file = file[: given[0]]
            case "put":
                at, put = given[0], bytes.fromhex(given[1])
                file = file[:at] + put + file[at + len(put) :]
            case "flip":
                file = (
                    file[: given[0]]
                    + bytes([file[given[0]] ^ 1])
                    + file[given[0] + 1 :]
                )
            case "append":
                file += bytes(given[0])
            case "frames":
                rest = file[HEAD_BYTES:]
                cut = [
                    rest[at : at + FRAME_BYTES]
                    for at in range(0, len(rest), FRAME_BYTES)
                ]
                file = file[:HEAD_BYTES] + b"".join(cut[number] for number in given[0])
    return file


def bad():
    """Yield what anybody could do to a file."""
    one, three = "one frame", "three frames"
    last = HEAD_BYTES + 2 * FRAME_BYTES
    yield "nothing", one, [["cut", 0]]
    yield "a piece of the magic", one, [["cut", 7]]
    yield "no frame", one, [["cut", HEAD_BYTES]]
    yield "a nonce alone", one, [["cut", HEAD_BYTES + 12]]
    yield "less than a trailer", one, [["cut", HEAD_BYTES + 28 + 39]]
    yield "one byte less", one, [["cut", 8191]]
    yield "4 KiB less", one, [["cut", 4096]]
    yield "one byte more", one, [["append", 1]]
    yield "4 KiB more", one, [["append", 4096]]
    yield "another magic", one, [["put", 0, MAGIC[:7].hex() + "32"]]
    yield "magic in small letters", one, [["put", 0, MAGIC.lower().hex()]]
    yield "another id", one, [["flip", 8]]
    yield "another id at its end", one, [["flip", 23]]
    yield "another nonce", one, [["flip", 24]]
    yield "an altered byte of the content", one, [["flip", 36]]
    yield "an altered byte of the zeros", one, [["flip", 36 + 5010]]
    yield "an altered byte of the trailer", one, [["flip", 8192 - 20]]
    yield "an altered tag", one, [["flip", 8191]]
    yield "without its last frame", three, [["cut", last]]
    yield "without its first frame", three, [["frames", [1, 2]]]
    yield "without its middle frame", three, [["frames", [0, 2]]]
    yield "its last frame alone", three, [["frames", [2]]]
    yield "its frames in another order", three, [["frames", [1, 0, 2]]]
    yield "one frame twice", three, [["frames", [0, 1, 1, 2]]]
    yield "its last frame cut short", three, [["cut", last + 100]]
    yield "cut in its second frame", three, [["cut", HEAD_BYTES + FRAME_BYTES + 4096]]


def forged():
    """Yield what only somebody with the key could have made."""
    content = b"content " * 100
    digest = hashlib.sha256(content).digest()
    zeros = bytes(padding(len(content)))
    yield (
        "a length beyond the file",
        framed(content + zeros + TRAILER.pack(2**40, digest)),
    )
    yield "a length too small", framed(content + zeros + TRAILER.pack(1, digest))
    yield (
        "4 KiB of zeros more",
        framed(content + zeros + bytes(4096) + TRAILER.pack(len(content), digest)),
    )
    yield "no zeros", framed(content + TRAILER.pack(len(content), digest))
    yield (
        "the hash of another content",
        framed(
            content + zeros + TRAILER.pack(len(content), hashlib.sha256(b"").digest())
        ),
    )
    whole = content + zeros + TRAILER.pack(len(content), digest)
    yield "a last frame that does not say so", framed(whole, last=0)
    yield "a first frame with number 1", framed(whole, number=1)
    yield "sealed with the store's own key", framed(whole, key=KEY)


def framed(plain, *, number=0, last=1, key=None):
    cipher = AESGCM(key or derived(KEY, "attachments/1"))
    own, nonce = b"i" * 16, b"n" * 12
    covered = MAGIC + own + number.to_bytes(4, "little") + bytes([last])
    return MAGIC + own + nonce + cipher.encrypt(nonce, plain, covered)


def vectors():
    return {
        "store_key": KEY.hex(),
        "good": [good(name, size) for name, size in SIZES.items()],
        "bad": [{"name": name, "of": of, "edits": edits} for name, of, edits in bad()],
        "forged": [
            {
                "name": name,
                "sha256": hashlib.sha256(b"content " * 100).hexdigest(),
                "file": base64.b64encode(file).decode(),
            }
            for name, file in forged()
        ],
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(vectors(), indent=1) + "\n", encoding="utf-8")
