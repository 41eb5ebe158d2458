"""The access journal: who opened the store, and who changed who can.

Each line is chained to the one before, so that one taken out, put in or altered is
noticed. Whoever can open the store could write the whole chain anew; it is there for
questions and mistakes, not against somebody who has the key.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from enrolment_app.store.connection import Connection
from enrolment_app.store.slots import PERSON, PROVINCE, RECOVERY

OPENED = {
    PERSON: "audit.opened",
    RECOVERY: "audit.opened_by_code",
    PROVINCE: "audit.opened_by_province",
}
START = b""
LINK_BYTES = 16


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


class Audit:
    """Writes and reads the lines; each is durable with the transaction around it."""

    def __init__(
        self, connection: Connection, clock: Callable[[], datetime], person: str
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._person = person

    def note(self, what: str, about: str = "") -> None:
        """Write a line about the person who opened the store."""
        last = self._connection.one(
            "SELECT number, link FROM accesses ORDER BY number DESC LIMIT 1"
        )
        number, link = last or (0, START)
        at_ms = round(self._clock().timestamp() * 1000)
        access = Access(number + 1, at_ms, self._person, what, about)
        self._connection.write(
            "INSERT INTO accesses VALUES (?, ?, ?, ?, ?, ?)",
            (*_fields(access), link_after(link, access)),
        )

    def note_opening(self, kind: str, wrong: int) -> None:
        """Write that it was opened, with what kind of slot, after how many wrong."""
        self.note(OPENED[kind], str(wrong))

    def all(self) -> tuple[Access, ...]:
        """Give every line, the newest first."""
        rows = self._connection.read(
            "SELECT number, at_ms, person, what, about FROM accesses"
            " ORDER BY number DESC"
        )
        return tuple(Access(*row) for row in rows)

    def verify(self) -> tuple[str, ...]:
        """Say which lines do not follow from the ones before; empty if all do."""
        wrong = []
        number, link = 0, START
        rows = self._connection.read("SELECT * FROM accesses ORDER BY number")
        for *fields, found in rows:
            access = Access(*fields)
            if access.number != number + 1:
                wrong.append(f"lines missing before {access.number}")
            elif found != link_after(link, access):
                wrong.append(f"line {access.number} was altered")
            number, link = access.number, found
        return tuple(wrong)


def link_after(link: bytes, access: Access) -> bytes:
    """Chain one more line: 16 bytes over all lines so far."""
    said = json.dumps(_fields(access)).encode()
    return hashlib.sha256(link + said).digest()[:LINK_BYTES]


def _fields(access: Access) -> tuple[object, ...]:
    return access.number, access.at_ms, access.person, access.what, access.about
