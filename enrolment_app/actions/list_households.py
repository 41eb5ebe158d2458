"""List and search households: one Query for lists, searches and counts."""

from enrolment_app.actions.work import Work
from enrolment_app.store import Page, Query


def list_households(work: Work, query: Query) -> Page:
    """Give a stretch of the households that a query asks for."""
    return work.store.households.page(query)
