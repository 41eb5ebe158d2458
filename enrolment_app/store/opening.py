"""What opening a store needs around it: what is given to it, and how it lets go."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from enrolment_app.store.connection import Connection
from enrolment_app.store.errors import StoreDamaged
from enrolment_app.store.following import Following
from enrolment_app.store.lock import Lock
from enrolment_app.store.rows import Project
from enrolment_app.store.schema import bring_up
from enrolment_app.store.settings import Settings
from enrolment_app.store.spare import SPARE, attach
from enrolment_app.store.vault import Unlocked, Vault
from enrolment_app.store.wrapping import Random

DATABASE, DEVICE = "store.db", "device"
PAGE_BYTES = 4096


class Closed(Protocol):
    """What can be closed."""

    def close(self) -> None:
        """Let go of it."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the surroundings give a store."""

    project: Project
    clock: Callable[[], datetime]
    random: Random
    settings: Settings
    machine: str

    def vault(self, place: Path) -> Vault:
        """Give the vault at a place."""
        cost, ticks = self.settings.cost, self.settings.ticks
        return Vault(place, random=self.random, cost=cost, ticks=ticks)


def must_have(database: Path) -> None:
    """Refuse to make a blank database in place of a lost one."""
    if not database.exists() or database.stat().st_size < PAGE_BYTES:
        raise StoreDamaged("the database is missing")


def brought_up(
    place: Path, unlocked: Unlocked, given: Given, *, new: bool
) -> tuple[Connection, bool, Following]:
    """Give the database and its spare with this version's tables.

    Tells whether an earlier version wrote it; the rest is compared later.
    """
    key, salt = unlocked.key, unlocked.db_salt
    connection = Connection(place / DATABASE, key, salt)
    with closed_on_failure(connection):
        earlier = bring_up(connection, new=new)
        at, later = (place / SPARE, key, salt), given.settings.spare_later
        attach(connection, *at, later=later)
    return connection, earlier, Following(connection, *at)


@contextmanager
def released_on_failure(lock: Lock) -> Iterator[None]:
    """Let another process open the store when opening it fails."""
    try:
        yield
    except BaseException:
        lock.release()
        raise


@contextmanager
def closed_on_failure(store: Closed) -> Iterator[None]:
    """Close a store, or its database, when what is done with it first fails."""
    try:
        yield
    except BaseException:
        store.close()
        raise
