"""Say that an unusual answer is right: kept in the open visit, with why."""

from enrolment_app.actions.visiting import kept, opened
from enrolment_app.actions.work import Work
from enrolment_app.household.confirming import confirm
from enrolment_app.problems import Problem
from sync.values import RecordId


def confirm_answer(
    work: Work, household: RecordId, field: str, reason: str
) -> Problem | None:
    """Confirm what the note at a field doubts; gives why not. Raises `NotKnown`."""
    visit = opened(work, household)
    problem = confirm(visit, field, reason)
    if problem is None:
        kept(work, visit)
    return problem
