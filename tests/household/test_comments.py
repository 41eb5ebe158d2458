"""Comments of a reviewer: where they are, when they are answered, who else said one."""

from itertools import permutations

import pytest

from enrolment_app.household.comments import Remark, writes_of
from enrolment_app.household.reviewing import (
    COMMENT_LETTERS_MAX,
    cannot_approve,
    cannot_return,
    place_of,
    remarks,
)
from enrolment_app.household.view import view
from enrolment_app.problems import Problem
from sync.change import Why
from sync.layout import comment_group
from tests.household.builders import (
    GUL,
    HOUSEHOLD,
    JOB,
    LAYOUT,
    NUR,
    change,
    family,
    one,
)

AGE = comment_group("age")
PLACES = {(kind.name, field.path) for kind in LAYOUT.kinds for field in kind.fields}
BORN = family()
SUBMITTED = change({HOUSEHOLD: one("@status", "submitted")}, seen=[BORN], time=2)


def seen(*changes):
    return view(HOUSEHOLD, changes, {}, LAYOUT)


def returned(*before, text="Older than her mother?", device=9, time=3):
    writes = {
        HOUSEHOLD: one("@status", "returned"),
        GUL: one(AGE, text),
    }
    return change(
        writes,
        seen=[BORN, SUBMITTED, *before],
        device=device,
        time=time,
        why=Why.REVIEWED,
    )


def test_a_comment_stands_at_its_question_with_who_and_when_and_no_answer_changes():
    shown = seen(BORN, SUBMITTED, returned())

    (comment,) = shown.comments
    assert (comment.record, comment.path) == (GUL, "age")
    assert comment.text == "Older than her mother?"
    assert (comment.person, comment.device) == ("p9", 9)
    assert not comment.answered
    assert shown.status == "returned"
    assert shown.open_comments(GUL, "age") == (comment,)
    assert shown.answers == seen(BORN, SUBMITTED).answers


def test_submitting_again_answers_it_and_the_history_stays():
    back = returned()
    again = change(
        {HOUSEHOLD: one("@status", "submitted"), GUL: one("age", "14")},
        seen=[BORN, SUBMITTED, back],
    )

    shown = seen(BORN, SUBMITTED, back, again)

    (comment,) = shown.comments
    assert comment.answered
    assert shown.open_comments(GUL, "age") == ()
    assert shown.status == "submitted"


def test_who_submits_without_having_seen_it_answers_nothing_and_it_is_a_conflict():
    back = returned()
    unseen = change(
        {HOUSEHOLD: one("@status", "submitted"), GUL: one("age", "41")},
        seen=[BORN, SUBMITTED],
        device=2,
    )

    shown = seen(BORN, SUBMITTED, back, unseen)

    assert not shown.comments[0].answered
    (contested,) = shown.contested
    assert contested.address == "@status"
    assert {side.value["@status"] for side in contested.sides} == {
        "returned",
        "submitted",
    }


def test_two_reviewers_comment_one_question_and_neither_is_lost_nor_in_conflict():
    mine, theirs = returned(), returned(text="See the card.", device=8, time=4)

    for order in permutations([BORN, SUBMITTED, mine, theirs]):
        shown = seen(*order)
        assert [each.text for each in shown.comments] == [
            "Older than her mother?",
            "See the card.",
        ]
        assert shown.contested == ()


def test_a_comment_is_no_edit_of_a_person_who_left():
    left = change({GUL: one("@status", "left")}, seen=[BORN, SUBMITTED], device=2)

    assert seen(BORN, SUBMITTED, left, returned()).contested == ()


def test_an_approval_that_had_not_seen_a_correction_is_an_ordinary_conflict():
    approved = change(
        {HOUSEHOLD: one("@status", "approved")}, seen=[BORN, SUBMITTED], device=9
    )
    correction = change(
        {HOUSEHOLD: one("@status", "submitted") | one("roof", "mud")},
        seen=[BORN, SUBMITTED],
        device=2,
    )

    shown = seen(BORN, SUBMITTED, approved, correction)

    assert [each.group for each in shown.contested] == ["@status"]
    assert shown.status == "submitted"
    assert cannot_approve(shown) == Problem("review.settle_first", "", {"count": "1"})


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("", (HOUSEHOLD, "")),
        ("roof", (HOUSEHOLD, "roof")),
        ("people[1]", (GUL, "")),
        ("people[1]/age", (GUL, "age")),
        (f"people[{NUR}]/name", (NUR, "name")),
        ("people[2]/work/jobs[1]/title", (JOB, "title")),
        ("people[9]/age", None),
        ("people[1]/roof", None),
        ("nowhere", None),
        ("@status", None),
    ],
)
def test_comments_are_addressed_like_answers(address, place):
    assert place_of(seen(BORN), PLACES, address) == place


def test_what_cannot_be_reviewed():
    unfinished = seen(BORN)

    assert cannot_approve(unfinished).code == "review.not_submitted"
    assert cannot_return(unfinished).code == "review.not_submitted"
    assert cannot_approve(seen(BORN, SUBMITTED)) is None
    assert cannot_return(seen(BORN, SUBMITTED, returned())) is None


def test_remarks_are_taken_all_or_none():
    shown = seen(BORN, SUBMITTED)
    said = [("people[1]/age", " Check. "), ("roof", "Which?")]

    assert remarks(shown, PLACES, said) == (
        Remark(GUL, "age", "Check."),
        Remark(HOUSEHOLD, "roof", "Which?"),
    )
    assert remarks(shown, PLACES, []).code == "review.no_comment"
    assert (
        remarks(shown, PLACES, [*said, ("roof", "  ")]).code == "review.empty_comment"
    )
    long = "x" * (COMMENT_LETTERS_MAX + 1)
    assert remarks(shown, PLACES, [("roof", long)]).code == "review.long_comment"
    assert remarks(shown, PLACES, [("no", "x")]).code == "visit.no_such_question"


def test_two_remarks_on_one_question_are_one_text():
    group = comment_group("roof")
    both = [Remark(HOUSEHOLD, "roof", "One."), Remark(HOUSEHOLD, "roof", "Two.")]

    assert writes_of(both) == {HOUSEHOLD: {group: {group: "One.\nTwo."}}}
