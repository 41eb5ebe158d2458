# ruff: noqa: S608 - the statements are our own words, values are bound
"""What the registry's receipts say, as far as it is kept here."""

from enrolment_app.store.connection import Connection
from enrolment_app.store.projections import Projections
from sync.journal import decode_segment
from sync.receipts import Held, Receipt
from sync.session import Receipted


class Receipts:
    """Each call belongs to a transaction; receipts may come twice and in any order."""

    def __init__(self, connection: Connection, projections: Projections) -> None:
        self._connection = connection
        self._projections = projections

    def keep(self, receipted: Receipted) -> None:
        """Keep what a receipt says: how far a chain is held, and is durable."""
        receipt = receipted.receipt
        chain = (receipt.device, receipt.area)
        before = self._connection.value(
            "SELECT number FROM receipts WHERE device = ? AND area = ?", chain
        )
        if receipt.state is Held.DURABLE:
            self._durable(chain, receipt.number)
        if receipt.number < (before or 0):
            return
        self._connection.write(
            "INSERT INTO receipts (device, area, number, head, time_ms, state, content)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device, area)"
            " DO UPDATE SET number = excluded.number, head = excluded.head,"
            " time_ms = excluded.time_ms, state = excluded.state,"
            " content = excluded.content",
            (
                *chain,
                receipt.number,
                receipt.head,
                receipt.time,
                receipt.state.value,
                receipted.data,
            ),
        )
        self._end_relaying(receipt)
        self.refresh_custody(
            "device = ? AND area = ? AND number > ? AND number <= ?",
            (*chain, before or 0, receipt.number),
        )

    def _durable(self, chain: tuple[int, str], number: int) -> None:
        """Note up to where a chain is in a verified copy elsewhere."""
        self._connection.write(
            "INSERT INTO receipts (device, area, durable) VALUES (?, ?, ?)"
            " ON CONFLICT (device, area)"
            " DO UPDATE SET durable = max(durable, excluded.durable)",
            (*chain, number),
        )

    def _end_relaying(self, receipt: Receipt) -> None:
        """Forget what the receipt's branch holds, and nothing of another branch."""
        rows = self._connection.read(
            "SELECT head, content FROM relayed WHERE device = ? AND area = ?"
            " ORDER BY last DESC",
            (receipt.device, receipt.area),
        )
        held = {receipt.head}
        for head, content in rows:
            if head in held:
                held.add(decode_segment(content).header.previous)
                self._connection.write("DELETE FROM relayed WHERE head = ?", (head,))

    def refresh_custody(self, which: str, given: tuple[object, ...] = ()) -> None:
        """Let households say anew who holds these own changes."""
        rows = self._connection.read(
            f"SELECT id FROM changes WHERE own = 1 AND {which}",
            given,
        )
        self._projections.refresh_custody(row_id for (row_id,) in rows)
