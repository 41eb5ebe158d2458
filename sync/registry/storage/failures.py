"""What a failure of a database means: ask again, it is away, or it cannot keep that."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as NoneFree

from sync.errors import DatabaseUnreachable, Malformed, RegistryError

ROLLED_BACK = "40"
"""The class of SQL states that a repeated transaction mends: clashes and deadlocks."""


class Clashed(RegistryError):
    """Two transactions were in each other's way; nothing of this one was done."""

    code = "registry.clashed"


@contextmanager
def typed() -> Iterator[None]:
    """Turn what the world did to the database into a typed failure."""
    try:
        yield
    except DBAPIError as failure:
        if isinstance(failure, DataError):
            # A text with NUL, say: no code, number or hash that we give has such.
            raise Malformed("what no database can keep") from failure
        if str(getattr(failure.orig, "sqlstate", "") or "").startswith(ROLLED_BACK):
            raise Clashed from failure
        if isinstance(failure, OperationalError | InterfaceError):
            raise DatabaseUnreachable from failure
        raise
    except NoneFree as failure:
        # Every connection is busy, and was for as long as one waits for it.
        raise DatabaseUnreachable from failure
