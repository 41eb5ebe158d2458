"""Noting who saw which household. No action."""

from enrolment_app.actions.work import Work

OPENED, HISTORY, COMPARED = "look.opened", "look.history", "look.compared"
LISTED = "look.listed"


def note_look(work: Work, what: str, about: str) -> None:
    """Write that the person at work saw a household, or had so many listed."""
    work.store.audit.note_look(what, about)
