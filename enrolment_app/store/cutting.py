"""Cutting the sealed changes of this laptop into the segments that travel."""

from enrolment_app.store.bodies import read_body
from enrolment_app.store.connection import Connection
from enrolment_app.store.device import Device
from enrolment_app.store.forms import Forms
from sync.change import Change
from sync.journal import (
    CHANGES_MAX,
    FIRST_PREVIOUS,
    decode_segment,
    encode_segment,
)
from sync.receipts import receipt_digest

# Below this a segment is mostly its own header and signature.
CUT_BYTES_MIN = 8 * 1024
# How much of a body is left once it is packed, before anything was packed.
PACKED_SHARE = 0.2
# A segment is good enough within these shares of what was asked for.
LEAST, MOST = 0.7, 1.1
TRIES = 4


class Cutting:
    """The segments of this laptop's chains; cut once, then the same bytes for ever."""

    def __init__(self, connection: Connection, device: Device, forms: Forms) -> None:
        self._connection = connection
        self._device = device
        self._forms = forms

    def outgoing(self, area: str, after: int, bytes_max: int) -> bytes | None:
        """Give the segment that begins at number `after + 1`, cutting it if need be.

        None where there is nothing more. It is durable here before it is given, and
        the device's file remembers that the chain went so far.
        """
        chain = (self._device.number, area)
        cut: bytes | None = self._connection.value(
            "SELECT content FROM segments WHERE device = ? AND area = ? AND first = ?",
            (*chain, after + 1),
        )
        return cut or self._cut(area, after, max(bytes_max, CUT_BYTES_MIN))

    def head_at(self, area: str, number: int) -> bytes | None:
        """Give the hash of the segment that ends at a number, None where none does."""
        head: bytes | None = self._connection.value(
            "SELECT head FROM segments WHERE device = ? AND area = ? AND last = ?",
            (self._device.number, area, number),
        )
        return head

    def _cut(self, area: str, after: int, bytes_max: int) -> bytes | None:
        chain = (self._device.number, area)
        previous = self.head_at(area, after) if after else FIRST_PREVIOUS
        rows = self._connection.read(
            "SELECT body, link FROM changes WHERE own = 1 AND device = ? AND area = ?"
            " AND number > ? ORDER BY number LIMIT ?",
            (*chain, after, CHANGES_MAX),
        )
        if not rows or previous is None:
            return None
        changes = [read_body(body) for body, _ in rows]
        sizes = [len(body) for body, _ in rows]
        count, share = 0, PACKED_SHARE
        for _ in range(TRIES):
            before, count = count, _how_many(sizes, bytes_max / share)
            content = self._encode(changes[:count], after + 1, previous)
            if count == before or LEAST <= len(content) / bytes_max <= MOST:
                break
            share = len(content) / sum(sizes[:count])
        last, link = after + count, rows[count - 1][1]
        with self._connection.transaction():
            self._connection.write(
                "INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?)",
                (*chain, after + 1, last, decode_segment(content).head, content),
            )
        self._device.remember_leaving(area, last, link)
        return content

    def _encode(self, changes: list[Change], first: int, previous: bytes) -> bytes:
        receipt = self._connection.value(
            "SELECT content FROM receipts WHERE device = ? AND content <> x''"
            " ORDER BY time_ms DESC LIMIT 1",
            (self._device.number,),
        )
        return encode_segment(
            changes,
            first=first,
            previous=previous,
            receipt=receipt_digest(receipt) if receipt else b"",
            layouts=self._forms.layouts(),
            sign=self._device.sign,
        )


def _how_many(sizes: list[int], bytes_max: float) -> int:
    """Give how many from the start come to about `bytes_max`, at least one."""
    total = 0
    for count, size in enumerate(sizes):
        total += size
        if total > bytes_max:
            return max(1, count)
    return len(sizes)
