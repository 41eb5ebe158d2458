"""What is killed at a step: the process that does it ends there, with all it had open."""

import itertools
import os
import signal
import sys
import traceback

CALLS = ("execute", "executemany", "commit", "fsync", "replace", "unlink", "mkdir")
CALLS += ("open", "write")
"""Calls before which a process may end: of databases and of the file system."""
CAN_BE = hasattr(os, "fork")


def killed(number, act):
    """Do something in a process of its own that ends before its step of that number.

    Tells whether it was killed: it may be through before. Nothing of a database or a
    store may be open meanwhile, nor does what it changes in memory come back.
    """
    child = os.fork()
    if not child:
        _act_and_end(number, act)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "it failed"
    return os.WIFSIGNALED(status)


def _act_and_end(number, act):
    counted = itertools.count()

    def watch(_frame, event, what):
        if event == "c_call" and what.__name__ in CALLS and next(counted) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.setprofile(watch)
        act()
    except BaseException:  # noqa: BLE001 - told here: nobody else hears of it
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
