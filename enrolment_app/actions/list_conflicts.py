"""List what people disagree about, over all households of this laptop."""

from collections.abc import Iterator

from enrolment_app.actions.looking import OPENED, note_look
from enrolment_app.actions.reading import known
from enrolment_app.actions.work import Work
from enrolment_app.household.view import Contested
from enrolment_app.store import Query
from sync.values import RecordId


def list_conflicts(work: Work) -> Iterator[tuple[RecordId, Contested]]:
    """Give every contested group with its household, household by household."""
    for household in work.store.households.ids(Query(contested=True)):
        seen = known(work, household).view
        for each in seen.contested if seen else ():
            yield household, each


def conflicts_of(work: Work, household: RecordId) -> tuple[Contested, ...]:
    """Give what is contested about one household; raises `NotKnown`."""
    seen = known(work, household).view
    note_look(work, OPENED, household)
    return seen.contested if seen else ()
