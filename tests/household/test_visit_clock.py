"""Answers that a clock gives go along with a person's, and are no work alone."""

from datetime import timedelta
from pathlib import Path

from tests.household.forms import NOW, again, kept_and_resumed, new, sealed

KP = Path(__file__).parents[2] / "resources/questionnaires/kp-household/kp-household.md"
THREE_DAYS_LATER = NOW + timedelta(days=3)
CONSENT = {"consent": {"notice/consent": "refused"}}
DAY = {"visit_day": {"visit_day": "2031-05-07"}}


def reopened():
    first = new(KP)
    first.answer("notice/consent", "given")
    return again(first.household, sealed(first), file=KP)


def test_a_visit_in_which_only_the_clock_answered_is_no_work():
    visit = reopened()

    visit.refresh(THREE_DAYS_LATER)

    assert visit.interview.find("visit_day").value == "2031-05-07"
    assert not visit.changed
    assert visit.parts() == ()


def test_the_day_goes_along_with_what_a_person_answered():
    visit = reopened()

    visit.answer("notice/consent", "refused")
    visit.refresh(THREE_DAYS_LATER)

    (part,) = visit.parts()
    assert part.writes == CONSENT | DAY


def test_the_day_is_written_although_the_visit_was_kept_while_it_was_no_work():
    visit = reopened()
    visit.refresh(THREE_DAYS_LATER)

    again_ = kept_and_resumed(visit)
    again_.answer("notice/consent", "refused")
    again_.refresh(THREE_DAYS_LATER)

    (part,) = again_.parts()
    assert part.writes == CONSENT | DAY
