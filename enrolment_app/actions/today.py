"""What awaits a person today: open work, what to settle, what is only here."""

from collections.abc import Mapping
from dataclasses import dataclass

from enrolment_app.actions.work import Work
from enrolment_app.store import Custody, Listed, Query

SHOWN = 5


@dataclass(frozen=True)
class Today:
    """The home screen's facts; counts are of households, taken from records."""

    open: tuple[Listed, ...]
    unfinished: int
    submitted: int
    contested: int
    custody: Mapping[Custody, int]
    low_on_space: bool
    enrolled: bool
    trouble: str


def today(work: Work) -> Today:
    """Count what there is to do."""
    households = work.store.households

    def count(query: Query) -> int:
        return households.page(query).total

    return Today(
        open=households.page(Query(open=True, limit=SHOWN)).rows,
        unfinished=count(Query(statuses=("unfinished",), limit=1)),
        submitted=count(Query(statuses=("submitted",), limit=1)),
        contested=count(Query(contested=True, limit=1)),
        custody=households.custody_counts(),
        low_on_space=work.store.low_on_space,
        enrolled=work.store.device.number != 0,
        trouble=work.store.device.trouble,
    )
