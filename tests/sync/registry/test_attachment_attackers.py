"""Attachments as somebody would send them who means harm; every try has no effect."""

import pytest

from sync import wire
from sync.errors import IntegrityError, Malformed, UnknownVersion
from sync.lane import Budget
from sync.registry import attaching
from sync.registry.conversation import NotYourself, answer
from sync.seal import SigningKey
from sync.session.attached import (
    CHUNK_BYTES,
    ITEMS_MAX,
    Key,
    LaneRequest,
    Offer,
    Piece,
    State,
    Wish,
    decode_attachment_receipt,
    decode_lane_answer,
    encode_lane_request,
)
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import Line, exchange
from tests.sync.registry.offices import AREA, OTHER_AREA, a_record
from tests.sync.registry.photos import Photos, a_photo, carry, key_of, states

HOUSE = a_record(1)
PHOTO = a_photo(1)
KEY = key_of(PHOTO)


@pytest.fixture
def photos(office, asha):
    """A laptop whose photo the registry waits for."""
    photos = Photos(asha)
    photos.take(HOUSE, PHOTO)
    exchange(office, asha)
    return photos


def say(office, laptop, **more):
    request = encode_lane_request(LaneRequest(laptop.device, **more))
    said = answer(office, laptop.device, request)
    return decode_lane_answer(said, request, office.key.public)


def told(office, laptop, **more):
    said = say(office, laptop, **more)
    assert said.receipts == ()
    return [(one.state, one.held) for one in said.told]


def a_piece(data, size=None, offset=0, key=KEY):
    return Piece(key, len(data) if size is None else size, offset, data)


def nothing_is_stored(office):
    return office.bodies.read(KEY.digest, 0, 1) is None and State.STORED not in (
        states(office).values()
    )


def test_what_nobody_refers_to_is_not_taken(office, asha, photos):
    stranger = a_photo(9)

    said = told(office, asha, pieces=(a_piece(stranger, key=key_of(stranger)),))

    assert said == [(State.UNKNOWN, 0)]
    assert office.bodies.read(key_of(stranger).digest, 0, 1) is None


def test_bytes_that_are_not_what_the_hash_says_are_thrown_away(office, asha, photos):
    said = told(office, asha, pieces=(a_piece(b"x" * len(PHOTO)),))

    assert said == [(State.DAMAGED, 0)]
    assert nothing_is_stored(office)
    assert carry(office, photos).sent == 1


def test_bytes_spoiled_half_way_are_thrown_away(office, asha, photos):
    half = len(PHOTO) // 2
    first = told(office, asha, pieces=(a_piece(PHOTO[:half], len(PHOTO)),))
    spoiled = b"x" * (len(PHOTO) - half)

    then = told(office, asha, pieces=(a_piece(spoiled, len(PHOTO), half),))

    assert (first, then) == ([(State.AWAITED, half)], [(State.DAMAGED, 0)])
    assert nothing_is_stored(office)
    assert told(office, asha, offers=(Offer(KEY, len(PHOTO)),)) == [(State.AWAITED, 0)]


def test_a_hole_is_not_filled_with_anything(office, asha, photos):
    said = told(office, asha, pieces=(a_piece(PHOTO[500:], len(PHOTO), 500),))

    assert said == [(State.AWAITED, 0)]


def test_what_overlaps_counts_for_what_is_new(office, asha, photos):
    told(office, asha, pieces=(a_piece(PHOTO[:400], len(PHOTO)),))

    again = told(office, asha, pieces=(a_piece(PHOTO[:300], len(PHOTO)),))
    more = told(office, asha, pieces=(a_piece(PHOTO[300:700], len(PHOTO), 300),))
    end = say(office, asha, pieces=(a_piece(PHOTO[700:], len(PHOTO), 700),))

    assert (again, more) == ([(State.AWAITED, 400)], [(State.AWAITED, 700)])
    assert [(one.state, one.held) for one in end.told] == [(State.STORED, len(PHOTO))]


def test_a_size_that_changes_begins_anew(office, asha, photos):
    told(office, asha, pieces=(a_piece(PHOTO[:400], len(PHOTO)),))

    said = told(office, asha, pieces=(a_piece(PHOTO[400:500], 5000, 400),))

    assert said == [(State.DAMAGED, 0)]


@pytest.mark.parametrize("size", [0, 64 * 1024 * 1024 + 1, (1 << 63) - 1])
def test_a_size_beyond_the_bounds_is_not_waited_for(office, asha, photos, size):
    assert told(office, asha, offers=(Offer(KEY, size),)) == [(State.TOO_LARGE, 0)]


def test_nobody_fills_the_disk_with_beginnings(office, asha, photos, monkeypatch):
    monkeypatch.setattr(attaching, "PENDING_BYTES_MAX", 1000)
    for number in range(2, 6):
        photos.take(HOUSE, a_photo(number))
    exchange(office, asha)

    said = [
        told(office, asha, pieces=(a_piece(a_photo(n)[:400], 1000, key=key),))[0]
        for n, key in ((n, key_of(a_photo(n))) for n in range(2, 6))
    ]

    assert said == [(State.AWAITED, 400)] * 2 + [(State.TOO_LARGE, 0)] * 2


