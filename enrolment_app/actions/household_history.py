"""Who did what to a household, from its first change on."""

from enrolment_app.actions.looking import HISTORY, note_look
from enrolment_app.actions.reading import known
from enrolment_app.actions.versions import parsed
from enrolment_app.actions.work import Work
from enrolment_app.household.trail import trail, written
from enrolment_app.store import HistoryEntry
from sync.values import RecordId


def household_history(work: Work, household: RecordId) -> tuple[HistoryEntry, ...]:
    """Give every sealed change of a household in the order in which it came here."""
    note_look(work, HISTORY, household)
    return work.store.journal.history(household)


def audit_log(work: Work, household: RecordId) -> str:
    """Give the log of interviews of a household, as its questionnaire may ask for it.

    Raises `HouseholdUnknown` and `FormLacking`.
    """
    form = known(work, household).form
    changes = [entry.change for entry in household_history(work, household)]
    people = {person.id: person.name for person in work.store.people.all()}
    return written(trail(changes, parsed(form.xform).top.name, people))
