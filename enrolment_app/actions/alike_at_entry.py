"""What an open visit shares with other households, told while somebody sits there."""

from dataclasses import dataclass

from enrolment_app.actions.find_duplicates import Alike, find_duplicates
from enrolment_app.actions.reading import known, roles_of
from enrolment_app.actions.work import Work
from enrolment_app.household.likeness import identities
from enrolment_app.household.summary import traits
from sync.values import RecordId


@dataclass(frozen=True)
class AtEntry:
    """Households of this laptop that may be this one, the likest first.

    `ask` are identity numbers of which only the registry can tell: they may be held
    where this laptop cannot look.
    """

    alike: tuple[Alike, ...] = ()
    ask: tuple[str, ...] = ()


def alike_at_entry(work: Work, household: RecordId) -> AtEntry:
    """Compare a household, with what its open visit says, with all that are here."""
    return AtEntry(find_duplicates(work, household), _elsewhere(work, household))


def _elsewhere(work: Work, household: RecordId) -> tuple[str, ...]:
    """Give the numbers that are new on this laptop and may not be in the province."""
    found = known(work, household)
    roles = roles_of(found.form.xform)
    sealed = traits(found.view, roles) if found.view else None
    before = identities(sealed) if sealed else {}
    return tuple(
        number
        for number in identities(traits(found.seen, roles))
        if number not in before
        and not work.store.duplicates.held_by_others(number, household)
        and work.store.province.may_hold(number)
    )
