"""Reading and deciding over a real store with the household questionnaire."""

import dataclasses
import json

import pytest

from enrolment_app.actions.create_store import create_store
from enrolment_app.actions.install_form import install_form
from enrolment_app.actions.keep_visit import keep_visit
from enrolment_app.actions.open_visit import begin_visit, open_visit
from enrolment_app.actions.sealing import change_of
from enrolment_app.actions.settle import Keep, settle
from enrolment_app.actions.show_household import show_household
from enrolment_app.actions.submit_visit import submit_visit
from enrolment_app.actions.write_answers import write_answers, write_document
from enrolment_app.problems import Problem
from enrolment_app.store import Enrolment
from enrolment_app.ui.readings.reviewing import (
    DRAFTS,
    GONE,
    QUESTION,
    ROW,
    SECTION,
    keep_drafts,
    read_household,
    review,
)
from sync.change import Why
from tests.ui.conftest import RESOURCES

FORM = RESOURCES / "questionnaires/kp-household/kp-household.md"
DEMO = json.loads((RESOURCES / "demo/households.json").read_text("utf-8"))
BOTH = pytest.mark.parametrize("code", ["en", "ur"])


@pytest.fixture
def work(machine, tmp_path):
    """A supervisor's laptop; two households of hers, so that there is no network."""
    made = create_store(tmp_path / "store", "three plain words", "Sanam", machine)
    install_form(made, FORM)
    made.store.enrol(Enrolment(9, "SWT-S1", ("PK532",), role="supervisor"))
    yield made
    made.store.close()


@pytest.fixture
def submitted(work):
    return [capture(work, document) for document in DEMO[3:5]]


def capture(work, document):
    visit = begin_visit(work)
    assert write_document(visit, document) == ()
    keep_visit(work, visit)
    assert not isinstance(submit_visit(work, visit), tuple)
    return visit.household


def change(work, household, *words):
    visit = open_visit(work, household)
    assert write_answers(visit, words) == ()
    keep_visit(work, visit)
    submit_visit(work, visit)


@BOTH
def test_every_answer_has_a_line_in_the_language_of_the_window(work, submitted, code):
    read = read_household(work, submitted[0], code)

    kinds = [line.kind for line in read.lines]
    people = show_household(work, submitted[0]).answers["members"]
    phone = next(line for line in read.lines if line.address == "contact/phone")
    assert kinds.count(SECTION) > 5
    assert kinds.count(ROW) == len(people)
    assert kinds.count(QUESTION) > 100
    assert phone.label == {"en": "Telephone number", "ur": "فون نمبر"}[code]
    assert phone.answer.startswith("0300-")
    assert (read.no_approval, read.no_return, read.problems) == (None, None, 0)


def test_approving_leads_to_the_next_and_the_last_to_none(work, submitted):
    first, second = submitted
    read = read_household(work, first, "en")

    following = review(work, first, read.seen, ())
    assert following.household == second
    assert show_household(work, first).status == "approved"

    read = read_household(work, second, "en")
    assert review(work, second, read.seen, ()) is None


def test_what_came_after_she_opened_it_is_never_approved_unread(work, submitted):
    household = submitted[0]
    read = read_household(work, household, "en")
    change(work, household, ("contact/phone", "03000000077"))

    review(work, household, read.seen, ())

    (contested,) = show_household(work, household).contested
    assert contested.address == "@status"
    values = {side.value["@status"] for side in contested.sides}
    assert values == {"approved", "submitted"}
    assert read_household(work, household, "en").no_approval.code == (
        "review.settle_first"
    )
    assert not isinstance(settle(work, household, "@status", Keep(1)), Problem)


def test_comments_are_at_their_lines_until_answered_and_after(work, submitted):
    household = submitted[0]
    read = read_household(work, household, "en")
    keep_drafts(work, household, {"contact/phone": "Call again"})
    person = next(line.address for line in read.lines if line.kind == ROW)
    comments = (("contact/phone", "Call again"), (person, "Who?"), ("", "When?"))

    review(work, household, read.seen, comments)

    read = read_household(work, household, "en")
    asked = {line.address: line.remarked for line in read.lines if line.remarked}
    assert set(asked) == {"contact/phone", person, ""}
    assert not any(each.answered for said in asked.values() for each in said)
    assert (read.drafts, work.store.facts.get(DRAFTS)) == ({}, {})

    change(work, household, ("contact/phone", "03000000077"))
    read = read_household(work, household, "en")
    (phone,) = next(x.remarked for x in read.lines if x.address == "contact/phone")
    assert phone.answered
    assert phone.said.person == "Sanam"


def test_who_left_is_still_to_be_read_about(work, submitted):
    household = submitted[0]
    people = show_household(work, household).answers["members"]
    last = people[-1]
    change(work, household, (f"members[{last['id']}]/@status", "left"))

    lines = read_household(work, household, "en").lines

    (gone,) = [line for line in lines if line.kind == GONE]
    assert (gone.address, gone.answer) == (f"members[{last['id']}]", "left")
    assert gone.label == last["name_latin"]


def test_what_is_contested_is_marked_and_shows_what_was_agreed(work, submitted):
    household = submitted[0]
    before = show_household(work, household).answers["contact"]["phone"]
    journal = work.store.journal
    context = journal.context(household, "PK532")
    mine = change_seen(work, household, context, "03000000081")
    theirs = change_seen(work, household, context, "03000000082")
    assert mine.name != theirs.name

    lines = read_household(work, household, "en").lines

    phone = next(line for line in lines if line.address == "contact/phone")
    assert phone.contested
    assert phone.answer.replace("-", "") == before


def change_seen(work, household, context, phone):
    """Somebody who had only that on the screen writes a telephone number."""
    visit = open_visit(work, household)
    write_answers(visit, [("contact/phone", phone)])
    draft = visit.draft()
    seen = {**draft.contexts, household: context}
    kept = dataclasses.replace(draft, contexts=seen)

    return work.store.journal.seal(
        change_of(work, kept, kept.parts("submitted"), Why.CORRECTED)
    )
