"""A registry's backup reads back, counts only then, and brings photos back too."""

import sqlite3
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from sync.errors import BackupDamaged
from sync.receipts import Held
from sync.registry import attachments_kept, backup, backup_read, restoring
from sync.registry.backup_contents import BESIDE
from sync.registry.durable import Unfounded, listed, say_durable
from sync.registry.founding import open_office
from sync.session.attached import Key, State
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, NOW_MS, a_record, chance
from tests.sync.registry.photos import Photos, a_photo, carry, key_of, spoil, states

HOUSE = a_record(1)
KEY = key_of(a_photo(1))


class Place(NamedTuple):
    data: Path
    database: str
    out: Path


@pytest.fixture
def place(tmp_path, database):
    """Where a registry and its backup lie."""
    (tmp_path / "stick").mkdir()
    out = tmp_path / "stick" / "registry.zip"
    return Place(tmp_path / "registry", database, out)


@pytest.fixture
def photos(office, asha):
    """One photo, handed over with the change that names it."""
    found = Photos(asha)
    found.take(HOUSE, a_photo(1))
    exchange(office, asha)
    carry(office, found)
    return found


@pytest.fixture
def elsewhere(request, database, tmp_path):
    """An empty place, and an empty database where there is a server."""
    other = request.getfixturevalue("postgres").database() if database else ""
    return tmp_path / "elsewhere", other


def backed_up(office, data, database, out, **more):
    done = backup.back_up(office, data, database, out, **more)
    backup.note_durable(office, done)
    return done


def put_back(out, elsewhere, **more):
    found = restoring.restore(out, *elsewhere, lambda: NOW_MS, chance(b"back"), **more)
    return open_office(*elsewhere, lambda: NOW_MS, chance(b"again")), found


def test_it_counts_every_entry_and_every_photo_of_the_copy(office, place, photos):
    done = backed_up(office, *place)

    with office.storage.reading() as books:
        ends = {area.code: area.counter for area in books.areas.written()}
        assert books.areas.durable(ends) == ends
    assert done.found.held() == ends
    assert done.found.contents == {KEY.digest: len(a_photo(1))}
    assert (done.contents.held, done.contents.new) == ({KEY.digest}, 1)
    exchange(office, photos.laptop)
    assert photos.laptop.areas()[AREA].durable == 1


def test_what_comes_while_it_is_written_is_not_durable(office, place, asha):
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    done = backup.back_up(office, *place)
    asha.write(HOUSE, "q/text", "brick")
    exchange(office, asha)

    backup.note_durable(office, done)
    exchange(office, asha)

    known = asha.areas()[AREA]
    assert (known.number, known.durable) == (2, 1)


def test_photos_are_shared_by_the_backups_of_one_folder(office, place, photos):
    backed_up(office, *place)
    photos.take(a_record(2), a_photo(2))
    exchange(office, photos.laptop)
    carry(office, photos)

    again = backed_up(office, *place._replace(out=place.out.with_name("second.zip")))

    assert (len(again.contents.held), again.contents.new) == (2, 1)
    assert len([f for f in (place.out.parent / BESIDE).rglob("*") if f.is_file()]) == 2


def test_a_copy_that_was_spoilt_is_made_anew_and_one_that_is_gone_does_not_count(
    office, place, photos
):
    backed_up(office, *place)
    (kept,) = (f for f in (place.out.parent / BESIDE).rglob("*") if f.is_file())
    kept.write_bytes(b"spoilt")

    assert backed_up(office, *place).contents.new == 1
    kept.write_bytes(b"spoilt")
    office.bodies.erase(KEY.digest)
    done = backup.back_up(office, *place)

    assert (done.contents.held, done.contents.lacking) == (frozenset(), 1)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that fails so")
def test_a_photo_that_the_disk_cannot_read_stops_no_backup(office, place, photos):
    spoil(office.bodies, KEY)

    done = backup.back_up(office, *place)

    assert (done.contents.lacking, done.entries > 0) == (1, True)


def test_what_was_erased_goes_from_the_copies_too(office, place, photos):
    backed_up(office, *place)
    attachments_kept.erase(office, KEY)

    done = backed_up(office, *place)

    assert done.contents.held == frozenset()
    assert [f for f in (place.out.parent / BESIDE).rglob("*") if f.is_file()] == []
    with office.storage.reading() as books:
        (row,) = books.attachments.in_area()
    assert (row.state, row.durable) == (State.ERASED, False)


def test_a_restored_registry_has_its_photos_and_says_what_the_backup_holds(
    office, place, photos, elsewhere
):
    backed_up(office, *place)
    photos.laptop.write(HOUSE, "q/text", "brick")
    exchange(office, photos.laptop)

    back, done = put_back(place.out, elsewhere)

    assert (len(done.contents.held), done.contents.awaited) == (1, 0)
    assert back.bodies.read(KEY.digest, 0, 5000) == a_photo(1)
    exchange(back, photos.laptop)
    known = photos.laptop.areas()[AREA]
    assert (known.number, known.durable) == (2, 1)
    assert photos.epoch() == done.epoch
    photos.held.clear()
    carry(back, photos)
    assert photos.held == {KEY: Held.DURABLE}
    back.storage.close()


