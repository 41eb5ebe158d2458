"""The file: read back as it was written, and refused whole in every other case."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.bundle import (
    BundleAltered,
    BundleCutShort,
    BundleNewer,
    BundleRefused,
    BundleTooLarge,
    NotABundle,
    open_bundle,
)
from sync.bundle import file as layout
from sync.bundle.file import HEAD_BYTES, MAGIC
from tests.sync.bundle.files import a_bundle


@pytest.fixture
def file(tmp_path):
    a_bundle(tmp_path / "a.indraj")
    return tmp_path / "a.indraj"


def with_its_hash(data):
    return data + hashlib.sha256(data).digest()


def test_what_was_written_is_read_back(tmp_path):
    written = a_bundle(tmp_path / "a.indraj", letters=3)

    read = open_bundle(tmp_path / "a.indraj")

    assert read == written
    assert [len(read.letter(n)) for n in range(3)] == [
        envelope.size for envelope in read.manifest.envelopes
    ]


def test_a_bundle_without_letters_is_a_bundle(tmp_path):
    assert a_bundle(tmp_path / "a.indraj", letters=0).manifest.envelopes == ()


def test_any_changed_byte_is_refused(file):
    data = file.read_bytes()
    for at in range(0, len(data), 3):
        file.write_bytes(data[:at] + bytes([data[at] ^ 0x41]) + data[at + 1 :])

        with pytest.raises(BundleRefused):
            open_bundle(file)


def test_any_missing_end_is_refused_as_cut_short(file):
    data = file.read_bytes()
    for size in range(1, len(data), 5):
        file.write_bytes(data[:size])

        with pytest.raises(BundleCutShort):
            open_bundle(file)


def test_a_byte_too_many_is_refused(file):
    with file.open("ab") as end:
        end.write(b"\0")

    with pytest.raises(BundleAltered):
        open_bundle(file)


def test_another_kind_of_file_is_named_as_such(file):
    for data in (b"", b"PK\3\4" + bytes(100), b"{}"):
        file.write_bytes(data)

        with pytest.raises(NotABundle):
            open_bundle(file)


def test_a_later_version_is_told_from_damage(file):
    data = bytearray(file.read_bytes()[:-32])
    data[len(MAGIC)] += 1
    file.write_bytes(with_its_hash(bytes(data)))

    with pytest.raises(BundleNewer):
        open_bundle(file)


def test_a_false_size_makes_nobody_read_beyond_the_file(file):
    data = bytearray(file.read_bytes()[:-32])
    for claimed in (0, 1, len(data), 2**32 - 1):
        data[HEAD_BYTES - 4 : HEAD_BYTES] = claimed.to_bytes(4, "big")
        file.write_bytes(with_its_hash(bytes(data)))

        with pytest.raises(BundleRefused):
            open_bundle(file)


def test_what_is_too_large_is_not_even_read(file, monkeypatch):
    monkeypatch.setattr(layout, "FILE_BYTES_MAX", file.stat().st_size - 1)
    monkeypatch.setattr(layout, "_hashed", None)

    with pytest.raises(BundleTooLarge):
        open_bundle(file)


def test_letters_beyond_the_bounds_are_refused(tmp_path, monkeypatch):
    a_bundle(tmp_path / "a.indraj")
    for name, bound in (("LETTERS_MAX", 1), ("SEALED_BYTES_MAX", 100)):
        with monkeypatch.context() as patched:
            patched.setattr(layout, name, bound)
            with pytest.raises(BundleTooLarge):
                open_bundle(tmp_path / "a.indraj")


def test_a_manifest_of_another_hand_is_refused(file):
    data = bytearray(file.read_bytes()[:-32])
    data[HEAD_BYTES] ^= 1  # its signature
    file.write_bytes(with_its_hash(bytes(data)))

    with pytest.raises(BundleAltered):
        open_bundle(file)


def test_a_file_that_changes_after_it_was_verified_is_noticed(file):
    bundle = open_bundle(file)
    data = bytearray(file.read_bytes())
    data[bundle.starts[1]] ^= 1
    file.write_bytes(data)

    assert bundle.letter(0)
    with pytest.raises(BundleAltered):
        bundle.letter(1)


@given(data=st.binary(max_size=400), keep_head=st.booleans(), hashed=st.booleans())
def test_no_bytes_make_the_reader_fail_in_another_way(
    tmp_path_factory, data, keep_head, hashed
):
    file = tmp_path_factory.mktemp("fuzz") / "a.indraj"
    if keep_head:
        data = MAGIC + b"\1" + (len(data) // 2).to_bytes(4, "big") + data
    file.write_bytes(with_its_hash(data) if hashed else data)

    with pytest.raises(BundleRefused):
        open_bundle(file)
