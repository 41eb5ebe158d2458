"""A process that keeps pictures and says each one only after it is kept.

    python -m tests.store.photographer PLACE for-ever       until it is killed
    python -m tests.store.photographer PLACE dies-at N      kills itself in step N

Steps are what it asks of the file system while it keeps pictures, and of the database.
"""

import io
import itertools
import os
import signal
import sys
from pathlib import Path

from tests.store.builders import birth, opened
from tests.store.pictures import a_picture, keep
from tests.store.writer import say

OPERATIONS = ((os, "open"), (os, "fsync"), (os, "replace"), (os, "mkdir"), (io, "open"))
SIZE = 3 * 1024 * 1024


class Dying:
    """A file or a connection that is killed before a step instead of doing it."""

    def __init__(self, real, step):
        self._real, self._step = real, step

    def __getattr__(self, name):
        return getattr(self._real, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._real.close()

    def write(self, *given):
        self._step("write")
        return self._real.write(*given)


def dies_at(number):
    """Let this process be killed before its step of that number."""
    counted = itertools.count()

    def step(what):
        at = next(counted)
        if at == number:
            os.kill(os.getpid(), signal.SIGKILL)
        say(f"step {at} {what}")

    def before(name, real):
        def go_on(*given, **named):
            step(name)
            done = real(*given, **named)
            return Dying(done, step) if isinstance(done, io.IOBase) else done

        return go_on

    for module, name in OPERATIONS:
        setattr(module, name, before(name, getattr(module, name)))
    return step


def take_pictures(store, first, step):
    write = store._connection.write

    def stepped(*given):
        step("statement")
        return write(*given)

    store._connection.write = stepped
    for seed in itertools.count(first):
        name = keep(store, a_picture(seed, SIZE), cuts=SIZE)
        say(f"kept {seed}")
        store.journal.seal(birth(seed, answers={"q/digits": name}))
        say(f"sealed {seed}")


def main(place, how, number="0"):
    with opened(Path(place)) as store:
        first = int(store._connection.value("SELECT count(*) FROM changes"))
        say("begun 0")
        step = dies_at(int(number)) if how == "dies-at" else lambda _: None
        take_pictures(store, first, step)


if __name__ == "__main__":
    main(*sys.argv[1:])
