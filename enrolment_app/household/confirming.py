"""Saying in an open visit that a doubted answer is right, with why."""

from enrolment_app.household.confirmations import ABOUT, Confirmation, value_of
from enrolment_app.household.steps import Confirmed
from enrolment_app.household.visit import Visit
from enrolment_app.problems import Problem
from enrolment_app.questionnaire import Node, Question
from enrolment_app.questionnaire.doubts import about
from sync.layout import confirmation_group

# The role of a note that doubts an answer.
WARNING = "warning"


def is_doubt(node: Node) -> bool:
    """Tell whether a note doubts an answer."""
    part = node.question
    return isinstance(part, Question) and part.role == WARNING


def confirm(visit: Visit, address: str, reason: str) -> Problem | None:
    """Say that what the note at an address doubts is right; gives why not."""
    try:
        node = visit.interview.find(address)
    except KeyError:
        return Problem("visit.no_such_question", address)
    if not is_doubt(node) or not node.relevant:
        return Problem("visit.no_doubt", address)
    if not reason.strip():
        return Problem("visit.reason_needed", address)
    question = node.question
    assert isinstance(question, Question)
    record = node.row or visit.household
    now = about(visit.interview, node)
    group, value = value_of(question.field, reason.strip(), now)
    before = visit.draft().writes.get(record, {}).get(group, {})
    visit.write(record, group, value)
    visit.steps.did(Confirmed(node.address, record, group, before, value))
    return None


def confirmation_at(visit: Visit, node: Node) -> Confirmation | None:
    """Give the confirmation of a doubt, as long as it is about the answers of now."""
    question = node.question
    if not isinstance(question, Question) or not is_doubt(node):
        return None
    record, path = node.row or visit.household, question.field
    now = about(visit.interview, node)
    group = confirmation_group(path)
    value = visit.draft().writes.get(record, {}).get(group, {})
    reason = value.get(group)
    if isinstance(reason, str) and value.get(group + ABOUT) == now:
        return Confirmation(record, path, reason, now, visit.setting.person)
    known = visit.view.confirmations if visit.view else ()
    found = (
        each
        for each in reversed(known)
        if (each.record, each.path, each.about) == (record, path, now)
    )
    return next(found, None)
