"""Killed at every step, refused every write: nothing said to be kept is ever lost."""

import errno
import io
import itertools
import os
import random
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from enrolment_app.store import AttachmentMissing, DiskFailed, DiskFull, StoreError
from tests.store.builders import a_store, opened
from tests.store.faults import failing
from tests.store.photographer import SIZE, Dying
from tests.store.pictures import a_picture, keep, name_of, the_files

ROOT = Path(__file__).resolve().parents[2]
# Each step in turn at night.
KILLED_AT = range(0, 33, int(os.environ.get("INDRAJ_KILLED_EVERY", "3")))
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT)


def said_until_killed(place, number):
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.store.photographer"),
            *(str(place), "dies-at", str(number)),
        ],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == -9
    return done.stdout.decode().rpartition("\n")[0].splitlines()


def must_be_whole(store, seeds):
    for seed in seeds:
        content = b"".join(store.attachments.read(name_of(a_picture(seed, SIZE))))
        assert content == a_picture(seed, SIZE)
    assert store.check().sound


def test_killed_before_any_step_of_keeping_everything_said_is_there(place):
    a_store(place).close()
    kept = set()
    for number in KILLED_AT:
        lines = said_until_killed(place, number)
        kept |= {int(each.split()[1]) for each in lines if each.startswith("kept")}
        with opened(place) as store:
            must_be_whole(store, kept)
            assert not list((place / "attachments").glob("*.tmp"))
            for path in the_files(place):
                assert store._attaching.kept.is_ours(path)
    assert kept


@contextmanager
def writes_failing(folder, number, code):
    """Let write `number` into a file of a folder fail; gives how many there were."""
    counted, told, real = itertools.count(), [], io.open

    def step(_):
        told.append(next(counted))
        if told[-1] == number:
            raise OSError(code, os.strerror(code))

    def opening(path, *more, **named):
        file = real(path, *more, **named)
        return Dying(file, step) if str(path).startswith(str(folder)) else file

    io.open = opening
    try:
        yield told
    finally:
        io.open = real


@pytest.mark.parametrize("code", ERRORS)
@pytest.mark.parametrize("faulty", [failing, writes_failing])
def test_every_operation_that_fails_is_an_error_of_ours_and_leaves_nothing_half(
    place, faulty, code
):
    with a_store(place) as store:
        first = keep(store, a_picture(0, SIZE))
        with faulty(place, -1, code) as told:
            keep(store, a_picture(1, SIZE))
        for number in told:
            name = name_of(a_picture(2 + number, SIZE))
            expected = DiskFull if code in (errno.ENOSPC, errno.EDQUOT) else DiskFailed
            with faulty(place, number, code), pytest.raises(expected):
                keep(store, a_picture(2 + number, SIZE), cuts=SIZE // 2)
            assert not store.attachments.holds(name)
            assert not list((place / "attachments").glob("*.tmp"))
            assert b"".join(store.attachments.read(first)) == a_picture(0, SIZE)
        assert store.check().sound
        # And afterwards it goes on as if nothing had been.
        assert keep(store, a_picture(2, SIZE)) == name_of(a_picture(2, SIZE))
    assert len(told) > 2


def test_the_content_is_synced_before_its_name_and_its_name_before_the_row(
    store, monkeypatch
):
    told = []

    def noting(what, real):
        def go_on(*given):
            told.append(what)
            return real(*given)

        return go_on

    keep(store, a_picture(1))
    for module, name in ((os, "fsync"), (os, "replace"), (store._connection, "write")):
        monkeypatch.setattr(module, name, noting(name, getattr(module, name)))
    keep(store, a_picture(2))

    assert told == ["fsync", "replace", "fsync", "write"]


@pytest.mark.parametrize("code", ERRORS)
def test_a_disk_that_refuses_to_be_read_is_no_damage(store, place, code):
    name = keep(store, a_picture(1))
    refused = pytest.raises((DiskFailed, DiskFull))
    with failing(place / "attachments", 0, code), refused:
        b"".join(store.attachments.read(name))
    assert b"".join(store.attachments.read(name)) == a_picture(1)


def test_a_full_database_forgets_the_file_and_says_so(store, place, monkeypatch):
    def full(*_):
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(store._connection, "write", full)
        with pytest.raises(DiskFull):
            keep(store, a_picture(1))
    assert not store.attachments.holds(name_of(a_picture(1)))
    assert store.check().sound
    keep(store, a_picture(1))
    assert len(the_files(place)) == 1


def test_a_file_altered_anywhere_gives_its_content_or_an_error_of_ours(store, place):
    name = keep(store, a_picture(1, SIZE))
    (path,) = the_files(place)
    whole = path.read_bytes()
    chance = random.Random(4)
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(content))
            match chance.randrange(4):
                case 0:
                    content[at] ^= 1 << chance.randrange(8)
                case 1:
                    del content[at:]
                case 2:
                    content[at:at] = chance.randbytes(chance.randrange(1, 5000))
                case _:
                    content[at : at + 512] = bytes(512)
        path.write_bytes(content)
        try:
            read = b"".join(store.attachments.read(name))
        except StoreError as told:
            assert told.code.startswith("attachment.")  # noqa: PT017
        else:
            assert read == a_picture(1, SIZE)
    path.unlink()
    with pytest.raises(AttachmentMissing):
        next(store.attachments.read(name))
