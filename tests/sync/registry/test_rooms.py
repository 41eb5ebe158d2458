"""Copies of the register that somebody left who was killed go when the next one comes."""

import errno
import os
import shutil
import signal
from contextlib import contextmanager

import pytest

from sync.registry import backup, restoring, rooms
from sync.registry.erasure import erase
from sync.registry.rooms import working_in
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import NOW_MS, a_record, an_office, chance
from tests.sync.registry.photos import Photos, a_photo, carry

HOUSE = a_record(1)


def killed_in(work):
    """Do it in a process of its own that is killed where it calls what it is handed."""
    child = os.fork()
    if child == 0:
        work(lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        os._exit(0)
    os.waitpid(child, 0)


def folders_in(place):
    return [each.name for each in place.iterdir() if each.is_dir()]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process of its own")
def test_what_a_killed_verb_left_goes_with_the_next(tmp_path):
    data, stick, new = tmp_path / "registry", tmp_path / "stick", tmp_path / "new"
    stick.mkdir()
    new.mkdir()
    office = an_office(data)
    for folder in (stick, new):

        def killed(kill, folder=folder):
            with working_in(folder) as room:
                (room / "database").write_bytes(b"the register")
                kill()

        killed_in(killed)
        assert folders_in(folder) != []

    backup.back_up(office, data, "", stick / "registry.zip", attachments=False)
    restoring.restore(stick / "registry.zip", new, "", lambda: NOW_MS, chance(b"x"))

    assert (folders_in(stick), folders_in(new)) == ([], [])
    office.storage.close()


@pytest.mark.skipif(os.name == "nt", reason="locks otherwise")
def test_a_disk_that_knows_no_locks_takes_a_backup(tmp_path, monkeypatch):
    """Some shares of other computers know none."""
    import fcntl  # noqa: PLC0415 - exists elsewhere only

    def unknown(*_):
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", unknown)

    with working_in(tmp_path) as first, working_in(tmp_path) as second:
        assert first.is_dir()
        assert second.is_dir()

    assert folders_in(tmp_path) == []


@pytest.mark.parametrize("when", ["before it is locked", "as it is locked"])
def test_who_is_taken_for_left_behind_begins_anew(tmp_path, monkeypatch, when):
    """Two begin in the same instant, and one clears away what the other just made."""
    held, cleared = rooms._held, []

    @contextmanager
    def clearing(lock):
        if not cleared and when == "before it is locked":
            cleared.append(shutil.rmtree(lock.parent))
        with held(lock):
            if not cleared:
                cleared.append(shutil.rmtree(lock.parent))
            yield

    monkeypatch.setattr(rooms, "_held", clearing)

    with working_in(tmp_path) as room:
        (room / "database").write_bytes(b"the register")

    assert (len(cleared), folders_in(tmp_path)) == (1, [])


def test_what_another_one_works_with_stays(tmp_path):
    with working_in(tmp_path) as first, working_in(tmp_path) as second:
        assert first.is_dir()
        assert second.is_dir()

    assert folders_in(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process of its own")
def test_a_photo_whose_storing_was_killed_is_erased_as_well(tmp_path, monkeypatch):
    office = an_office(tmp_path / "registry")
    photos = Photos(a_laptop(office, "asha"))
    photos.take(HOUSE, a_photo(1))
    exchange(office, photos.laptop)

    def killed(kill):
        monkeypatch.setattr("pathlib.Path.replace", kill)
        carry(office, photos)

    killed_in(killed)
    here = tmp_path / "registry" / "attachments"
    assert [file for file in here.rglob("*") if file.is_file()] != []
    carry(office, photos)

    erase(office, HOUSE, "household", "p-1", "file")

    assert [file for file in here.rglob("*") if file.is_file()] == []
    office.storage.close()
