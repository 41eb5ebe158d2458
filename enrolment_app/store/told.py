# ruff: noqa: S608 - the statements are our own words, values are bound
"""What the office tells by its logs: who is who, whose work is whose, messages."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from enrolment_app.store.connection import Connection
from enrolment_app.store.facts import Facts
from sync.rotation import Rotation, decode_rotation
from sync.session import (
    EVERYBODY,
    AssignmentEntry,
    DeviceEntry,
    Entry,
    FormEntry,
    MessageEntry,
    OfficeKeyEntry,
    PersonEntry,
    RevokedEntry,
    RotatedEntry,
    UpdateEntry,
)
from sync.session.entrycode import NUMBERS, decode_entry
from sync.updates import decode_manifest
from sync.values import RecordId

OFFICE_KEY = "office_key"
"""A fact: the key to which recovery codes for the office are sealed."""
UNTOLD = "rotations_untold"
"""A fact: the words of other keys that a restored registry lacks."""
UPDATES = "updates"
"""A fact: the newest word of the registry on each package of the program."""

TOLD_AGAIN = (
    *(RevokedEntry, FormEntry, PersonEntry),
    *(AssignmentEntry, OfficeKeyEntry, UpdateEntry),
)
# An entry is an array whose first part is the number of its kind.
LEFT = (
    "SELECT e.content FROM entries e JOIN areas a ON a.area = e.area WHERE e.area = ?"
    " AND e.counter <= a.folded AND hex(substr(e.content, 2, 1)) IN"
    " (SELECT value FROM json_each(?)) ORDER BY e.counter"
)

MINE = "(reader = '' OR reader = ?)"


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the office; `author` is a name as the directory has it."""

    author: str
    author_ur: str
    text: str
    at_ms: int
    seen: bool


class Told:
    """Keeps what logs tell that is no change; each call belongs to a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._facts = Facts(connection)

    def take(self, area: str, entry: Entry) -> None:
        """Keep what an entry tells; again does no harm."""
        write = self._connection.write
        match entry:
            case DeviceEntry(device, name, key):
                given: tuple[object, ...] = (device, name, key)
                write("INSERT OR REPLACE INTO devices VALUES (?, ?, ?)", given)
                self._key(device, key)
            case RotatedEntry(rotation):
                self._rotated(decode_rotation(rotation))
                self._keep_untold(one for one in self.untold() if one != rotation)
            case RevokedEntry(device, number):
                given = (device, area, number)
                write("INSERT OR REPLACE INTO revoked VALUES (?, ?, ?)", given)
            case FormEntry(form, version, digest):
                given = (digest, form, version)
                write("INSERT OR REPLACE INTO published VALUES (?, ?, ?)", given)
            case PersonEntry(person, name, name_ur, role, ended):
                given = (person, name, name_ur, role, ended)
                write("INSERT OR REPLACE INTO directory VALUES (?, ?, ?, ?, ?)", given)
            case AssignmentEntry(household, person, time):
                given = (area, household, person, time)
                write("INSERT OR REPLACE INTO assignments VALUES (?, ?, ?, ?)", given)
            case OfficeKeyEntry(key):
                self._facts.set(OFFICE_KEY, key.hex())
            case UpdateEntry(manifest):
                self._update(manifest)
            case MessageEntry(by, to, text, time):
                given = (time, area, by, to, text)
                write(
                    "INSERT OR IGNORE INTO messages"
                    " (at_ms, area, author, reader, said) VALUES (?, ?, ?, ?, ?)",
                    given,
                )

    def take_back(self, entry: Entry) -> None:
        """The registry's log does not tell an entry any more: it was restored.

        Where a laptop goes on under another key, only laptops can tell it again; what
        was signed with that key would be nobody's else.
        """
        if isinstance(entry, RotatedEntry):
            self._keep_untold([*self.untold(), entry.rotation])

    def tell_again(self, area: str) -> None:
        """Know only what an area's log tells that is here: its end was taken back.

        Messages that somebody may have read stay, and the keys of laptops.
        """
        for table in ("revoked", "assignments"):
            self._connection.write(f"DELETE FROM {table} WHERE area = ?", (area,))
        if area == EVERYBODY:
            for table in ("published", "directory"):
                self._connection.write(f"DELETE FROM {table}")
            self._facts.set(OFFICE_KEY, "")
            self._facts.set(UPDATES, {})
        numbers = json.dumps([f"{NUMBERS[kind]:02X}" for kind in TOLD_AGAIN])
        for (content,) in self._connection.read(LEFT, (area, numbers)):
            self.take(area, decode_entry(content))

    def untold(self) -> tuple[bytes, ...]:
        """Give the words of other keys that the registry does not tell any more."""
        return tuple(map(bytes.fromhex, self._facts.get(UNTOLD, [])))

    def _keep_untold(self, rotations: Iterable[bytes]) -> None:
        kept = [rotation.hex() for rotation in dict.fromkeys(rotations)]
        if kept or self.untold():
            self._facts.set(UNTOLD, kept)

    def _rotated(self, said: Rotation) -> None:
        self._key(said.device, said.old)
        self._key(said.device, said.new)

    def _update(self, manifest: bytes) -> None:
        named = decode_manifest(manifest).name
        known = self._facts.get(UPDATES, {}) | {named: manifest.hex()}
        self._facts.set(UPDATES, known)

    def _key(self, device: int, key: bytes) -> None:
        added = "INSERT OR IGNORE INTO device_keys (device, key) VALUES (?, ?)"
        self._connection.write(added, (device, key))

    def name(self, person: str) -> str:
        """Give somebody's name by the directory; the id itself for a stranger."""
        sql = "SELECT name FROM directory WHERE id = ?"
        return self._connection.value(sql, (person,)) or person

    def assigned(self, person: str) -> tuple[tuple[RecordId, ...], tuple[str, ...]]:
        """Give the households that are somebody's, and the areas that are, as told."""
        rows = self._connection.read(
            "SELECT area, household FROM assignments WHERE person = ?"
            " ORDER BY at_ms DESC, household",
            (person,),
        )
        households = tuple(dict.fromkeys(h for _, h in rows if h))
        return households, tuple(area for area, household in rows if not household)

    def messages(self, person: str, most: int = 50) -> tuple[Message, ...]:
        """Give the messages to somebody, those not seen yet first, then the newest."""
        rows = self._connection.read(
            "SELECT coalesce(d.name, m.author), coalesce(d.name_ur, ''), m.said,"
            " m.at_ms, m.seen_ms > 0 FROM messages m LEFT JOIN directory d"
            f" ON d.id = m.author WHERE {MINE} ORDER BY m.seen_ms > 0, m.at_ms DESC"
            " LIMIT ?",
            (person, most),
        )
        return tuple(
            Message(author, author_ur, text, at_ms, bool(seen))
            for author, author_ur, text, at_ms, seen in rows
        )

    def see(self, person: str, up_to_ms: int, now_ms: int) -> None:
        """Note that somebody saw the messages up to a moment."""
        self._connection.write(
            f"UPDATE messages SET seen_ms = ? WHERE {MINE} AND at_ms <= ?"
            " AND seen_ms = 0",
            (now_ms, person, up_to_ms),
        )
