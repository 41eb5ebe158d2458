"""File operations of ours that fail one at a time: opening, syncing, renaming ..."""

import errno
import io
import itertools
import os
from contextlib import contextmanager

ERRORS = (errno.EIO, errno.ENOSPC, errno.EROFS)
OPERATIONS = (
    (os, "open"),
    (os, "fsync"),
    (os, "replace"),
    (os, "unlink"),
    (os, "mkdir"),
    (io, "open"),
)


@contextmanager
def failing(folder, number, code):
    """Let operation `number` within a folder fail; gives how many there were."""
    counted = itertools.count()
    told = []
    kept = [(module, name, getattr(module, name)) for module, name in OPERATIONS]

    def failing_one(real):
        def go_on(path, *more, **named):
            if isinstance(path, int) or str(path).startswith(str(folder)):
                at = next(counted)
                told.append(at)
                if at == number:
                    raise OSError(code, os.strerror(code))
            return real(path, *more, **named)

        return go_on

    for module, name, real in kept:
        setattr(module, name, failing_one(real))
    try:
        yield told
    finally:
        for module, name, real in kept:
            setattr(module, name, real)