def test_without_its_photos_a_restored_registry_awaits_them(
    office, place, photos, elsewhere
):
    backed_up(office, *place, attachments=False)
    assert not (place.out.parent / BESIDE).exists()

    back, done = put_back(place.out, elsewhere, attachments=False)

    assert (len(done.contents.held), done.contents.awaited) == (0, 1)
    assert states(back) == {KEY: State.AWAITED}
    exchange(back, photos.laptop)
    photos.held.clear()
    carry(back, photos)
    assert back.bodies.read(KEY.digest, 0, 5000) == a_photo(1)
    assert photos.held == {KEY: Held.STORED}
    back.storage.close()


def test_an_entry_that_lacks_in_the_copy_is_found_and_nothing_is_noted(
    office, place, photos, monkeypatch
):
    count = backup_read.Copied.held

    def one_less(found):
        found.entries[AREA] -= 1
        return count(found)

    monkeypatch.setattr(backup_read.Copied, "held", one_less)
    with pytest.raises(BackupDamaged):
        backup.back_up(office, *place)

    assert list(place.out.parent.iterdir()) == []


def test_a_file_that_was_altered_is_no_copy(office, place, photos):
    backup.back_up(office, *place)
    backup.look_at(place.out, place.data)
    whole = bytearray(place.out.read_bytes())
    whole[len(whole) // 2] ^= 1
    place.out.write_bytes(whole)

    with pytest.raises(BackupDamaged):
        backup.look_at(place.out, place.data)


def test_a_backup_counts_later_where_it_lies_then(office, place, photos, tmp_path):
    backup.back_up(office, *place)
    exchange(office, photos.laptop)
    assert photos.laptop.areas()[AREA].durable == 0
    far = place.out.parent.rename(tmp_path / "far") / place.out.name

    done = backup.look_at(far, place.data)
    backup.note_durable(office, done)
    exchange(office, photos.laptop)

    assert done.contents.held == {KEY.digest}
    assert photos.laptop.areas()[AREA].durable == 1


def test_the_backup_of_an_epoch_that_ended_does_not_count_later(
    office, place, photos, elsewhere
):
    backup.back_up(office, *place)
    back, _ = put_back(place.out, elsewhere)
    back.storage.close()

    with pytest.raises(BackupDamaged):
        backup.look_at(place.out, elsewhere[0])


def test_a_list_that_was_made_when_another_copy_began_counts_when_it_is_said(
    office, photos
):
    said = listed(office)
    photos.laptop.write(HOUSE, "q/text", "brick")
    exchange(office, photos.laptop)
    said["time"] += 2 * 3_600_000  # the photo was stored well before

    say_durable(office, said, attachments=True)
    exchange(office, photos.laptop)

    known = photos.laptop.areas()[AREA]
    assert (known.number, known.durable) == (2, 1)
    assert listed(office)["attachments"] == {"stored": 1, "durable": 1}


def test_a_photo_that_was_stored_just_before_a_list_waits_for_the_next(office, photos):
    say_durable(office, listed(office), attachments=True)

    assert listed(office)["attachments"] == {"stored": 1, "durable": 0}
    assert photos.held == {KEY: Held.STORED}


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        {"areas": [], "registry": "x", "epoch": "y", "time": "z"},
        {"epoch": "another"},
        {"registry": "another"},
        {"areas": [{"area": AREA, "counter": 10_000}]},
        {"areas": [{"area": AREA}]},
    ],
)
def test_a_list_of_something_else_says_nothing(office, photos, wrong):
    before = listed(office)
    with pytest.raises(Unfounded):
        say_durable(office, {**before, **wrong} if wrong else wrong, attachments=False)

    assert listed(office) == before
    assert photos.held


def test_a_lost_photo_is_durable_no_more(office, place, photos):
    backed_up(office, *place)
    with office.storage.writing() as books:
        books.attachments.lose(KEY)
        assert not books.attachments.find([KEY])[KEY].durable
        assert Key(AREA, KEY.digest) == KEY


def test_a_database_that_does_not_open_is_no_copy(tmp_path):
    with sqlite3.connect(tmp_path / "empty") as nothing:
        nothing.execute("CREATE TABLE areas (code, counter)")

    with pytest.raises(BackupDamaged):
        backup_read.of_sqlite(tmp_path / "empty")


def test_the_file_holds_no_photo_itself(office, place, photos):
    backed_up(office, *place)

    with zipfile.ZipFile(place.out) as whole:
        names = set(whole.namelist())
    assert names == {"database", "registry.json", "registry.key", "sums.json"}
