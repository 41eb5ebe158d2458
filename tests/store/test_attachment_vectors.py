"""The file format as docs/store.md tells it: read by ours and by a reader of its own."""

import base64
import hashlib
import hmac
import io
import json
import random

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from enrolment_app.store import AttachmentDamaged
from enrolment_app.store.sealed_files import Sealer, padding
from enrolment_app.store.slots import derived
from tests.store import make_attachment_vectors as making

VECTORS = json.loads(making.FILE.read_text(encoding="utf-8"))
KEY = bytes.fromhex(VECTORS["store_key"])
FRAME, MIB = 1024 * 1024 + 28, 1024 * 1024
GOOD = {each["name"]: each for each in VECTORS["good"]}


class Refused(Exception):
    """The other reader does not take it."""


def key_for(purpose):
    return HKDF(SHA256(), 32, None, b"indraj/" + purpose).derive(KEY)


def another_reader(file, digest):
    """Reads a file by the words of docs/store.md, with nothing of ours."""
    frames = [file[at : at + FRAME] for at in range(24, len(file), FRAME)]
    if file[:8] != b"INDRJAT1" or not frames:
        raise Refused
    plain = b""
    for number, frame in enumerate(frames):
        covered = file[:24] + number.to_bytes(4, "little")
        covered += bytes([number == len(frames) - 1])
        try:
            plain += AESGCM(key_for(b"attachments/1")).decrypt(
                frame[:12], frame[12:], covered
            )
        except (InvalidTag, ValueError):
            raise Refused from None
    size = int.from_bytes(plain[-40:-32], "little")
    content, told = plain[:size], plain[-32:]
    if len(plain) != size + zeros_after(size) + 40 or told != digest:
        raise Refused
    if hashlib.sha256(content).digest() != digest:
        raise Refused
    return content


def zeros_after(size):
    for zeros in range(2 * 4096):
        frames = -(-(size + zeros + 40) // MIB)
        last = size + zeros + 40 - (frames - 1) * MIB
        if last >= 40 and (24 + size + zeros + 40 + 28 * frames) % 4096 == 0:
            return zeros
    raise AssertionError


def our_reader(file, digest):
    opened = Sealer(derived(KEY, "attachments/1"), bytes).opened(io.BytesIO(file))
    if opened.content.digest != digest:
        raise AttachmentDamaged
    return b"".join(opened.whole())


def near_a_frames_end():
    frames, around = st.integers(1, 4), st.integers(-9000, 9000)
    return st.builds(lambda frame, more: frame * MIB + more, frames, around)


READERS = {
    "ours": (our_reader, AttachmentDamaged),
    "another": (another_reader, Refused),
}


def file_of(vector):
    file, _ = making.sealed(vector["name"], making.content_of(vector["content"]))
    return file


@pytest.fixture(params=READERS)
def reader(request):
    return READERS[request.param]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_written_and_read_the_same(reader, name):
    vector = GOOD[name]
    file, content = file_of(vector), making.content_of(vector["content"])

    assert hashlib.sha256(file).hexdigest() == vector["file_sha256"]
    assert len(file) == vector["file_bytes"]
    assert len(file) % 4096 == 0
    read, _ = reader
    assert read(file, hashlib.sha256(content).digest()) == content


@pytest.mark.parametrize("name", GOOD)
def test_a_files_name_follows_from_its_content_and_the_key(name):
    vector = GOOD[name]
    digest = hashlib.sha256(making.content_of(vector["content"])).digest()

    told = hmac.digest(key_for(b"attachment-names/1"), digest, "sha256").hex()

    assert vector["file_name"] == f"{told[:2]}/{told}"
    assert vector["reference"] == f"{digest.hex()}.jpg"


@pytest.mark.parametrize("vector", VECTORS["bad"], ids=lambda vector: vector["name"])
def test_a_bad_file_is_refused(reader, vector):
    of = GOOD[vector["of"]]
    file = making.edited(file_of(of), vector["edits"])
    read, refused = reader

    with pytest.raises(refused):
        read(file, bytes.fromhex(of["reference"][:64]))


@pytest.mark.parametrize("vector", VECTORS["forged"], ids=lambda vector: vector["name"])
def test_a_file_that_breaks_a_rule_is_refused_whoever_made_it(reader, vector):
    read, refused = reader

    with pytest.raises(refused):
        read(base64.b64decode(vector["file"]), bytes.fromhex(vector["sha256"]))


def test_another_attachments_good_file_is_refused(reader):
    read, refused = reader

    with pytest.raises(refused):
        read(
            file_of(GOOD["one frame"]),
            bytes.fromhex(GOOD["one byte"]["reference"][:64]),
        )


@given(st.one_of(st.integers(0, 5 * MIB), near_a_frames_end()))
def test_the_zeros_are_the_least_that_round_the_file(size):
    assert padding(size) == zeros_after(size)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, MIB + 9000),
    st.integers(0, MIB + 9000),
    st.integers(0, 300_000),
    st.integers(1, MIB),
)
def test_any_content_in_any_pieces_is_read_from_anywhere(size, start, length, cut):
    content = random.Random(size).randbytes(size)
    file = io.BytesIO()
    sealer = Sealer(bytes(32), random.Random(1).randbytes)
    pieces = (content[at : at + cut] for at in range(0, size, cut))

    told = sealer.write(pieces, file, size)

    assert (told.size_bytes, told.digest) == (size, hashlib.sha256(content).digest())
    file.seek(0)
    opened = sealer.opened(file)
    read = b"".join(opened.read(start, start + length))
    assert read == content[start : start + length]


def test_the_vectors_are_what_their_maker_makes():
    assert making.vectors() == VECTORS
