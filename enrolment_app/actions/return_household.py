"""Return a household to its enumerator, with a comment on each question to look at."""

from collections.abc import Mapping, Sequence

from enrolment_app.actions.reading import is_supervisor, known
from enrolment_app.actions.sealing import reviewed
from enrolment_app.actions.versions import parsed
from enrolment_app.actions.work import Work
from enrolment_app.household.comments import writes_of
from enrolment_app.household.records import RETURNED
from enrolment_app.household.reviewing import cannot_return, remarks
from enrolment_app.problems import Problem
from enrolment_app.store import Sealed
from sync.change import Context
from sync.values import RecordId


def return_household(
    work: Work,
    household: RecordId,
    comments: Sequence[tuple[str, str]],
    seen: Mapping[RecordId, Context] | None = None,
) -> Sealed | Problem:
    """Return a household with comments, each (address, text); at least one.

    Gives why not, changing nothing then. `seen` is what was on the screen of each
    record, None for all that is here now. Raises `HouseholdUnknown`, `FormLacking`.
    """
    if not is_supervisor(work):
        return Problem("review.not_supervisor")
    found = known(work, household)
    if found.draft is not None or found.view is None:
        return Problem("review.visit_open")
    refused = cannot_return(found.view)
    if refused is not None:
        return refused
    questions = parsed(found.form.xform).questions.values()
    places = {(question.kind, question.field) for question in questions}
    said = remarks(found.view, places, comments)
    if isinstance(said, Problem):
        return said
    return reviewed(work, found, RETURNED, writes_of(said), seen)
