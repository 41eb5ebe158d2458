"""Approve a household that was submitted: a change like any other."""

from collections.abc import Mapping

from enrolment_app.actions.reading import is_supervisor, known
from enrolment_app.actions.sealing import reviewed
from enrolment_app.actions.work import Work
from enrolment_app.household.records import APPROVED
from enrolment_app.household.reviewing import cannot_approve
from enrolment_app.problems import Problem
from enrolment_app.store import Sealed
from sync.change import Context
from sync.values import RecordId


def approve_household(
    work: Work, household: RecordId, seen: Mapping[RecordId, Context] | None = None
) -> Sealed | Problem:
    """Approve a household; gives why not, changing nothing then.

    `seen` is what was on the screen of each record, None for all that is here now: a
    correction that was not on the screen is a conflict with the approval, never
    approved unread. Raises `HouseholdUnknown` and `FormLacking`.
    """
    if not is_supervisor(work):
        return Problem("review.not_supervisor")
    found = known(work, household)
    if found.draft is not None or found.view is None:
        return Problem("review.visit_open")
    refused = cannot_approve(found.view)
    if refused is not None:
        return refused
    return reviewed(work, found, APPROVED, {}, seen)
