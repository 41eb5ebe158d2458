"""Bytes that a fuzzer finds, by hand: `python -m tests.nightly.bundle_fuzz [RUNS]`.

Needs `atheris` (`pip install atheris`), which follows the readers from inside. Ends
with a traceback and the bytes at the first thing that is not a refusal.
"""

import hashlib
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sync"]):
    from sync.bundle import BundleRefused, open_bundle
    from sync.bundle.file import MAGIC
    from sync.bundle.introduction import decode_introduction
    from sync.bundle.letters import decode_custody, decode_down, decode_up
    from sync.bundle.manifest import Manifest, decode_letters, decode_manifest
    from sync.errors import IndrajError
    from sync.seal import Purpose, SigningKey
    from sync.session.attached import (
        decode_attachment_receipt,
        decode_lane_answer,
        decode_lane_request,
    )
    from sync.session.messages import decode_request

RUNS = 1_000_000
KEY = SigningKey(b"k" * 32)
FOLDER = Path(tempfile.mkdtemp())


def as_a_file(data: bytes) -> None:
    """A file whose hash is right, and nothing else need be."""
    file = FOLDER / "a.indraj"
    told = MAGIC + b"\1" + (len(data) // 2).to_bytes(4, "big") + data
    file.write_bytes(told + hashlib.sha256(told).digest())
    with suppress(BundleRefused):
        open_bundle(file)


def as_a_manifest(data: bytes) -> None:
    """A manifest under a good signature, if it names the key."""
    with suppress(BundleRefused):
        found = decode_manifest(KEY.sign(Purpose.BUNDLE, data) + data)
        assert isinstance(found, Manifest)


def as_letters(data: bytes) -> None:
    """Letters under good signatures."""
    for purpose, read in (
        (Purpose.LETTER, decode_up),
        (Purpose.LETTER, lambda d: decode_down(d, KEY.public)),
        (Purpose.CUSTODY, decode_custody),
        (Purpose.INTRODUCTION, lambda d: decode_introduction(d, KEY.public)),
    ):
        with suppress(IndrajError):
            read(KEY.sign(purpose, data) + data)
    with suppress(IndrajError):
        decode_lane_answer(KEY.sign(Purpose.ANSWER, data) + data, b"", KEY.public)
    with suppress(IndrajError):
        decode_attachment_receipt(data + KEY.sign(Purpose.ATTACHED, data), KEY.public)
    letters = lambda d: decode_letters(d, len(d))  # noqa: E731
    for plain in (decode_request, decode_lane_request, letters):
        with suppress(IndrajError):
            plain(data)


WAYS = (as_a_file, as_a_manifest, as_letters)


def one(data: bytes) -> None:
    """Read the same bytes in one of the ways; the first byte says which."""
    if data:
        WAYS[data[0] % len(WAYS)](data[1:])


if __name__ == "__main__":
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    atheris.Setup([sys.argv[0], f"-runs={runs}", "-max_len=4096"], one)
    atheris.Fuzz()
