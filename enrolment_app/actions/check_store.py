"""Check this laptop's store: database, chains, projections."""

from enrolment_app.actions.work import Work
from enrolment_app.store import Checked


def check_store(work: Work) -> Checked:
    """Look everything over; nothing is changed."""
    return work.store.check()
