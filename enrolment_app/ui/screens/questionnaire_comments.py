"""What a reviewer asks of an open visit, each at its place. No widgets."""

from dataclasses import dataclass
from datetime import datetime

from enrolment_app.household.comments import Comment
from enrolment_app.household.view import address_of
from enrolment_app.household.visit import Visit
from enrolment_app.questionnaire import Interview, Node, Question
from enrolment_app.ui.screens.questionnaire_order import all_questions


@dataclass(frozen=True)
class Said:
    """One comment as it is shown: its words, who said them on which day.

    `now` is any moment of this laptop; it tells the zone in which times are shown.
    """

    text: str
    person: str
    time_ms: int
    now: datetime


def said_at(visit: Visit, node: Node) -> tuple[Said, ...]:
    """Give the comments on a question that are not answered yet."""
    question = node.question
    if visit.view is None or not isinstance(question, Question):
        return ()
    found = visit.view.open_comments(node.row or visit.household, question.field)
    return tuple(said(each, visit.setting.now) for each in found)


def said(comment: Comment, now: datetime) -> Said:
    """Give a comment as it is shown."""
    return Said(comment.text, comment.person, comment.time_ms, now)


def still_open(visit: Visit) -> tuple[tuple[str, Said], ...]:
    """Give every comment that is not answered, with its address, oldest first.

    The address is "" where it is about the household as a whole.
    """
    view = visit.view
    if view is None:
        return ()
    return tuple(
        (
            (address_of(each.record, view.records) + each.path).rstrip("/"),
            said(each, visit.setting.now),
        )
        for each in view.comments
        if not each.answered
    )


def commented_questions(visit: Visit, interview: Interview) -> tuple[str, ...]:
    """Give the shown questions that somebody comments on, in form order."""
    commented = {address for address, _ in still_open(visit)}
    shown = all_questions(interview) if commented else ()
    return tuple(node.address for node in shown if node.address in commented)
