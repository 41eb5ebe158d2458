"""What a piece of work brought into the lists, told by comparing before and after."""

from dataclasses import dataclass

from enrolment_app.store.connection import Connection
from enrolment_app.store.projections import Projections


@dataclass(frozen=True, slots=True)
class Mark:
    """How things stood before."""

    last_row: int
    contested: frozenset[str]


@dataclass(frozen=True, slots=True)
class Came:
    """Households new here, households with new work, and those now contested."""

    new: int
    updated: int
    contested: int


class News:
    """Marks a moment, and tells what came after it."""

    def __init__(self, connection: Connection, projections: Projections) -> None:
        self._connection = connection
        self._projections = projections

    def mark(self) -> Mark:
        """Give how things stand now."""
        last = self._connection.value("SELECT max(id) FROM changes")
        return Mark(last or 0, self._contested())

    def since(self, mark: Mark) -> Came:
        """Give what came after a mark."""
        rows = self._connection.read(
            "SELECT id FROM changes WHERE id > ? AND shown = 1", (mark.last_row,)
        )
        touched = self._projections.touched_by(row_id for (row_id,) in rows)
        known = sum(self._was_here(household, mark) for household in touched)
        contested = self._contested() - mark.contested
        return Came(len(touched) - known, known, len(contested))

    def _was_here(self, household: str, mark: Mark) -> bool:
        first = self._connection.one(
            "SELECT 1 FROM touches t JOIN changes c ON c.id = t.change"
            " WHERE t.record = ? AND c.id <= ? AND c.shown = 1 LIMIT 1",
            (household, mark.last_row),
        )
        return first is not None

    def _contested(self) -> frozenset[str]:
        rows = self._connection.read(
            "SELECT household FROM households WHERE contested > 0"
        )
        return frozenset(household for (household,) in rows)
