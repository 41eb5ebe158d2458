"""Where an entry of an area's log puts the changes that it brings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from enrolment_app.store.connection import Connection
from enrolment_app.store.newcomers import Newcomers
from sync.change import Change
from sync.session import Held
from sync.values import RecordId

# What has its place keeps it, whatever is said of it further on. What is held was not
# delivered: only its author goes on seeing it, however it came here before.
ENTER = (
    "UPDATE changes SET entered = ?1, place = ?2, placed = ?3,"
    " shown = iif(own, shown, ?4) WHERE id = ?5 AND placed IS NULL"
)


@dataclass(frozen=True)
class Entered:
    """An entry, by its counter, that brings changes; those `held` have no place yet.

    `newcomers` hears of the households that it makes whole.
    """

    counter: int
    held: tuple[Held, ...]
    newcomers: Newcomers
    kept_back: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        back = frozenset(one.index for one in self.held)
        object.__setattr__(self, "kept_back", back)

    def delivered(self, index: int) -> bool:
        """Tell whether the change at that place of the entry is delivered by it."""
        return index not in self.kept_back

    def columns(self, index: int) -> tuple[int, int, int | None]:
        """Give `entered`, `place` and `placed` of the change at that place."""
        placed = self.counter if self.delivered(index) else None
        return self.counter, index, placed


def enter(connection: Connection, ids: Sequence[int], entered: Entered) -> None:
    """Give changes that are here already their places, by their rows' ids."""
    connection.write_many(
        ENTER,
        (
            (*entered.columns(index), int(entered.delivered(index)), row_id)
            for index, row_id in enumerate(ids)
        ),
    )


def place(
    numbered: Sequence[tuple[int, Change]],
    entered: Entered,
    there: Collection[RecordId],
) -> None:
    """Tell of new changes, which have their places already, who makes what whole."""
    entered.newcomers.leave(there)
    for index, (row_id, change) in enumerate(numbered):
        if entered.delivered(index):
            entered.newcomers.add(row_id, change, there)
