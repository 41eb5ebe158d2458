"""A live visit under another version of its questionnaire, and back under its own."""

from enrolment_app.household.carrying import Carry
from enrolment_app.household.draft import Draft
from enrolment_app.household.moving import moved
from enrolment_app.household.view import View
from enrolment_app.household.visit import Setting, Visit


def moved_visit(
    visit: Visit, setting: Setting, view: View | None, carry: Carry
) -> Visit:
    """Give the visit as it goes on under another version; `view` is read through it."""
    draft = moved(visit.draft(), carry, setting.layout.id, visit.view)
    return Visit(setting, view, draft)


def moved_back(visit: Visit, setting: Setting, view: View | None) -> Visit:
    """Give the visit as it was before the move, under its old version."""
    draft = visit.draft()
    assert draft.moved_from, "only what was moved goes back"
    return Visit(setting, view, Draft.from_bytes(draft.moved_from))
