"""What the registry keeps of attachments: it may get lost, be altered, or be erased."""

import sys

import pytest
from sqlalchemy import delete

from sync.attachments import reference
from sync.registry import attachments_kept, erasure
from sync.registry.naming import note_again
from sync.registry.storage.attachments import Attachments
from sync.registry.storage.tables_attached import naming
from sync.session.attached import State
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, OTHER_AREA, a_record
from tests.sync.registry.photos import Photos, a_photo, carry, key_of, spoil, states

HOUSE, NEXT_HOUSE, ERASED_HOUSE = a_record(1), a_record(2), a_record(3)


@pytest.fixture
def photos(asha):
    return Photos(asha)


def test_a_lost_body_is_awaited_again(office, asha, bilal, photos):
    photos.take(HOUSE, a_photo(1))
    exchange(office, asha)
    carry(office, photos)
    exchange(office, bilal)
    office.bodies.erase(key_of(a_photo(1)).digest)
    theirs = Photos(bilal)
    theirs.want(key_of(a_photo(1)))

    carry(office, theirs)

    assert theirs.here == {}
    assert states(office) == {key_of(a_photo(1)): State.AWAITED}


def test_a_folder_that_did_not_come_back_gets_its_photos_again(office, asha, photos):
    photos.take(HOUSE, a_photo(1))
    exchange(office, asha)
    carry(office, photos)
    office.bodies.erase(key_of(a_photo(1)).digest)
    photos.held.clear()  # as a new epoch does

    again = carry(office, photos)

    assert again.sent == 1
    assert office.bodies.read(key_of(a_photo(1)).digest, 0, 5000) == a_photo(1)


def test_looking_at_all_finds_what_is_gone_or_altered(office, asha, photos):
    for number in range(3):
        photos.take(HOUSE, a_photo(number))
    exchange(office, asha)
    carry(office, photos)
    office.bodies.erase(key_of(a_photo(1)).digest)
    name = key_of(a_photo(2)).digest.hex()
    (office.bodies.folder / name[:2] / name).write_bytes(b"altered")

    found = attachments_kept.check(office)
    photos.held.clear()
    again = carry(office, photos)

    assert (found.good, found.lost) == (1, 2)
    assert again.sent == 3
    assert attachments_kept.check(office).lost == 0


def test_photos_whose_disk_was_away_count_again_when_it_is_back(office, asha, photos):
    photos.take(HOUSE, a_photo(1))
    exchange(office, asha)
    carry(office, photos)
    disk = office.bodies.folder
    away = disk.rename(disk.with_name("away"))
    assert attachments_kept.check(office) == attachments_kept.Checked(0, 0, 1)
    away.rename(disk)

    assert attachments_kept.check(office) == attachments_kept.Checked(1, 1, 0)

    assert states(office) == {key_of(a_photo(1)): State.STORED}


def test_looking_at_all_gives_nobody_a_photo_of_which_he_knows_the_hash(office):
    dara = a_laptop(office, "dara", areas=(AREA, OTHER_AREA))
    photos = Photos(dara)
    photos.take(HOUSE, a_photo(1))
    exchange(office, dara)
    carry(office, photos)
    named = reference(key_of(a_photo(1)).digest, "jpg")
    dara.write(NEXT_HOUSE, "q/file", named, area=OTHER_AREA)
    exchange(office, dara)

    attachments_kept.check(office)

    assert states(office)[key_of(a_photo(1), OTHER_AREA)] == State.AWAITED


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that fails so")
def test_looking_at_all_is_not_stopped_by_one_that_the_disk_cannot_read(
    office, asha, photos
):
    for number in range(2):
        photos.take(HOUSE, a_photo(number))
    exchange(office, asha)
    carry(office, photos)
    spoil(office.bodies, key_of(a_photo(1)))

    assert attachments_kept.check(office) == attachments_kept.Checked(1, 0, 1)
    photos.held.clear()
    carry(office, photos)

    assert attachments_kept.check(office) == attachments_kept.Checked(2, 0, 0)


def test_what_was_erased_is_gone_and_never_taken_again(office, asha, bilal, photos):
    photos.take(HOUSE, a_photo(1))
    exchange(office, asha)
    carry(office, photos)
    key = key_of(a_photo(1))

    erased = attachments_kept.erase(office, key)
    photos.held.clear()
    again = carry(office, photos)

    assert (erased, again.sent, states(office)) == (True, 0, {key: State.ERASED})
    assert office.bodies.read(key.digest, 0, 1) is None
    assert not attachments_kept.erase(office, key_of(a_photo(2)))


