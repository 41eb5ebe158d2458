"""Comparing the spare with the database after the first screen, a little at a time.

What opening compares at once does not grow with the work that is only here. The rest,
row by row, every page of it read and verified, is done within seconds after; until then
the database itself is what was acknowledged, and only if it were damaged as well in
these seconds, in the same place, would a damage of the spare cost anything.
"""

from contextlib import suppress
from pathlib import Path

from enrolment_app.store import spare
from enrolment_app.store.connection import Connection, Rows
from enrolment_app.store.errors import DiskFailed, DiskFull, StoreDamaged, WrongKey

ROWS = 40
"""So many changes are compared at a time: some milliseconds of a slow laptop."""
LAST = (1 << 63) - 1


class Following:
    """The rest of what opening compares; to be called in the thread of the store."""

    def __init__(
        self, connection: Connection, path: Path, key: bytes, salt: bytes
    ) -> None:
        self._connection = connection
        self._spare = (path, key, salt)
        self._after = 0

    def step(self) -> bool:
        """Compare some more, and mend the spare; False once all of it is compared."""
        with suppress(DiskFull, DiskFailed):
            return spare.attached(self._connection) and self._step()
        # A disk that takes nothing more: the store goes on without the spare.
        spare.detach(self._connection)
        return False

    def _step(self) -> bool:
        try:
            ours, upto = self._ours()
        except (StoreDamaged, WrongKey):
            # What does not read now is better kept as the spare has it.
            return False
        try:
            same = ours == self._theirs(upto)
            if upto == LAST:
                others = set(spare.SUMMED) - {spare.CHANGES}
                same = same and not spare.fell_behind(self._connection, counted=True)
                same = same and not any(spare.unlike(self._connection, others))
        except (StoreDamaged, WrongKey):
            same = False
        if not same:
            self._mend()
            return False
        self._after = upto
        return upto < LAST

    def _mend(self) -> None:
        """Look at every page of the spare, and make it anew of the database."""
        spare.detach(self._connection)
        with suppress(StoreDamaged, WrongKey):
            spare.attach(self._connection, *self._spare)
            spare.refill(self._connection)

    def _ours(self) -> tuple[Rows, int]:
        """Give the next own changes, and up to which one that is."""
        rows = self._connection.read(
            f"SELECT id, {spare.CHANGES_TOLD} FROM main.changes"  # noqa: S608 - ours
            " WHERE own = 1 AND id > ? ORDER BY id LIMIT ?",
            (self._after, ROWS),
        )
        return rows, int(rows[-1][0]) if len(rows) == ROWS else LAST

    def _theirs(self, upto: int) -> Rows:
        return self._connection.read(
            f"SELECT id, {spare.CHANGES_TOLD} FROM spare.spare_changes"  # noqa: S608
            " WHERE id > ? AND id <= ? ORDER BY id",
            (self._after, upto),
        )
