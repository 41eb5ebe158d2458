"""Reading a bundle may end at any moment: all of it is there afterwards, or nothing."""

import os
import sys

import pytest

from enrolment_app.actions import read_bundle as module
from enrolment_app.actions.read_bundle import read_bundle
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.store import letters, relaying
from sync.bundle import Kind
from tests.actions.sticks import a_laptop, everything, replied, sealed, written
from tests.stepping import killing_at
from tests.store.builders import NOW, opened

WATCHED = {module.__file__, letters.__file__, relaying.__file__}
STEP, STEPS_MAX = 9, 900

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9")


def reopened(place):
    machine = Machine(lambda: NOW, bytes, place)
    return Work(opened(place), Person("p-nazia", "nazia"), machine)


def killed_at(place, file, step):
    """Read in a process that is killed at a step; tells whether it came to its end."""
    child = os.fork()
    if child == 0:
        work = reopened(place)
        sys.settrace(killing_at(step, WATCHED))
        read_bundle(work, file)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or status == 0
    return status == 0


def content(place):
    work = reopened(place)
    found = everything(work)
    assert work.store.check().sound
    work.store.close()
    # Opening renews what tells a copied store from the true one, and is journalled.
    return {n: rows for n, rows in found.items() if n not in ("facts", "accesses")}


def test_killed_at_any_step_all_or_nothing_was_taken(office, nazia, tmp_path):
    for seed, name in enumerate(("asha", "bilal"), 1):
        work = a_laptop(tmp_path, office, name)
        sealed(work, seed)
        read_bundle(nazia, written(work, tmp_path))
        work.store.close()
    reply = replied(office, written(nazia, tmp_path), tmp_path)
    nazia.store.close()
    place = nazia.store.place
    before = content(place)

    for step in range(1, STEPS_MAX, STEP):
        done = killed_at(place, reply, step)
        after = content(place)
        if done or after != before:
            break

    assert step > 10 * STEP, "the reader was not watched"
    work = reopened(place)
    assert read_bundle(work, reply).letters == 0
    work.store.close()
    assert content(place) == after
    up = [row for row in after["letters"] if row[1] == Kind.UP]
    assert [row[-1] for row in up] == [b"", b""]
