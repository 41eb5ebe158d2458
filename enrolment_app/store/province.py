"""The filters of the province's identity numbers: fetched piece by piece, then asked.

A filter counts once all of it is here and is what its hash says; until then the older
ones answer. None of them holds a number (`sync.membership`).
"""

import hashlib
from dataclasses import dataclass

from enrolment_app.store.connection import Connection
from enrolment_app.store.facts import Facts
from sync.errors import IntegrityError
from sync.membership import Membership, decode_membership, mark_of
from sync.session import FiltersEntry

KEY = "identity_key"


@dataclass(frozen=True, slots=True)
class Lacking:
    """A filter that is not whole yet: its hash, its size, the bytes that are here."""

    hash: bytes
    size: int
    here: int


class Province:
    """What this laptop can tell of numbers beyond its own areas."""

    def __init__(self, connection: Connection, facts: Facts) -> None:
        self._connection = connection
        self._facts = facts
        self._opened: dict[bytes, Membership] = {}

    def take(self, entry: FiltersEntry) -> None:
        """Note which filters are in use now; those that are whole stay."""
        in_use = [one.hash for one in entry.filters]
        self._facts.set(KEY, entry.key.hex())
        for (digest,) in self._connection.read("SELECT hash FROM filters"):
            if digest not in in_use:
                self._drop(digest)
        for one in entry.filters:
            self._connection.write(
                "INSERT OR IGNORE INTO filters VALUES (?, ?, NULL)",
                (one.hash, one.size),
            )

    def lacking(self) -> tuple[Lacking, ...]:
        """Give the filters that are still to be fetched, the smallest first."""
        rows = self._connection.read(
            "SELECT f.hash, f.size, coalesce(sum(length(p.bytes)), 0) FROM filters f"
            " LEFT JOIN filter_pieces p ON p.hash = f.hash WHERE f.body IS NULL"
            " GROUP BY f.hash ORDER BY f.size, f.hash"
        )
        return tuple(Lacking(*row) for row in rows)

    def receive(self, digest: bytes, offset: int, data: bytes) -> int:
        """Keep the next bytes of a filter; gives how far it goes now.

        Others than the next are ignored. What turns out whole and not to be what the
        hash says is thrown away, to be fetched again: then it goes as far as 0.
        """
        with self._connection.transaction():
            lacking = next((one for one in self.lacking() if one.hash == digest), None)
            if lacking is None:
                return 0
            if lacking.here != offset or not data:
                return lacking.here
            self._connection.write(
                "INSERT INTO filter_pieces VALUES (?, ?, ?)", (digest, offset, data)
            )
            end = offset + len(data)
            if end < lacking.size:
                return end
            return end if self._finish(digest) else 0

    def asks(self) -> bool:
        """Tell whether there is a filter to ask."""
        return bool(self._whole())

    def may_hold(self, number: str) -> bool:
        """Tell whether an identity number may be in the registry; False is certain.

        Certain as of the filters that are here: what came after them is not in them.
        """
        key = self._facts.get(KEY)
        if key is None:
            return False
        mark = mark_of(bytes.fromhex(key), number)
        return any(self._filter(digest).may_hold(mark) for digest in self._whole())

    def _whole(self) -> list[bytes]:
        rows = self._connection.read("SELECT hash FROM filters WHERE body IS NOT NULL")
        return [digest for (digest,) in rows]

    def _finish(self, digest: bytes) -> bool:
        body = b"".join(
            piece
            for (piece,) in self._connection.read(
                "SELECT bytes FROM filter_pieces WHERE hash = ? ORDER BY at", (digest,)
            )
        )
        self._connection.write("DELETE FROM filter_pieces WHERE hash = ?", (digest,))
        if hashlib.sha256(body).digest() != digest:
            return False
        try:
            self._opened[digest] = decode_membership(body, len(body))
        except IntegrityError:
            # It is what the registry means, but of a later kind: nothing is asked.
            self._drop(digest)
            return True
        self._connection.write(
            "UPDATE filters SET body = ? WHERE hash = ?", (body, digest)
        )
        return True

    def _filter(self, digest: bytes) -> Membership:
        if digest not in self._opened:
            body = self._connection.value(
                "SELECT body FROM filters WHERE hash = ?", (digest,)
            )
            self._opened[digest] = decode_membership(body, len(body))
        return self._opened[digest]

    def _drop(self, digest: bytes) -> None:
        self._opened.pop(digest, None)
        self._connection.write("DELETE FROM filters WHERE hash = ?", (digest,))
        self._connection.write("DELETE FROM filter_pieces WHERE hash = ?", (digest,))