def test_another_laptop_s_rubbish_does_not_spoil_a_beginning(
    office, asha, bilal, photos
):
    told(office, asha, pieces=(a_piece(PHOTO[:400], len(PHOTO)),))

    theirs = told(office, bilal, pieces=(a_piece(b"x" * 900, len(PHOTO)),))
    end = say(office, asha, pieces=(a_piece(PHOTO[400:], len(PHOTO), 400),))

    assert theirs == [(State.AWAITED, 900)]
    assert end.told[0].state == State.STORED
    assert office.bodies.read(KEY.digest, 0, 5000) == PHOTO


def test_a_stranger_to_the_area_learns_nothing_and_gets_nothing(office, asha, photos):
    carry(office, photos)
    far = a_laptop(office, "far", areas=(OTHER_AREA,))
    exchange(office, far)

    asked = say(office, far, wishes=(Wish(KEY, 0),))
    offered = told(office, far, offers=(Offer(KEY, len(PHOTO)),))
    unheard_of = told(office, far, offers=(Offer(key_of(b"none"), 4),))

    assert ([one.state for one in asked.told], asked.pieces) == ([State.UNKNOWN], ())
    assert offered == unheard_of == [(State.UNKNOWN, 0)]


def test_whoever_only_knows_the_hash_does_not_get_the_photo(office, asha, photos):
    carry(office, photos)
    far = a_laptop(office, "far", areas=(OTHER_AREA,))
    thief = Photos(far)
    thief.take(a_record(7), PHOTO, area=OTHER_AREA)
    exchange(office, far)
    key = Key(OTHER_AREA, KEY.digest)

    asked = say(office, far, wishes=(Wish(key, 0),))

    assert asked.pieces == ()
    assert told(office, far, offers=(Offer(key, len(PHOTO)),)) == [(State.AWAITED, 0)]


def test_one_s_own_may_be_handed_over_wherever_it_lies_and_not_be_read(office):
    mover = a_laptop(office, "mover", areas=(AREA, OTHER_AREA))
    photos = Photos(mover)
    photos.take(HOUSE, PHOTO, area=OTHER_AREA)
    exchange(office, mover)
    with office.storage.writing() as books:
        books.devices.set_areas(mover.device, [AREA])
    key = key_of(PHOTO, OTHER_AREA)

    sent = carry(office, photos)

    assert sent.sent == 1
    assert say(office, mover, wishes=(Wish(key, 0),)).pieces == ()


def test_nobody_speaks_for_another_laptop(office, asha, bilal, photos):
    request = encode_lane_request(LaneRequest(asha.device, (Offer(KEY, 1000),)))

    with pytest.raises(NotYourself):
        answer(office, bilal.device, request)


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.__setitem__(5, [["PK501", b"d" * 31, 9, 0, b"x"]]),
        lambda m: m.__setitem__(5, [["PK501", b"d" * 32, 9, 0, b""]]),
        lambda m: m.__setitem__(5, [["PK501", b"d" * 32, 9, 9, b"x"]]),
        lambda m: m.__setitem__(5, [["PK501", b"d" * 32, 9, -1, b"x"]]),
        lambda m: m.__setitem__(5, [["PK501", b"d" * 32, 1 << 40, 0, b"x"]]),
        lambda m: m.__setitem__(5, [[7, b"d" * 32, 9, 0, b"x"]]),
        lambda m: m.__setitem__(
            5, [["PK501", b"d" * 32, 1 << 20, 0, b"x" * (CHUNK_BYTES + 1)]]
        ),
        lambda m: m.__setitem__(4, [["PK501", b"d" * 32, 9]] * (ITEMS_MAX + 1)),
        lambda m: m.__setitem__(4, [["PK501", b"d" * 32]]),
        lambda m: m.append([]),
        lambda m: m.__setitem__(2, None),
        lambda m: m.__setitem__(3, "64"),
    ],
)
def test_what_is_no_request_is_refused_whole(office, asha, photos, change):
    message = ["attachments", 1, asha.device, 64, [], [], [["PK501", b"d" * 32, 0]]]
    change(message)

    with pytest.raises(Malformed):
        answer(office, asha.device, wire.encode(message))


def test_a_later_lane_is_said_so(office, asha):
    with pytest.raises(UnknownVersion):
        answer(office, asha.device, wire.encode(["attachments", 2, asha.device]))


@pytest.mark.parametrize("spoil", [lambda d: d[:-1], lambda d: d[:40], lambda _: b""])
def test_a_spoiled_answer_is_refused_whole(office, asha, photos, spoil):
    line = Line(office, asha.device)
    line.change_answer = spoil

    with pytest.raises(IntegrityError):
        carry(office, photos, line)

    assert photos.counted == []


def test_a_receipt_of_somebody_else_is_none(office, asha, photos):
    (receipt,) = say(office, asha, pieces=(a_piece(PHOTO),)).receipts

    said = decode_attachment_receipt(receipt, office.key.public)
    with pytest.raises(IntegrityError):
        decode_attachment_receipt(receipt, SigningKey(b"s" * 32).public)

    assert (said.device, said.contents) == (asha.device, {AREA: (KEY.digest,)})


def test_a_registry_that_gives_other_bytes_is_found_out(office, asha, bilal, photos):
    carry(office, photos)
    exchange(office, bilal)
    name = KEY.digest.hex()
    (office.bodies.folder / name[:2] / name).write_bytes(b"x" * len(PHOTO))
    theirs = Photos(bilal)
    theirs.want(KEY)

    result = carry(office, theirs, budget=Budget(seconds=9))

    assert (result.received, theirs.here) == (0, {})
