"""A registry whose power may fail around each commit, and which has backups."""

import sqlite3
from contextlib import contextmanager

from sqlalchemy import select

from sync.errors import PeerUnreachable
from sync.registry import publishing
from sync.registry.keyring import Keyring, Ring
from sync.registry.office import EPOCH, Office
from sync.registry.storage import SqlStorage
from sync.registry.storage.tables import (
    aside,
    changes,
    entries,
    erased,
    forms,
    segments,
)
from sync.session.entries import EVERYBODY
from tests.sync.registry.offices import a_body, a_key
from tests.sync.registry.replayed import migrations_replayed
from tests.sync.simulation.books import MemoryBooks, State
from tests.sync.simulation.segments import readable


class MemoryStorage:
    """Books in memory, each transaction all or nothing."""

    def __init__(self):
        self.state = State()

    @contextmanager
    def writing(self):
        work = self.state.copied()
        yield MemoryBooks(work)
        self.state = work

    @contextmanager
    def reading(self):
        yield MemoryBooks(self.state)

    def forget(self):
        """Nothing that was overwritten is kept."""

    def backup(self):
        return self.state.copied()

    def restore(self, backup):
        self.state = backup.copied()

    def heads(self):
        """Give the hash of every segment that is stored."""
        return {s.head for chain in self.state.segments.values() for s in chain}

    def names(self):
        """Give every change that is delivered."""
        return {name for _, name in self.state.delivered}

    def aside(self):
        """Give the segments that were put aside for a person."""
        return [one.bytes for one in self.state.aside.values()]

    def erased_records(self):
        """Give every record that was ordered to be erased."""
        return set(self.state.erased)

    def everything(self):
        """Give every change of which anything lies here."""
        entries = (e for log in self.state.entries.values() for e in log if e.segment)
        known = self.state.forms.keys()
        yield from readable((*(entry.body for entry in entries), *self.aside()), known)


class SqliteStorage(SqlStorage):
    """The registry's own books over SQLite in memory."""

    def __init__(self):
        super().__init__("sqlite://")
        with migrations_replayed():
            self.create()

    def _raw(self):
        connection = self.engine.raw_connection().driver_connection
        assert isinstance(connection, sqlite3.Connection)
        return connection

    def backup(self):
        return self._raw().serialize()

    def restore(self, backup):
        self._raw().deserialize(backup)

    def heads(self):
        with self.reading() as books:
            return set(books.connection.execute(select(segments.c.head)).scalars())

    def names(self):
        with self.reading() as books:
            return set(books.connection.execute(select(changes.c.name)).scalars())

    def aside(self):
        with self.reading() as books:
            asked = select(aside.c.bytes).order_by(aside.c.hash)
            return list(books.connection.execute(asked).scalars())

    def erased_records(self):
        with self.reading() as books:
            return set(books.connection.execute(select(erased.c.record)).scalars())

    def everything(self):
        with self.reading() as books:
            asked = select(entries.c.body).where(entries.c.kind.in_((0, 7)))
            bodies = list(books.connection.execute(asked).scalars())
            known = set(books.connection.execute(select(forms.c.hash)).scalars())
        yield from readable((*bodies, *self.aside()), known)


class Failing:
    """A storage whose power may fail right before and right after each commit."""

    def __init__(self, storage, power):
        self.storage = storage
        self.power = power
        self.reading = storage.reading
        self.forget = storage.forget

    @contextmanager
    def writing(self):
        with self.storage.writing() as books:
            yield books
            self.power()
        self.power()


class Power:
    """Fails once, at the n-th moment at which it could; never, while `left` is None."""

    def __init__(self):
        self.left = None

    def __call__(self):
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            self.left = None
            raise PeerUnreachable("the power went")


class Contents:
    """Contents of attachments in memory."""

    def __init__(self):
        self.kept = {}

    def put(self, digest, content):
        self.kept[digest] = b"".join(content)

    def read(self, digest, offset, length):
        whole = self.kept.get(digest)
        return None if whole is None else whole[offset : offset + length]

    def erase(self, digest):
        self.kept.pop(digest, None)


def an_office(storage, places, power, clock, random):
    """Found a registry with one published questionnaire."""
    with storage.writing() as books:
        books.areas.add([(EVERYBODY, "", None), *places])
        books.put_setting(EPOCH, random(4).hex())
    failing = Failing(storage, power)
    office = Office(
        failing,
        Keyring(Ring(a_key("registry").seed)),
        clock,
        random,
        Contents(),
        run_entries=4,
    )
    publishing.publish(office, a_body())
    return office
