"""How far each enumerator's households are."""

from enrolment_app.actions.work import Work
from enrolment_app.store import Coverage


def coverage(work: Work) -> tuple[Coverage, ...]:
    """Count the households of each enumerator by status, by name."""
    return work.store.households.coverage()
