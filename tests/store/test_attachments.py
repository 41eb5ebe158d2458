"""Attachments: kept whole or not at all, read authentic or not at all."""

import hashlib
import random

import pytest

from enrolment_app.store import (
    AttachmentDamaged,
    AttachmentMissing,
    AttachmentTooLarge,
    NotKnown,
    Where,
)
from enrolment_app.store.sealed_files import PLAIN_BYTES, STEP_BYTES
from sync.attachments import CONTENT_BYTES_MAX, reference
from sync.receipts import Held
from tests.store.builders import birth, opened
from tests.store.pictures import a_picture, keep, name_of, the_file

SIZES = (
    0,
    1,
    4000,
    STEP_BYTES,
    PLAIN_BYTES - 41,
    PLAIN_BYTES - 40,
    PLAIN_BYTES - 1,
    PLAIN_BYTES,
    PLAIN_BYTES + 1,
    2 * PLAIN_BYTES - 20,
    3 * PLAIN_BYTES + 777,
)


@pytest.mark.parametrize("size", SIZES)
def test_what_is_kept_is_read_whole_and_from_anywhere(store, place, size):
    content = random.Random(size).randbytes(size)

    name = keep(store, content, cuts=70_001)

    assert name == reference(hashlib.sha256(content).digest(), "jpg")
    assert b"".join(store.attachments.read(name)) == content
    assert store.attachments.size(name) == size
    assert the_file(place).stat().st_size % STEP_BYTES == 0
    for start in (0, size // 2, max(0, size - 5), size, size + 9):
        piece = store.attachments.piece(name, start, 128 * 1024)
        assert piece == content[start : start + 128 * 1024]


def test_it_is_there_after_opening_again(store, place):
    name = keep(store, a_picture(1))
    store.close()

    with opened(place) as again:
        assert again.attachments.holds(name)
        assert b"".join(again.attachments.read(name)) == a_picture(1)
        assert again.attachments.about(name).where is Where.HERE


def test_the_same_content_is_one_file_and_keeping_it_again_mends_it(store, place):
    name = keep(store, a_picture(1))
    the_file(place).write_bytes(b"damaged")

    assert keep(store, a_picture(1)) == name

    assert b"".join(store.attachments.read(name)) == a_picture(1)
    assert the_file(place)


def test_more_than_an_attachment_may_have_leaves_nothing(store, place):
    with pytest.raises(AttachmentTooLarge):
        store.attachments.keep(
            (bytes(1024 * 1024) for _ in range(CONTENT_BYTES_MAX // 2**20 + 1)), "mp4"
        )

    assert [each for each in place.rglob("attachments/*") if each.is_file()] == []
    assert store.attachments.counted().here == 0


def test_a_source_that_ends_early_leaves_nothing(store, place):
    def breaks():
        yield b"half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.attachments.keep(breaks(), "jpg")
    assert [each for each in place.rglob("attachments/*") if each.is_file()] == []


def test_what_is_missing_or_not_known_is_said_so(store, place):
    name = keep(store, a_picture(1))
    the_file(place).unlink()

    assert not store.attachments.holds(name)
    for work in (
        lambda: next(store.attachments.read(name)),
        lambda: store.attachments.piece(name, 0, 10),
        lambda: next(store.attachments.read(name_of(b"never kept"))),
    ):
        with pytest.raises(AttachmentMissing):
            work()
    for text in ("../../etc/passwd", "x", name.upper()):
        with pytest.raises(NotKnown):
            store.attachments.read(text)
    with pytest.raises(NotKnown):
        store.attachments.size(name_of(b"never kept"))


def test_another_attachments_file_in_its_place_is_refused(store, place):
    one, other = keep(store, a_picture(1)), keep(store, a_picture(2))
    paths = [store.attachments._files.path(bytes.fromhex(n[:64])) for n in (one, other)]
    paths[0].write_bytes(paths[1].read_bytes())

    with pytest.raises(AttachmentDamaged):
        next(store.attachments.read(one))


def test_thumbnails_are_small_and_inside_the_database(store):
    name = keep(store, a_picture(1))

    assert store.attachments.thumbnail(name) is None
    store.attachments.keep_thumbnail(name, b"small")
    store.attachments.keep_thumbnail(name, b"smaller")
    assert store.attachments.thumbnail(name) == b"smaller"
    with pytest.raises(AttachmentTooLarge):
        store.attachments.keep_thumbnail(name, bytes(64 * 1024 + 1))


def test_what_sealed_changes_name_waits_to_be_sent_until_it_is_confirmed(store):
    first, second = keep(store, a_picture(1)), keep(store, a_picture(2))
    keep(store, a_picture(3))
    store.journal.seal(birth(1, answers={"q/digits": second}))
    store.journal.seal(birth(2, answers={"q/digits": first}))

    assert [each.reference for each in store.lane.to_send()] == [second, first]

    store.lane.confirm(second, len(a_picture(2)), Held.STORED)
    assert [each.reference for each in store.lane.to_send()] == [first]
    assert store.attachments.about(second).held == "stored"
    store.rebuild()
    assert [each.reference for each in store.lane.to_send()] == [first]


def test_what_changes_name_and_is_not_here_is_lacking(store):
    name = name_of(a_picture(1))
    store.journal.seal(birth(1, answers={"q/digits": name}))

    assert store.lane.lacking() == (name,)
    assert store.attachments.about(name).where is Where.AWAITING
    assert store.attachments.counted().awaiting == 1


def test_an_arriving_content_goes_on_after_the_store_was_closed(store, place):
    content = a_picture(1)
    name = name_of(content)
    assert store.lane.receive(name, 0, content[:1000]) == 1000
    store.close()

    with opened(place) as again:
        assert again.lane.received(name) == 1000
        assert again.lane.receive(name, 500, b"again") == 1000
        assert again.lane.receive(name, 2000, b"too far") == 1000
        assert again.lane.receive(name, 1000, content[1000:]) == len(content)
        again.lane.complete(name, Held.DURABLE)

        assert b"".join(again.attachments.read(name)) == content
        assert again.lane.received(name) == 0
        assert again.lane.to_send() == ()


def test_another_content_than_its_name_says_is_forgotten(store, place):
    name = name_of(a_picture(1))
    store.lane.receive(name, 0, a_picture(2))

    with pytest.raises(AttachmentDamaged):
        store.lane.complete(name, Held.DURABLE)

    assert store.lane.received(name) == 0
    assert not store.attachments.holds(name)
    assert [each for each in place.rglob("attachments/**/*") if each.is_file()] == []
