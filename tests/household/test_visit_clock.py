"""A visit over a real questionnaire whose day is computed by the clock."""

from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from enrolment_app.household.layout import layout_of
from enrolment_app.household.opening import begin, reopen, resume
from enrolment_app.household.view import view
from enrolment_app.household.visit import Setting
from enrolment_app.questionnaire import Questionnaire, convert
from sync.change import Change, Context, Part, Why

KP = Path(__file__).parents[2] / "resources/questionnaires/kp-household/kp-household.md"
FIRST_DAY = datetime(2026, 9, 3, 12, 41, tzinfo=timezone(timedelta(hours=5)))
LATER = FIRST_DAY + timedelta(days=3)
FIRST, SECOND = b"visit-0001", b"visit-0002"


@cache
def questionnaire() -> Questionnaire:
    return Questionnaire.parse(convert(KP).xform)


def setting(now: datetime) -> Setting:
    form = questionnaire()
    return Setting(questionnaire=form, layout=layout_of(form), now=now)


def registered():
    """The household as it is known after a first visit."""
    visit = begin(setting(FIRST_DAY), nonce=FIRST, area="KP-1")
    visit.answer("notice/consent", "given")
    parts: tuple[Part, ...] = visit.draft().parts("unfinished")
    layout = visit.setting.layout
    first = Change(FIRST, parts, layout.id, "KP-1", "p", 1, Why.CAPTURED, 1)
    return view(visit.household, (first,), {}, layout)


def reopened(now: datetime):
    return reopen(setting(now), registered(), lambda _: Context(0), nonce=SECOND)


def test_a_visit_in_which_only_the_clock_answered_is_no_work():
    visit = reopened(LATER)

    visit.refresh(LATER)

    assert visit.interview.find("visit_day").value == "2026-09-06"
    assert not visit.changed
    assert visit.parts() == ()


def test_the_day_goes_along_with_what_a_person_answered():
    visit = reopened(LATER)

    visit.answer("notice/consent", "refused")
    visit.refresh(LATER)

    (part,) = visit.parts()
    assert part.writes["visit_day"] == {"visit_day": "2026-09-06"}


def test_the_day_is_written_although_the_visit_was_kept_while_it_was_no_work():
    visit = reopened(LATER)
    visit.refresh(LATER)

    again = resume(setting(LATER), visit.view, visit.draft())
    again.answer("notice/consent", "refused")
    again.refresh(LATER)

    (part,) = again.parts()
    assert part.writes["visit_day"] == {"visit_day": "2026-09-06"}
