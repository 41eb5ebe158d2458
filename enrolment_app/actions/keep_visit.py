"""Keep an open visit: when this returns, every answer is on the disk."""

from enrolment_app.actions.visiting import kept
from enrolment_app.actions.work import Work
from enrolment_app.household.summary import Summary
from enrolment_app.household.visit import Visit


def keep_visit(work: Work, visit: Visit) -> Summary:
    """Keep what was answered so far, durably; raises `DiskFull` and its like.

    Gives what lists and searches know of it now.
    """
    return kept(work, visit)
