"""What may be reviewed, and which question a comment is about."""

from collections.abc import Collection, Sequence

from enrolment_app.household.addresses import by_ids
from enrolment_app.household.comments import Remark
from enrolment_app.household.records import APPROVED, RETURNED, SUBMITTED
from enrolment_app.household.view import View
from enrolment_app.problems import Problem

# (kind of record, path within it) of every question, computed ones included: what they
# are made of can be wrong.
Places = Collection[tuple[str, str]]
COMMENT_LETTERS_MAX = 1000
COMMENTS_MAX = 50


def cannot_approve(view: View) -> Problem | None:
    """Say why a household may not be approved as it is, None where it may."""
    if view.contested:
        count = str(len(view.contested))
        return Problem("review.settle_first", values={"count": count})
    if view.status != SUBMITTED:
        return Problem("review.not_submitted", values={"status": view.status})
    return None


def cannot_return(view: View) -> Problem | None:
    """Say why a household may not be returned, None where it may.

    Its answers may be contested: whoever gets it back may be the one to ask.
    """
    if view.contest(view.household, "@status") is not None:
        return Problem("review.settle_first", values={"count": "1"})
    if view.status not in (SUBMITTED, APPROVED, RETURNED):
        return Problem("review.not_submitted", values={"status": view.status})
    return None


def remarks(
    view: View, places: Places, said: Sequence[tuple[str, str]]
) -> tuple[Remark, ...] | Problem:
    """Read comments given as (address, text); all of them, or what is wrong with one.

    "" is the household as a whole, "members[2]" a row, "members[2]/age" a question.
    """
    if not said or len(said) > COMMENTS_MAX:
        return Problem("review.no_comment", values={"most": str(COMMENTS_MAX)})
    found = []
    for address, text in said:
        one = _remark(view, places, address, text.strip())
        if isinstance(one, Problem):
            return one
        found.append(one)
    return tuple(found)


def _remark(view: View, places: Places, address: str, text: str) -> Remark | Problem:
    if not text:
        return Problem("review.empty_comment", address)
    if len(text) > COMMENT_LETTERS_MAX:
        most = str(COMMENT_LETTERS_MAX)
        return Problem("review.long_comment", address, {"most": most})
    place = place_of(view, places, address)
    if place is None:
        return Problem("visit.no_such_question", address)
    return Remark(*place, text)


def place_of(view: View, places: Places, address: str) -> tuple[str, str] | None:
    """Give record and path of an address, None where the household has no such one."""
    whole = by_ids(address, view)
    lead, bracket, path = whole.rpartition("]")
    record = lead.rpartition("[")[2] if bracket else view.household
    if record not in view.records:
        return None
    path = path.removeprefix("/")
    if path and (view.records[record].kind, path) not in places:
        return None
    return record, path
