"""A visit moved to another version and back, with answers drawn at random."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from enrolment_app.household.carrying import carry_between
from enrolment_app.household.filling import fill
from enrolment_app.household.layout import layout_of
from enrolment_app.household.leftovers import left_over
from enrolment_app.household.moved_visits import moved_back, moved_visit
from enrolment_app.household.opening import begin
from enrolment_app.household.overlay import overlaid
from enrolment_app.household.visit import Setting
from enrolment_app.questionnaire import Questionnaire, convert
from enrolment_app.questionnaire.migrating import migrate
from tests.actions.versions import NEW, OLD
from tests.store.builders import NOW

WORDS = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=8)
PEOPLE = st.fixed_dictionaries({}, optional={"name": WORDS, "age": st.integers(0, 99)})
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "village": WORDS,
        "roof": WORDS | st.just({"special": "refused"}),
        "rooms": st.integers(0, 50) | st.just({"special": "dont-know"}),
        "gone": WORDS,
        "north": WORDS,
        "east": WORDS,
        "people": st.lists(PEOPLE, min_size=1, max_size=3),
    },
)


@cache
def read(form):
    with TemporaryDirectory() as home:
        file = Path(home) / "form.md"
        file.write_text(form, encoding="utf-8")
        return Questionnaire.parse(convert(file).xform)


def setting(form):
    asked = read(form)
    return Setting(questionnaire=asked, layout=layout_of(asked), now=NOW)


def a_visit(answers):
    visit = begin(setting(OLD), nonce=b"moving-001", area="KP")
    assert fill(visit, answers) == ()
    return visit


def moved_on(visit):
    return moved_visit(visit, setting(NEW), None, carry_between(read(OLD), read(NEW)))


def leaves(answers, path=""):
    """Give every answer with its path, ids of rows apart."""
    if isinstance(answers, list):
        return [leaf for each in answers for leaf in leaves(each, path)]
    if isinstance(answers, dict) and "special" not in answers:
        return [
            leaf
            for name, value in answers.items()
            if name != "id"
            for leaf in leaves(value, f"{path}/{name}")
        ]
    return [(path.strip("/"), str(answers))]


@settings(max_examples=60, deadline=None)
@given(ANSWERS, ANSWERS)
def test_there_and_back_is_where_one_was(answers, since):
    visit = a_visit(answers)
    before = visit.draft().to_bytes()

    there = moved_on(visit)
    for address in ("village", "fresh"):
        there.answer(address, since.get("village"))
    back = moved_back(there, setting(OLD), None)

    assert back.draft().to_bytes() == before
    assert back.interview.answers() == visit.interview.answers()


@settings(max_examples=60, deadline=None)
@given(ANSWERS)
def test_no_answer_is_lost_that_the_dry_run_did_not_name(answers):
    visit = a_visit(answers)
    given_before = visit.interview.answers()
    plan = migrate(given_before, read(OLD), read(NEW))

    there = moved_on(visit)

    named = [(path, str(value)) for path, value in plan.lost]
    unfit = [(path, str(value)) for path, value in plan.unfit]
    stayed = leaves(there.interview.answers())
    expected = leaves(given_before)
    for gone in named:
        expected.remove(gone)
    for each in unfit:
        # It is named, and shown as far as the new question can show it.
        expected.remove(each)
        if each in stayed:
            stayed.remove(each)
    assert sorted(stayed) == sorted(renamed(*each) for each in expected)


def renamed(path, value):
    found = {"roof": "cover", "people/name": "members/called"}
    return found.get(path, path.replace("people/", "members/")), value


@settings(max_examples=40, deadline=None)
@given(ANSWERS)
def test_what_has_no_place_stays_in_what_is_sealed(answers):
    visit = a_visit(answers)
    plan = migrate(visit.interview.answers(), read(OLD), read(NEW))
    there = moved_on(visit)

    draft = there.draft()
    left = left_over(overlaid(None, draft, setting(NEW).layout))

    assert {path: str(value) for path, value in plan.lost} == dict(left)
    written = {g for part in draft.parts() for g in part.writes}
    assert set(left) <= written
