"""What every place of contents must do for the registry."""

import hashlib

import pytest

from sync.registry.bodies import KINDS, bodies_at
from sync.registry.errors import BodiesUnreachable
from tests.contracts.buckets import Buckets

CONTENT = b"a photo" * 100
DIGEST = hashlib.sha256(CONTENT).digest()
NOTHING = b"n" * 32


@pytest.fixture
def buckets(monkeypatch):
    """A store that speaks S3's protocol, and credentials for it."""
    pytest.importorskip("minio")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "invented")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
    running = Buckets()
    yield running
    running.close()


@pytest.fixture(params=["folder", *KINDS])
def bodies(request, tmp_path):
    address = ""
    if request.param == "s3":
        address = request.getfixturevalue("buckets").address
    return bodies_at(address, tmp_path)


def test_what_was_put_is_read_in_ranges(bodies):
    bodies.put(DIGEST, [CONTENT[:10], CONTENT[10:]])

    assert bodies.read(DIGEST, 0, 10_000) == CONTENT
    assert bodies.read(DIGEST, 5, 20) == CONTENT[5:25]
    assert bodies.read(DIGEST, len(CONTENT) - 3, 20) == CONTENT[-3:]
    assert bodies.read(NOTHING, 0, 20) is None


def test_putting_again_does_no_harm(bodies):
    bodies.put(DIGEST, [CONTENT])
    bodies.put(DIGEST, [CONTENT])

    assert bodies.read(DIGEST, 0, 10_000) == CONTENT


def test_what_fails_half_way_leaves_nothing(bodies):
    def ends():
        yield CONTENT[:10]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        bodies.put(DIGEST, ends())

    assert bodies.read(DIGEST, 0, 10_000) is None


def test_whatever_the_bytes_are_they_come_back(bodies):
    every = bytes(range(256)) * 2000
    digest = hashlib.sha256(every).digest()

    bodies.put(digest, (every[at : at + 9999] for at in range(0, len(every), 9999)))

    assert bodies.read(digest, 0, len(every)) == every


def test_a_place_that_does_not_answer_is_said_so(buckets, tmp_path):
    bodies = bodies_at(buckets.address, tmp_path)
    buckets.close()

    for act in (
        lambda: bodies.read(DIGEST, 0, 1),
        lambda: bodies.put(DIGEST, [CONTENT]),
    ):
        with pytest.raises(BodiesUnreachable):
            act()


def test_a_folder_that_is_none_is_said_so(tmp_path):
    (tmp_path / "attachments").write_text("in the way")

    with pytest.raises(BodiesUnreachable):
        bodies_at("", tmp_path).put(DIGEST, [CONTENT])


def test_no_other_kind_of_place_is_taken(tmp_path):
    with pytest.raises(BodiesUnreachable):
        bodies_at("ftp://somewhere", tmp_path)


def test_another_folder_may_be_named(tmp_path):
    bodies_at(str(tmp_path / "disk"), tmp_path).put(DIGEST, [CONTENT])

    assert (tmp_path / "disk" / DIGEST.hex()[:2] / DIGEST.hex()).exists()


def test_what_is_put_again_takes_the_place_of_what_is_spoilt(tmp_path):
    bodies = bodies_at("", tmp_path)
    bodies.put(DIGEST, [CONTENT])
    file = tmp_path / "attachments" / DIGEST.hex()[:2] / DIGEST.hex()
    file.write_bytes(b"spoilt")

    bodies.put(DIGEST, [CONTENT])

    assert bodies.read(DIGEST, 0, 10_000) == CONTENT


def test_objects_lie_under_their_prefix_and_hash(buckets, tmp_path):
    bodies_at(buckets.address, tmp_path).put(DIGEST, [CONTENT])

    assert buckets.objects == {f"/photos/indraj/{DIGEST.hex()}": CONTENT}


def test_what_is_erased_is_gone_and_may_be_erased_again(bodies):
    bodies.put(DIGEST, [CONTENT])

    bodies.erase(DIGEST)
    bodies.erase(DIGEST)

    assert bodies.read(DIGEST, 0, 1) is None
