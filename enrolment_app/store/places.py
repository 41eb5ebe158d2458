# ruff: noqa: S608 - the statements are our own words, values are bound
"""The geography as this laptop knows it: every version it was told, the newest counts.

Nothing that was told is overwritten. What lists show of a place follows from the
newest version; what was answered stays what it was.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from enrolment_app.store.connection import Connection
from enrolment_app.store.facts import Facts
from sync.errors import IntegrityError
from sync.geography import Geography, Place
from sync.session import GeographyEntry
from sync.session.entrycode import NUMBERS, decode_entry
from sync.session.places import decode_places

VERSION = "geography_version"
COLUMNS = "code, name, name_ur, level, parent, since, until, becomes, version"
# An array of three (0x83) that begins with the kind.
BEGINS = bytes([0x83, NUMBERS[GeographyEntry]])


@dataclass(frozen=True, slots=True)
class Called:
    """What a place is called today, in both scripts; `code` is "" for no place.

    `names` are all that it ever had: a household there is found by each.
    """

    name: str
    name_ur: str = ""
    code: str = ""
    names: tuple[str, ...] = ()


class Places:
    """Keeps the geography; each writing call belongs to a transaction."""

    def __init__(self, connection: Connection, facts: Facts) -> None:
        self._connection = connection
        self._facts = facts
        self._geography: Geography | None = None
        self._turned: set[str] = set()

    @property
    def version(self) -> int:
        """The newest version of the geography that was told, 0 before there was one."""
        return int(self._facts.get(VERSION, 0))

    def take(self, entry: GeographyEntry) -> None:
        """Keep what a log tells of places; again does no harm."""
        self.keep(decode_places(entry.places))
        self._facts.raise_to(VERSION, entry.version)

    def take_bytes(self, data: bytes) -> None:
        """Keep what an entry tells that came otherwise than in a log."""
        # A later program's file may tell more than this one can read.
        with suppress(IntegrityError):
            entry = decode_entry(data)
            if isinstance(entry, GeographyEntry):
                self.take(entry)

    def keep(self, places: Iterable[Place]) -> None:
        """Keep rows of versions."""
        rows = tuple(places)
        self._connection.write_many(
            f"INSERT OR REPLACE INTO places ({COLUMNS})"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    place.code,
                    place.name,
                    place.name_ur,
                    place.level,
                    place.parent,
                    place.since,
                    place.until,
                    " ".join(place.becomes),
                    place.version,
                )
                for place in rows
            ),
        )
        self._turned.update(place.code for place in rows)
        self._geography = None

    def geography(self) -> Geography:
        """Give all that is known; the same object until something is told."""
        if self._geography is None:
            rows = self._connection.read(f"SELECT {COLUMNS} FROM places")
            self._geography = Geography.of(map(_place, rows))
        return self._geography

    def called(self, said: str) -> Called:
        """Name the place of a code; what is no code is its own name."""
        geography = self.geography()
        name = geography.name(said)
        if not name:
            return Called(said)
        names = geography.names(said)
        return Called(name, geography.name(said, urdu=True), said, names)

    def turned(self) -> set[str]:
        """Give, once, the codes that are called otherwise since this was asked last."""
        if not self._turned:
            return set()
        found = self.geography().through(self._turned)
        self._turned = set()
        return found

    def forget(self) -> None:
        """Read anew from the database: what was written is taken back."""
        self._geography, self._turned = None, set()

    def tell_again(self) -> None:
        """Know only what the logs tell that are here: some of it was taken back."""
        self._turned.update(self.geography().told)
        self._connection.write("DELETE FROM places")
        self._facts.set(VERSION, 0)
        sql = "SELECT content FROM entries WHERE substr(content, 1, 2) = ?"
        for (content,) in self._connection.read(sql, (BEGINS,)):
            self.take_bytes(content)
        self._geography = None


def _place(row: tuple[Any, ...]) -> Place:
    named = dict(zip(COLUMNS.split(", "), row, strict=True))
    return Place(**{**named, "becomes": tuple(named["becomes"].split())})
