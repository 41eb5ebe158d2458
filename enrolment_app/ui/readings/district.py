"""What a supervisor's first screen and her laptops' screen show."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from enrolment_app.actions.coverage import coverage
from enrolment_app.actions.exchange import LAST
from enrolment_app.actions.laptops import LaptopSeen, list_laptops
from enrolment_app.actions.list_households import list_households
from enrolment_app.store.rows import Coverage, Custody, Query
from enrolment_app.ui.readings.reviewing import next_to_review

if TYPE_CHECKING:
    from datetime import datetime

    from enrolment_app.actions.work import Work
    from enrolment_app.store.rows import Listed

SILENT_DAYS = "silent_days"  # a rule of the office, by its name
SILENT_DAYS_USUAL = 3
DAY_MS = 86_400_000


@dataclass(frozen=True)
class Silence:
    """Which laptops are there, and after how many days one counts as silent."""

    now: "datetime"
    days: int
    laptops: tuple[LaptopSeen, ...]

    def is_silent(self, laptop: LaptopSeen) -> bool:
        """Tell whether nothing was heard for longer; never heard of is no silence."""
        since = self.now.timestamp() * 1000 - laptop.last_contact_ms
        return bool(laptop.last_contact_ms) and since > self.days * DAY_MS

    @property
    def silent(self) -> tuple[LaptopSeen, ...]:
        """The silent ones."""
        return tuple(each for each in self.laptops if self.is_silent(each))


@dataclass(frozen=True)
class DistrictToday:
    """Everything that awaits a supervisor, and how far each enumerator is."""

    now: "datetime"
    to_review: int
    contested: int
    returned: int
    only_here: int
    households: int
    first: "Listed | None"  # what waits longest for a review
    coverage: tuple[Coverage, ...]
    silence: Silence
    last_sync_ms: int


def read_district(work: "Work") -> DistrictToday:
    """Read the first screen."""
    counts = work.store.households.custody_counts()
    return DistrictToday(
        now=work.clock(),
        to_review=_total(work, Query(statuses=("submitted",), limit=0)),
        contested=_total(work, Query(contested=True, limit=0)),
        returned=_total(work, Query(statuses=("returned",), limit=0)),
        only_here=counts[Custody.ONLY_HERE],
        households=sum(counts.values()),
        first=next_to_review(work),
        coverage=coverage(work),
        silence=read_laptops(work),
        last_sync_ms=int(work.store.facts.get(LAST, 0)),
    )


def read_laptops(work: "Work") -> Silence:
    """Read what is known of the district's laptops, the longest silent first."""
    enrolment = work.store.device.enrolment
    policies = enrolment.policies if enrolment else {}
    days = int(policies.get(SILENT_DAYS, SILENT_DAYS_USUAL))
    return Silence(work.clock(), days, list_laptops(work))


def _total(work: "Work", query: Query) -> int:
    return list_households(work, query).total
