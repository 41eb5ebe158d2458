"""A registry's backup lets laptops' own copies of photos go, and nothing else does."""

import pytest

from enrolment_app.actions.keep_attachment import keep_attachment
from enrolment_app.actions.want_attachment import want_attachment
from enrolment_app.store import Custody, Where
from sync.registry import backup, restoring
from sync.registry.founding import open_office
from tests.actions.sticks import sealed
from tests.actions.test_attachments import photographed, talking
from tests.store.builders import chance
from tests.store.pictures import a_picture
from tests.sync.registry.offices import NOW_MS

DAY_MS = 24 * 3_600_000


class Clock:
    def __init__(self):
        self.now = NOW_MS

    def __call__(self):
        return self.now

    def pass_days(self, count):
        self.now += count * DAY_MS


@pytest.fixture
def clock(office):
    clock = Clock()
    object.__setattr__(office, "clock", clock)
    return clock


@pytest.fixture
def talk(office):
    return talking(office)


def backed_up(office, tmp_path, name="backup", **more):
    place = (tmp_path / "registry", "", tmp_path / name)
    backup.note_durable(office, backup.back_up(office, *place, **more))
    return tmp_path / name


def about(work, name):
    found = work.store.attachments.about(name)
    return found.where, found.held


def test_a_photo_goes_two_weeks_after_the_backup_and_its_thumbnail_stays(
    office, tmp_path, talk, asha, clock
):
    name = photographed(asha, 1)
    asha.store.attachments.keep_thumbnail(name, b"small")
    talk(asha)
    backed_up(office, tmp_path)
    clock.pass_days(1)

    told = talk(asha)
    assert about(asha, name) == (Where.HERE, "durable")
    assert (told.attachments.sent, told.attachments.waiting) == (0, 0)
    assert talk(asha).requests == 1
    asha.store.sweep()
    clock.pass_days(13)
    talk(asha)
    assert asha.store.sweep().at_the_registry == 0
    clock.pass_days(1)
    talk(asha)

    assert asha.store.sweep().at_the_registry == 1
    assert about(asha, name) == (Where.AT_THE_REGISTRY, "durable")
    assert asha.store.attachments.thumbnail(name) == b"small"
    assert asha.store.check().sound
    assert want_attachment(asha, name)
    talk(asha)
    assert b"".join(asha.store.attachments.read(name)) == a_picture(1)


def test_a_backup_without_photos_lets_none_of_them_go(
    office, tmp_path, talk, asha, clock
):
    name = photographed(asha, 1)
    talk(asha)
    backed_up(office, tmp_path, attachments=False)
    clock.pass_days(1)
    talk(asha)
    assert talk(asha).requests == 1  # asked once a day, not at every exchange
    asha.store.sweep()
    clock.pass_days(20)
    talk(asha)

    assert asha.store.sweep().at_the_registry == 0
    assert about(asha, name) == (Where.HERE, "stored")


def test_a_photo_that_the_registry_lost_meanwhile_goes_up_again(
    office, tmp_path, talk, asha, clock
):
    name = photographed(asha, 1)
    talk(asha)
    done = backed_up(office, tmp_path, attachments=False)
    with office.storage.reading() as books:
        (row,) = books.attachments.in_area()
    office.bodies.erase(row.digest)
    clock.pass_days(1)

    talk(asha)

    assert done.exists()
    assert b"".join([office.bodies.read(row.digest, 0, row.size)]) == a_picture(1)
    assert about(asha, name) == (Where.HERE, "stored")


def test_custody_is_the_same_stored_or_durable(office, tmp_path, talk, asha, clock):
    sealed(asha, 1)
    talk(asha)
    before = asha.store.households.custody_counts()
    backed_up(office, tmp_path)
    clock.pass_days(1)

    result = talk(asha)

    assert (result.sent, result.waiting) == (0, 0)
    assert asha.store.households.custody_counts() == before
    assert before[Custody.CONFIRMED] == 1


def test_a_registry_from_an_older_backup_takes_durable_back(
    office, tmp_path, talk, asha, clock
):
    sealed(asha, 2)
    talk(asha)
    older = backed_up(office, tmp_path, "older")
    name = keep_attachment(asha, [a_picture(1)], "jpg")
    sealed(asha, 1, answers={"q/file": name})
    talk(asha)
    backed_up(office, tmp_path, "newer")
    clock.pass_days(1)
    talk(asha)
    asha.store.sweep()
    assert about(asha, name) == (Where.HERE, "durable")

    elsewhere = tmp_path / "elsewhere"
    restoring.restore(older, elsewhere, "", clock, chance(b"back"))
    restored = open_office(elsewhere, "", clock, chance(b"again"))
    again = talking(restored)
    again(asha)
    clock.pass_days(20)
    again(asha)

    assert asha.store.sweep().at_the_registry == 0
    assert about(asha, name) == (Where.HERE, "stored")
    known = asha.store.exchange.areas()["PK501"]
    assert (known.number, known.durable) == (2, 1)
    restored.storage.close()
