"""Where an entry of an area's log puts the changes that it brings."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from enrolment_app.store.connection import Connection
from enrolment_app.store.newcomers import Newcomers
from sync.change import Change
from sync.session import Held
from sync.values import RecordId

# What has its place keeps it where it is held further on, as said again.
ENTER = (
    "UPDATE changes SET"
    " entered = iif(?3 IS NULL AND placed IS NOT NULL, entered, ?1),"
    " place = iif(?3 IS NULL AND placed IS NOT NULL, place, ?2),"
    " placed = coalesce(?3, placed), shown = max(shown, ?4) WHERE id = ?5"
)
# The next place in the order of each record that a change touches: dense, from 0.
TAKE_PLACES = (
    "UPDATE touches SET position = (SELECT count(*) FROM touches t"
    " WHERE t.record = touches.record AND t.position IS NOT NULL)"
    " WHERE change = ? AND position IS NULL"
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
    take_places(
        connection,
        (row_id for index, row_id in enumerate(ids) if entered.delivered(index)),
    )


def take_places(connection: Connection, ids: Iterable[int]) -> None:
    """Give delivered changes the next place in the order of each of their records."""
    connection.write_many(TAKE_PLACES, ((row_id,) for row_id in ids))


def touching(
    numbered: Sequence[tuple[int, Change]],
    entered: Entered | None,
    there: Collection[RecordId],
) -> Iterator[tuple[RecordId, int, int | None]]:
    """Give what new changes touch; a record's first has its first place at once."""
    for index, (row_id, change) in enumerate(numbered):
        delivered = entered is not None and entered.delivered(index)
        for part in change.parts:
            first = delivered and part.record not in there
            yield part.record, row_id, 0 if first else None


def place(
    connection: Connection,
    numbered: Sequence[tuple[int, Change]],
    entered: Entered,
    there: Collection[RecordId],
) -> None:
    """Place new changes behind those of the same records that are `there`."""
    entered.newcomers.leave(there)
    delivered = [
        each for index, each in enumerate(numbered) if entered.delivered(index)
    ]
    if there:
        later = (
            row_id
            for row_id, change in delivered
            if any(part.record in there for part in change.parts)
        )
        take_places(connection, later)
    for row_id, change in delivered:
        entered.newcomers.add(row_id, change, there)
