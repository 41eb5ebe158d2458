"""What the first screen and the badges show."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from enrolment_app.actions.custody import custody
from enrolment_app.actions.exchange import LAST
from enrolment_app.actions.from_the_office import FromOffice, from_the_office
from enrolment_app.actions.list_households import list_households
from enrolment_app.actions.updates import Update, update_for
from enrolment_app.store.rows import Custody, Listed, Query
from sync.clock import on_calendar

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from enrolment_app.actions.work import Work

RECENT = 7
RETURNED = 3


@dataclass(frozen=True)
class Today:
    """The first screen: what waits, what is open, what was last worked on."""

    now: "datetime"
    only_here: int
    handed_over: int
    confirmed: int
    open_visits: int
    returned: int
    contested: int
    submitted: int
    first_open: Listed | None
    recent: tuple[Listed, ...]
    last_sync_ms: int  # 0 where there was none
    sent_back: tuple[Listed, ...] = ()  # those returned, one's own first
    office: FromOffice = field(default_factory=FromOffice)
    update: Update | None = None  # a newer version of this program

    def span_since(self, at_ms: int) -> "timedelta":
        """How long ago a moment was."""
        return self.now - on_calendar(at_ms, self.now.tzinfo)

    @property
    def households(self) -> int:
        """How many households this laptop holds."""
        return self.only_here + self.handed_over + self.confirmed


@dataclass(frozen=True)
class Waiting:
    """What the badges of the navigation count."""

    households: int
    only_here: int
    conflicts: int
    to_review: int


def read_today(work: "Work") -> Today:
    """Read the first screen."""
    counts = custody(work)
    opened = list_households(work, Query(open=True, limit=1))
    returned = Query(statuses=("returned",), limit=RETURNED)
    sent_back = list_households(work, returned)
    mine = list_households(work, replace(returned, enumerator=work.person.name)).rows
    return Today(
        now=work.clock(),
        only_here=counts[Custody.ONLY_HERE],
        handed_over=counts[Custody.HANDED_OVER],
        confirmed=counts[Custody.CONFIRMED],
        open_visits=opened.total,
        returned=sent_back.total,
        contested=_total(work, Query(contested=True, limit=0)),
        submitted=_total(work, Query(statuses=("submitted", "approved"), limit=0)),
        first_open=opened.rows[0] if opened.rows else None,
        recent=list_households(work, Query(limit=RECENT)).rows,
        last_sync_ms=int(work.store.facts.get(LAST, 0)),
        sent_back=tuple(dict.fromkeys((*mine, *sent_back.rows)))[:RETURNED],
        office=from_the_office(work),
        update=update_for(work),
    )


def read_waiting(work: "Work") -> Waiting:
    """Count what waits at each place of the navigation."""
    counts = custody(work)
    return Waiting(
        households=sum(counts.values()),
        only_here=counts[Custody.ONLY_HERE],
        conflicts=_total(work, Query(contested=True, limit=0)),
        to_review=_total(work, Query(statuses=("submitted",), limit=0)),
    )


def _total(work: "Work", query: Query) -> int:
    return list_households(work, query).total