def test_with_a_household_its_photos_are_erased(office, asha, photos):
    photos.take(HOUSE, a_photo(1))
    photos.take(NEXT_HOUSE, a_photo(2))
    exchange(office, asha)
    carry(office, photos)

    erasure.erase(office, HOUSE, "the household", "the office", "asked for")

    gone, kept = key_of(a_photo(1)), key_of(a_photo(2))
    assert states(office) == {gone: State.ERASED, kept: State.STORED}
    assert office.bodies.read(gone.digest, 0, 1) is None
    assert office.bodies.read(kept.digest, 0, 5000) == a_photo(2)


@pytest.mark.parametrize("first", [HOUSE, NEXT_HOUSE])
def test_a_photo_that_two_households_share_goes_with_the_last(
    office, asha, photos, first
):
    """Whichever goes first, the other keeps it."""
    for house in (HOUSE, NEXT_HOUSE):
        photos.take(house, a_photo(1))
    exchange(office, asha)
    carry(office, photos)
    key = key_of(a_photo(1))
    (last,) = {HOUSE, NEXT_HOUSE} - {first}

    erasure.erase(office, first, "household", "the office", "asked for")

    assert states(office) == {key: State.STORED}
    assert office.bodies.read(key.digest, 0, 5000) == a_photo(1)
    with office.storage.reading() as books:
        assert [one.record for one in books.attachments.in_area()] == [last]
    erasure.erase(office, last, "household", "the office", "asked for")
    assert states(office) == {key: State.ERASED}
    assert office.bodies.read(key.digest, 0, 5000) is None


def test_a_photo_that_went_with_one_household_is_taken_for_a_later_one(
    office, asha, photos
):
    photos.take(HOUSE, a_photo(1))
    exchange(office, asha)
    carry(office, photos)
    erasure.erase(office, HOUSE, "household", "the office", "asked for")

    photos.take(NEXT_HOUSE, a_photo(1))
    exchange(office, asha)
    photos.held.clear()
    carry(office, photos)

    key = key_of(a_photo(1))
    assert states(office) == {key: State.STORED}
    assert office.bodies.read(key.digest, 0, 5000) == a_photo(1)
    # What was itself ordered to be erased is not.
    attachments_kept.erase(office, key)
    erasure.erase(office, NEXT_HOUSE, "household", "the office", "asked for")
    photos.take(a_record(3), a_photo(1))
    exchange(office, asha)
    assert states(office) == {key: State.ERASED}


def test_others_write_between_two_photos_that_are_found_again(
    office, asha, photos, monkeypatch
):
    keys = [key_of(a_photo(number)) for number in (1, 2)]
    for number in (1, 2):
        photos.take(HOUSE, a_photo(number))
    exchange(office, asha)
    carry(office, photos)
    with office.storage.writing() as books:
        for key in keys:
            books.attachments.lose(key)
    hold, seen = Attachments.hold, []

    def held(books, digests):
        hold(books, digests)
        seen.append(sum(state == State.STORED for state in states(office).values()))

    monkeypatch.setattr(Attachments, "hold", held)

    assert attachments_kept.check(office).back == 2

    assert seen == [0, 1]


def test_a_registry_from_before_finds_out_who_shares_what(office, asha, photos):
    for house in (HOUSE, NEXT_HOUSE):
        photos.take(house, a_photo(1))
    asha.write(ERASED_HOUSE, "q/text", "mud")
    exchange(office, asha)
    carry(office, photos)
    erasure.erase(office, ERASED_HOUSE, "household", "the office", "asked for")
    with office.storage.writer() as connection:
        connection.execute(delete(naming).where(naming.c.record == NEXT_HOUSE))

    note_again(office.storage)
    erasure.erase(office, HOUSE, "household", "the office", "asked for")

    assert states(office) == {key_of(a_photo(1)): State.STORED}


def test_one_area_s_erasing_leaves_another_s(office):
    dara = a_laptop(office, "dara", areas=(AREA, OTHER_AREA))
    photos = Photos(dara)
    for area in (AREA, OTHER_AREA):
        photos.take(a_record(len(area)), a_photo(1), area=area)
    exchange(office, dara)
    carry(office, photos)

    attachments_kept.erase(office, key_of(a_photo(1)))

    digest = key_of(a_photo(1)).digest
    assert office.bodies.read(digest, 0, 5000) == a_photo(1)
    attachments_kept.erase(office, key_of(a_photo(1), OTHER_AREA))
    assert office.bodies.read(digest, 0, 5000) is None
