"""Who did what to a household, from its first change on."""

from enrolment_app.actions.looking import HISTORY, note_look
from enrolment_app.actions.work import Work
from enrolment_app.store import HistoryEntry
from sync.values import RecordId


def household_history(work: Work, household: RecordId) -> tuple[HistoryEntry, ...]:
    """Give every sealed change of a household in the order in which it came here."""
    note_look(work, HISTORY, household)
    return work.store.journal.history(household)
