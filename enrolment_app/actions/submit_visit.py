"""Submit a visit: checked whole, then sealed into the journal for good."""

from enrolment_app.actions.sealing import change_of, go_on_if_sealed
from enrolment_app.actions.work import Work
from enrolment_app.household.records import SUBMITTED, UNFINISHED
from enrolment_app.household.visit import Visit
from enrolment_app.problems import Problem
from enrolment_app.store import Sealed
from sync.change import Why


def submit_visit(work: Work, visit: Visit) -> Sealed | tuple[Problem, ...] | None:
    """Seal a visit as submitted; gives what stands in the way, changing nothing.

    None where there was nothing to seal: a submitted household without a change. Raises
    `ChangeTooLarge`: it is kept open then.
    """
    go_on_if_sealed(work, visit)
    visit.refresh(work.clock())
    problems = visit.problems()
    if problems:
        return problems
    before = visit.view.status if visit.view else UNFINISHED
    draft = visit.draft()
    # A correction says "submitted" anew: against a review that had not seen it, it is
    # an ordinary conflict of the status.
    # So does a move to another version: the change stands under the new one.
    changed = draft.parts() or draft.moved_from
    nothing_new = before == SUBMITTED and not changed
    parts = () if nothing_new else draft.parts(SUBMITTED)
    opened = draft.nonce if visit.kept else None
    if not parts:
        if opened is not None:
            work.store.visits.discard(opened)
            visit.kept = False
        return None
    why = Why.CAPTURED if before == UNFINISHED else Why.CORRECTED
    sealed = work.store.journal.seal(change_of(work, draft, parts, why), opened)
    visit.kept = False
    return sealed
