"""Backups that stand in one folder share their attachments, each file once for all."""

import shutil
from datetime import timedelta

import pytest

from enrolment_app.actions.back_up import back_up_into
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.store import StoreDamaged, files, put_back
from tests.store.builders import ASHA, NOW, a_store, birth, chance, household_of, opened
from tests.store.pictures import a_picture, keep, name_of


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def stick(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def work(place, tmp_path):
    with a_store(place) as store:
        store._clock = clock = Clock()
        machine = Machine(clock, chance(), tmp_path)
        yield Work(store, Person(ASHA.id, ASHA.name), machine)


def next_day(work):
    work.clock.now += timedelta(days=1)


def shared(stick):
    return sorted(p for p in stick.glob("*.attachments/*/*") if p.is_file())


def content_of(store, seed):
    return b"".join(store.attachments.read(name_of(a_picture(seed))))


def test_a_later_backup_writes_only_what_is_new(work, stick):
    keep(work.store, a_picture(1))
    work.store.journal.seal(birth(1))
    back_up_into(work, stick)
    before = {path: path.stat().st_mtime_ns for path in shared(stick)}
    next_day(work)
    keep(work.store, a_picture(2))
    second = back_up_into(work, stick)

    assert len(shared(stick)) == 2
    assert all(path.stat().st_mtime_ns == at for path, at in before.items())
    assert second.done.attachments == 2


def test_any_of_them_is_put_back_with_what_it_had(work, stick, tmp_path):
    keep(work.store, a_picture(1))
    work.store.journal.seal(birth(1))
    first = back_up_into(work, stick)
    next_day(work)
    keep(work.store, a_picture(2))
    second = back_up_into(work, stick)

    for number, backup in enumerate((first, second), 1):
        place = tmp_path / str(number)
        assert put_back(backup.file, place) == 0
        with opened(place) as store:
            assert store.households.known(household_of(1))
            assert store.check().sound
            assert store.check().files == number
            assert content_of(store, number) == a_picture(number)


def test_what_the_oldest_alone_needed_goes_with_it(work, stick):
    keep(work.store, a_picture(1))
    back_up_into(work, stick, keep=1)
    work.store._connection.write("DELETE FROM attachments")
    next_day(work)
    keep(work.store, a_picture(2))
    back_up_into(work, stick, keep=2)
    assert len(shared(stick)) == 2

    next_day(work)
    back_up_into(work, stick, keep=1)

    kept = work.store._attaching.kept.path(bytes.fromhex(name_of(a_picture(2))[:64]))
    assert [path.name for path in shared(stick)] == [kept.name]


def test_where_one_does_not_say_what_it_needs_all_of_it_stays(work, stick):
    keep(work.store, a_picture(1))
    first = back_up_into(work, stick)
    work.store._connection.write("DELETE FROM attachments")
    content = first.file.read_bytes()
    at = content.rindex(b"  attachments/")
    first.file.write_bytes(content[:at] + b"??" + content[at + 2 :])
    next_day(work)

    back_up_into(work, stick)

    assert len(shared(stick)) == 1


def test_households_come_back_where_the_attachments_were_not_brought(
    work, stick, tmp_path
):
    keep(work.store, a_picture(1))
    keep(work.store, a_picture(2))
    work.store.journal.seal(birth(1))
    done = back_up_into(work, stick)
    shared(stick)[0].write_bytes(b"altered")
    shared(stick)[1].unlink()
    assert put_back(done.file, tmp_path / "there") == 2
    shutil.copy(done.file, tmp_path / "alone")

    assert put_back(tmp_path / "alone", tmp_path / "new") == 2
    with opened(tmp_path / "new") as store:
        assert store.households.known(household_of(1))
        assert len(store.check().attachments) == 2


def test_a_damaged_one_beside_is_written_anew(work, stick, tmp_path):
    keep(work.store, a_picture(1))
    back_up_into(work, stick)
    shared(stick)[0].write_bytes(b"rotten")
    next_day(work)
    done = back_up_into(work, stick)

    assert put_back(done.file, tmp_path / "new") == 0


def test_a_disk_that_gives_back_another_attachment_is_noticed(work, stick, monkeypatch):
    keep(work.store, a_picture(1))
    settle = files.settle

    def rots(file):
        settle(file)
        if file.suffix == ".tmp":
            file.write_bytes(b"rotten")

    monkeypatch.setattr(files, "settle", rots)
    with pytest.raises(StoreDamaged):
        back_up_into(work, stick)
    assert not list(stick.glob("*.indraj-backup"))


def test_another_stores_attachments_are_left_alone(work, stick, tmp_path):
    with a_store(tmp_path / "other", random=chance(b"another")) as other:
        keep(other, a_picture(7))
        machine = Machine(work.clock, chance(), tmp_path)
        back_up_into(Work(other, work.person, machine), stick)
    keep(work.store, a_picture(1))
    back_up_into(work, stick, keep=1)

    assert len(shared(stick)) == 2
