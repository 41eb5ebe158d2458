"""A stick may be pulled out at any moment: there is the old bundle or the new one."""

import errno
import os
import signal
import sys
from pathlib import Path

import pytest

from sync.bundle import BundleTooLarge, BundleUnwritten, open_bundle, writing
from tests.stepping import killing_at
from tests.sync.bundle.files import a_bundle

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9")
STEPS_MAX = 400


def written_until(file, step):
    """Write in a process that is killed at a step; tells whether it came so far."""
    child = os.fork()
    if child == 0:
        sys.settrace(killing_at(step, {writing.__file__}))
        a_bundle(file, letters=3)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert status == 0
    return True


@POSIX
@pytest.mark.parametrize("before", [True, False], ids=["over another", "anew"])
def test_killed_at_every_step_the_old_or_the_new_bundle_is_there(tmp_path, before):
    file = tmp_path / "stick.indraj"
    if before:
        a_bundle(file, letters=1)
    found = set()
    for step in range(1, STEPS_MAX):
        done = written_until(file, step)
        if file.exists():
            found.add(len(open_bundle(file).manifest.envelopes))
        if done:
            break

    assert step > 20, "the writer was not watched"
    assert done
    assert found == ({1, 3} if before else {3})
    a_bundle(file, letters=2)
    assert sorted(tmp_path.iterdir()) == [file]


def broken(name):
    def fails(*_args, **_more):
        raise OSError(errno.ENOSPC if name == "write" else errno.EIO, "the stick")

    return fails


@pytest.mark.parametrize(
    ("place", "name"),
    [(os, "fsync"), (Path, "replace"), (Path, "open"), (writing, "open_bundle")],
    ids=lambda at: at if isinstance(at, str) else at.__name__,
)
def test_a_stick_that_fails_keeps_what_was_on_it(tmp_path, monkeypatch, place, name):
    file = tmp_path / "stick.indraj"
    a_bundle(file, letters=1)
    with monkeypatch.context() as patched:
        patched.setattr(place, name, broken(name))
        with pytest.raises(BundleUnwritten):
            a_bundle(file, letters=3)

    assert len(open_bundle(file).manifest.envelopes) == 1
    assert list(tmp_path.iterdir()) == [file]


def test_a_stick_that_forgets_what_it_was_given_is_found_out(tmp_path, monkeypatch):
    put = writing._put

    def forgetful(path, parts):
        put(path, parts)
        data = bytearray(path.read_bytes())
        data[-40] ^= 1
        path.write_bytes(data)

    monkeypatch.setattr(writing, "_put", forgetful)

    with pytest.raises(BundleUnwritten):
        a_bundle(tmp_path / "stick.indraj")
    assert list(tmp_path.iterdir()) == []


def test_what_no_reader_would_take_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "FILE_BYTES_MAX", 100)

    with pytest.raises(BundleTooLarge):
        a_bundle(tmp_path / "stick.indraj")
    assert list(tmp_path.iterdir()) == []
