"""References: one spelling each, found among the answers of a change and nowhere lost."""

import hashlib

import pytest

from sync.attachments import (
    MEDIA_TYPES,
    digest_of,
    extension_of,
    is_reference,
    media_type,
    named_in_change,
    named_in_draft,
    parse,
    reference,
)
from sync.errors import Malformed
from tests.store.builders import birth

DIGEST = hashlib.sha256(b"a photo").digest()
PHOTO = reference(DIGEST, "jpg")
NOT_ONE = (
    "",
    "jpg",
    DIGEST.hex(),
    f"{DIGEST.hex()}.",
    f"{DIGEST.hex().upper()}.jpg",
    f"{DIGEST.hex()}.JPG",
    f"{DIGEST.hex()}.jpg\n",
    f" {DIGEST.hex()}.jpg",
    f"{DIGEST.hex()}.muchtoolong",
    f"{DIGEST.hex()}.j-g",
    f"{DIGEST.hex()}.jpg.jpg",
    f"{DIGEST.hex()[1:]}.jpg",
    f"../{DIGEST.hex()}.jpg",
    f"{'٣' * 64}.jpg",
)


def test_a_reference_says_what_the_content_is_and_of_which_kind():
    assert f"{DIGEST.hex()}.jpg" == PHOTO
    assert parse(PHOTO) == (DIGEST, "jpg")
    assert digest_of(PHOTO) == DIGEST
    assert media_type(PHOTO) == media_type("A Photo.JPG") == "image/jpeg"
    assert media_type("x.unheard") == "application/octet-stream"


@pytest.mark.parametrize("text", NOT_ONE)
def test_there_is_one_spelling_of_a_reference(text):
    assert not is_reference(text)
    with pytest.raises(Malformed):
        parse(text)


@pytest.mark.parametrize(("digest", "extension"), [(b"short", "jpg"), (DIGEST, "J")])
def test_no_reference_is_made_of_anything_else(digest, extension):
    with pytest.raises(Malformed):
        reference(digest, extension)


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("photo.jpg", "jpg"),
        ("PHOTO.JPG", "jpg"),
        ("a.b.pdf", "pdf"),
        ("no end", "bin"),
        ("ends.", "bin"),
        ("x.muchtoolong", "bin"),
        ("x.تصویر", "bin"),
        ("x.a/b", "bin"),
    ],
)
def test_any_file_has_an_extension_that_a_reference_can_carry(name, extension):
    assert extension_of(name) == extension


def test_every_extension_of_the_table_can_stand_in_a_reference():
    assert all(is_reference(reference(DIGEST, each)) for each in MEDIA_TYPES)


@pytest.mark.parametrize("extension", ["a", "jpg", "12345678"])
def test_what_a_change_names_is_found_in_its_bytes(extension):
    name = reference(DIGEST, extension)
    change = birth(1, answers={"q/text": name, "q/date": "x" * 70})

    assert named_in_change(change.body) == [name]
    assert named_in_draft(b'{"a":"%s"}' % name.encode()) == [name]


def test_an_answer_that_only_contains_one_names_nothing():
    change = birth(1, answers={"q/text": f"see {PHOTO}"})

    assert named_in_change(change.body) == []
