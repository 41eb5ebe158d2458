"""Open a household for work: a new one, one that is known, or one left open."""

from enrolment_app.actions.visiting import begun, opened
from enrolment_app.actions.work import Work
from enrolment_app.household.visit import Visit
from enrolment_app.problems import Problem
from sync.values import RecordId


def begin_visit(
    work: Work, form: str = "", language: str | None = None
) -> Visit | Problem:
    """Begin a new household; `form` may be left out where one is installed.

    Nothing is kept before `keep_visit`.
    """
    return begun(work, form, language)


def open_visit(work: Work, household: RecordId, language: str | None = None) -> Visit:
    """Open a known household, or go on with the visit that is open here.

    Raises `NotKnown` and `FormLacking`.
    """
    return opened(work, household, language)
