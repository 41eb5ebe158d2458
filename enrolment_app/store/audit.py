"""The access journal: who opened the store, who changed who can, who saw whom.

Each line is chained to the one before, so that one taken out, put in or altered is
noticed. Whoever can open the store could write the whole chain anew; it is there for
questions and mistakes, not against somebody who has the key.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from enrolment_app.store.connection import Connection
from enrolment_app.store.errors import DiskFailed, DiskFull
from enrolment_app.store.slots import OFFICES, PERSON, PROVINCE, RECOVERY

OPENED = {
    PERSON: "audit.opened",
    RECOVERY: "audit.opened_by_code",
    PROVINCE: "audit.opened_by_province",
    **dict.fromkeys(OFFICES, "audit.opened_by_code"),
}
THINNED = "audit.thinned"
START = b""
LINK_BYTES = 16
# A laptop's looks of about a year; thinned by a tenth, so that it is done rarely.
LOOKS_MAX = 50_000
THINNED_BY = 5_000
# Somebody who looks again so soon, and at nothing else between, looked once.
SAME_LOOK_MS = 10 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Access:
    """One line: when by the laptop's clock, who (id, "" for the province), what.

    `what` is the code of a sentence, `about` what fills it: an id or a number.
    """

    number: int
    at_ms: int
    person: str
    what: str
    about: str


class Chain:
    """The lines of one table, each chained to the one before."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._connection = connection
        self._add = f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608
        self._every = f"SELECT * FROM {table}"  # noqa: S608 - our own words

    def last(self) -> tuple[Access | None, bytes]:
        """Give the newest line, None where there is none, and its link."""
        row = self._connection.one(self._every + " ORDER BY number DESC LIMIT 1")
        return (Access(*row[:-1]), row[-1]) if row else (None, START)

    def add(self, access: Access, link: bytes) -> None:
        """Write a line after the one with that link."""
        self._connection.write(self._add, (*_fields(access), link_after(link, access)))

    def all(self, about: str = "") -> tuple[Access, ...]:
        """Give every line, or those about one thing, the newest first."""
        only = " WHERE about = ?" if about else ""
        rows = self._connection.read(
            f"{self._every}{only} ORDER BY number DESC", (about,) if about else ()
        )
        return tuple(Access(*row[:-1]) for row in rows)

    def verify(self, number: int = 0, link: bytes = START) -> tuple[str, ...]:
        """Say which lines do not follow from the one of that number and link."""
        wrong = []
        for *fields, found in self._connection.read(self._every + " ORDER BY number"):
            access = Access(*fields)
            if access.number != number + 1:
                wrong.append(f"lines missing before {access.number}")
            elif found != link_after(link, access):
                wrong.append(f"line {access.number} was altered")
            number, link = access.number, found
        return tuple(wrong)


class Audit:
    """Writes and reads the lines; each is durable with the transaction around it."""

    def __init__(
        self, connection: Connection, clock: Callable[[], datetime], person: str
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._person = person
        self._accesses = Chain(connection, "accesses")
        self._looks = Chain(connection, "looks")

    def note(self, what: str, about: str = "") -> None:
        """Write a line about the person who opened the store."""
        before, link = self._accesses.last()
        self._accesses.add(self._line(before, what, about), link)

    def note_opening(self, kind: str, wrong: int) -> None:
        """Write that it was opened, with what kind of slot, after how many wrong."""
        self.note(OPENED[kind], str(wrong))

    def note_look(self, what: str, about: str) -> None:
        """Write that this person saw a household, or had a list of so many written.

        It outlives the program's end; a power cut may take what was looked at since
        anything was kept. A disk that takes nothing more keeps nobody from reading.
        """
        before, link = self._looks.last()
        line = self._line(before, what, about)
        if before is not None and _same_look(before, line):
            return
        with suppress(DiskFull, DiskFailed), self._connection.soon():
            self._looks.add(line, link)
            if line.number % THINNED_BY == 0:
                self._thin_out(line.number - LOOKS_MAX)

    def _thin_out(self, last: int) -> None:
        """Let the oldest looks go; the accesses remember where their chain goes on."""
        link = self._connection.value(
            "SELECT link FROM looks WHERE number = ?", (last,)
        )
        if link is not None:
            self._connection.write("DELETE FROM looks WHERE number <= ?", (last,))
            self.note(THINNED, f"{last} {link.hex()}")

    def all(self) -> tuple[Access, ...]:
        """Give every line but looks, the newest first."""
        return self._accesses.all()

    def looks(self, about: str = "") -> tuple[Access, ...]:
        """Give who saw which household, or who saw this one, the newest first."""
        return self._looks.all(about)

    def verify(self) -> tuple[str, ...]:
        """Say which lines do not follow from the ones before; empty if all do."""
        thinned = self._connection.value(
            "SELECT about FROM accesses WHERE what = ? ORDER BY number DESC LIMIT 1",
            (THINNED,),
        )
        number, link = (thinned or "0 ").split(" ")
        looks = self._looks.verify(int(number), bytes.fromhex(link))
        return (*self._accesses.verify(), *(f"looks: {wrong}" for wrong in looks))

    def _line(self, before: Access | None, what: str, about: str) -> Access:
        number = before.number + 1 if before else 1
        at_ms = round(self._clock().timestamp() * 1000)
        return Access(number, at_ms, self._person, what, about)


def link_after(link: bytes, access: Access) -> bytes:
    """Chain one more line: 16 bytes over all lines so far."""
    said = json.dumps(_fields(access)).encode()
    return hashlib.sha256(link + said).digest()[:LINK_BYTES]


def _fields(access: Access) -> tuple[object, ...]:
    return access.number, access.at_ms, access.person, access.what, access.about


def _same_look(before: Access, line: Access) -> bool:
    same = (before.person, before.what, before.about) == (
        line.person,
        line.what,
        line.about,
    )
    return same and 0 <= line.at_ms - before.at_ms < SAME_LOOK_MS
