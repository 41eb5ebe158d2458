"""Cutting the sealed changes of this laptop into the segments that travel."""

from enrolment_app.store.bodies import read_body
from enrolment_app.store.connection import Connection
from enrolment_app.store.device import Device
from enrolment_app.store.erasing import Erasing
from enrolment_app.store.forms import Forms
from sync.change import Change
from sync.dictionary import DICTIONARIES, NEWEST
from sync.errors import Malformed
from sync.journal import (
    CHANGES_MAX,
    FIRST_PREVIOUS,
    decode_segment,
    encode_segment,
    open_segment,
)
from sync.receipts import receipt_digest
from sync.travelling import BODIES_BYTES_MAX

# Below this a segment is mostly its own header and signature.
CUT_BYTES_MIN = 8 * 1024
# How much of a body is left once it is packed, before anything was packed.
PACKED_SHARE = 0.2
# A segment is good enough within these shares of what was asked for.
LEAST, MOST = 0.7, 1.1
TRIES = 4
NAMED_BODIES = (
    "SELECT id, name, body FROM changes WHERE id IN (SELECT value FROM json_each(?))"
)
# zstd's; a segment is packed once and travels a slow line.
LEVEL = 19


class Cutting:
    """The segments of this laptop's chains; cut once, then the same bytes for ever."""

    def __init__(
        self, connection: Connection, device: Device, forms: Forms, erasing: Erasing
    ) -> None:
        self._connection = connection
        self._erasing = erasing
        self._device = device
        self._forms = forms
        # How much of a body is left once it is packed, as of the last segment.
        self._share = PACKED_SHARE

    def outgoing(self, area: str, after: int, bytes_max: int) -> bytes | None:
        """Give the segment that begins at number `after + 1`, cutting it if need be.

        None where there is nothing more, or only what travels in no segment. It is
        durable here before it is given, and the device's file remembers that the chain
        went so far.
        """
        chain = (self._device.number, area)
        cut: bytes | None = self._connection.value(
            "SELECT content FROM segments WHERE device = ? AND area = ? AND first = ?",
            (*chain, after + 1),
        )
        if cut is not None and not self._is_taken(cut):
            # An earlier program cut it: nobody took it, nor what follows it.
            self._connection.write(
                "DELETE FROM segments WHERE device = ? AND area = ? AND first > ?",
                (*chain, after),
            )
            cut = None
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
            "SELECT id, length(body) FROM changes WHERE own = 1 AND device = ?"
            " AND area = ? AND number > ? ORDER BY number LIMIT ?",
            (*chain, after, CHANGES_MAX),
        )
        sizes = [size for _, size in rows]
        if not rows or previous is None or sizes[0] > BODIES_BYTES_MAX:
            return None
        ids = [row_id for row_id, _ in rows]
        # Read once, however often it is tried how many of them fit.
        changes: list[Change] = []
        count = 0
        for _ in range(TRIES):
            most = min(bytes_max / self._share, BODIES_BYTES_MAX)
            before, count = count, _how_many(sizes, most)
            if count == before:
                break
            changes += self._changes(ids[len(changes) : count])
            content = self._encode(ids[:count], changes[:count], after + 1, previous)
            self._share = len(content) / sum(sizes[:count])
            if LEAST <= len(content) / bytes_max <= MOST:
                break
        while not self._is_taken(content):
            if count == 1:
                return None
            count //= 2
            content = self._encode(ids[:count], changes[:count], after + 1, previous)
        last = after + count
        link = self._connection.value(
            "SELECT link FROM changes WHERE id = ?", (rows[count - 1][0],)
        )
        with self._connection.transaction():
            self._connection.write(
                "INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?)",
                (*chain, after + 1, last, decode_segment(content).head, content),
            )
        self._device.remember_leaving(area, last, link)
        return content

    def _is_taken(self, content: bytes) -> bool:
        """Tell whether everybody takes a segment: within all bounds, once unpacked."""
        try:
            segment = decode_segment(content)
            open_segment(segment, self._forms.layouts(), DICTIONARIES)
        except Malformed:
            return False
        return True

    def _changes(self, row_ids: list[int]) -> list[Change]:
        rows = self._connection.read(NAMED_BODIES, (str(row_ids),))
        read = {row_id: read_body(body, name=name) for row_id, name, body in rows}
        return [read[row_id] for row_id in row_ids]

    def _encode(
        self, ids: list[int], changes: list[Change], first: int, previous: bytes
    ) -> bytes:
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
            level=LEVEL,
            dictionary=NEWEST,
            dictionaries=DICTIONARIES,
            gone=self._erasing.gone(ids, [change.name for change in changes]),
        )


def _how_many(sizes: list[int], bytes_max: float) -> int:
    """Give how many from the start come to about `bytes_max`, at least one."""
    total = 0
    for count, size in enumerate(sizes):
        total += size
        if total > bytes_max:
            return max(1, count)
    return len(sizes)
