"""Who holds what: only this laptop, handed over, confirmed by the registry."""

from collections.abc import Mapping

from enrolment_app.actions.work import Work
from enrolment_app.store import Custody


def custody(work: Work) -> Mapping[Custody, int]:
    """Count households by custody; every kind is named, 0 included."""
    counts = work.store.households.custody_counts()
    return {kind: counts.get(kind, 0) for kind in Custody}
