"""Give up an open visit: its answers are forgotten, sealed work is untouched."""

from enrolment_app.actions.work import Work
from enrolment_app.household.visit import Visit


def discard_visit(work: Work, visit: Visit) -> None:
    """Forget an open visit; a household that existed only in it is gone."""
    if visit.kept:
        work.store.visits.discard(visit.nonce)
        visit.kept = False
