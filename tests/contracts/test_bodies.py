"""What every place of contents must do for the registry."""

import hashlib

import pytest

from sync.registry.bodies import FolderBodies

CONTENT = b"a photo" * 100
DIGEST = hashlib.sha256(CONTENT).digest()
NOTHING = b"n" * 32


@pytest.fixture(params=["folder"])
def bodies(request, tmp_path):
    return FolderBodies(tmp_path / "attachments")


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


def test_what_is_erased_is_gone_and_may_be_erased_again(bodies):
    bodies.put(DIGEST, [CONTENT])

    bodies.erase(DIGEST)
    bodies.erase(DIGEST)

    assert bodies.read(DIGEST, 0, 1) is None
