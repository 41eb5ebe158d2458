"""A doubted answer is said to be right; the doubt comes back with another answer."""

from functools import cache
from pathlib import Path

import pytest

from enrolment_app.household.carrying import carry_between
from enrolment_app.household.confirmations import confirmations_of
from enrolment_app.household.confirming import confirm, confirmation_at
from enrolment_app.household.draft import Draft
from enrolment_app.household.layout import layout_of
from enrolment_app.household.moved_visits import moved_visit
from enrolment_app.household.opening import begin, reopen, resume
from enrolment_app.household.view import view
from enrolment_app.household.visit import Setting
from enrolment_app.questionnaire import Questionnaire, convert
from sync.change import Change, Context
from tests.store.builders import NOW

FORM = Path(__file__).parents[1] / "ui/questionnaire/small.md"
WARNING = "place/warn_size"


@cache
def setting():
    form = Questionnaire.parse(convert(FORM).xform)
    return Setting(form, layout_of(form), NOW, person="Asha")


@pytest.fixture
def visit():
    """Two people are listed where one was told of: the form doubts it."""
    visit = begin(setting(), nonce=b"confirm-01", area="KP")
    visit.answer("place/size_told", "1")
    visit.answer("place/agree", "yes")
    for _ in range(2):
        visit.add_row("members")
    return visit


def doubt(visit):
    return visit.interview.find(WARNING)


def test_it_is_right_with_a_reason(visit):
    assert confirmation_at(visit, doubt(visit)) is None

    assert confirm(visit, WARNING, "A guest stays for the winter.") is None

    said = confirmation_at(visit, doubt(visit))
    assert (said.reason, said.person) == ("A guest stays for the winter.", "Asha")


@pytest.mark.parametrize(
    ("address", "reason", "code"),
    [
        (WARNING, " ", "visit.reason_needed"),
        ("place/village", "so", "visit.no_doubt"),
        ("nowhere", "so", "visit.no_such_question"),
    ],
)
def test_what_cannot_be_confirmed_is_told(visit, address, reason, code):
    assert confirm(visit, address, reason).code == code
    assert confirmation_at(visit, doubt(visit)) is None


def test_a_doubt_that_is_not_shown_cannot_be_put_aside(visit):
    visit.answer("place/size_told", "2")

    assert confirm(visit, WARNING, "so").code == "visit.no_doubt"


@pytest.mark.parametrize("change", ["answer", "row"])
def test_the_doubt_comes_back_when_what_it_is_about_changes(visit, change):
    confirm(visit, WARNING, "so")

    if change == "row":
        visit.add_row("members")
    else:
        visit.add_row("members")
        visit.answer("place/size_told", "2")

    assert doubt(visit).relevant
    assert confirmation_at(visit, doubt(visit)) is None


def test_another_answer_leaves_it_aside_and_the_old_one_brings_it_back(visit):
    confirm(visit, WARNING, "so")

    visit.answer("place/village", "Kalam")
    assert confirmation_at(visit, doubt(visit)) is not None
    row = visit.add_row("members")
    assert confirmation_at(visit, doubt(visit)) is None
    visit.mark_row(row.row, "entered-in-error")
    assert confirmation_at(visit, doubt(visit)) is not None


def test_undo_takes_it_back_and_redo_says_it_again(visit):
    confirm(visit, WARNING, "so")

    assert visit.undo() == WARNING
    assert confirmation_at(visit, doubt(visit)) is None
    visit.redo()
    assert confirmation_at(visit, doubt(visit)).reason == "so"


def test_it_is_kept_with_the_draft(visit):
    confirm(visit, WARNING, "so")

    again = resume(setting(), None, Draft.from_bytes(visit.draft().to_bytes()))

    assert confirmation_at(again, doubt(again)).reason == "so"


def sealed(visit, time=1, device=1):
    draft = visit.draft()
    parts = draft.parts("submitted")
    layout = setting().layout.id
    return Change(draft.nonce, parts, layout, "KP", "Asha", device, time=time)


def test_it_is_sealed_with_the_record_and_seen_by_whoever_opens_it_next(visit):
    confirm(visit, WARNING, "so")
    change = sealed(visit)

    seen = view(visit.household, [change], {}, setting().layout)
    again = reopen(setting(), seen, lambda *_: Context(), nonce=b"confirm-02")

    assert confirmation_at(again, doubt(again)).person == "Asha"
    assert [one.path for one in confirmations_of([change])] == [WARNING]
    assert not again.changed


def renamed(tmp_path):
    """The next version calls doubt, answer and list otherwise."""
    text = FORM.read_text(encoding="utf-8")
    for old, called in (
        ("warn_size", "doubt_size"),
        ("size_told", "said_size"),
        ("| members |", "| people_here |"),
        ("{members}", "{people_here}"),
    ):
        text = text.replace(old, called)
    file = tmp_path / "small.md"
    file.write_text(text, encoding="utf-8")
    form = Questionnaire.parse(convert(file).xform)
    form.renames = {
        "place/warn_size": "place/doubt_size",
        "place/size_told": "place/said_size",
        "members": "people_here",
    }
    return Setting(form, layout_of(form), NOW, person="Asha")


def test_it_is_kept_in_a_version_that_calls_everything_otherwise(visit, tmp_path):
    confirm(visit, WARNING, "so")
    there, change = renamed(tmp_path), sealed(visit)
    carry = carry_between(setting().questionnaire, there.questionnaire)
    carries = {change.layout: carry}

    seen = view(visit.household, [change], {}, there.layout, carries=carries)
    again = reopen(there, seen, lambda *_: Context(), nonce=b"confirm-02")

    node = again.interview.find("place/doubt_size")
    assert node.relevant
    assert confirmation_at(again, node).reason == "so"
    again.answer("place/said_size", "")
    again.answer("place/said_size", "0.5")
    assert confirmation_at(again, node) is None


def test_what_an_open_visit_confirmed_goes_along_too(visit, tmp_path):
    confirm(visit, WARNING, "so")
    there = renamed(tmp_path)
    carry = carry_between(setting().questionnaire, there.questionnaire)

    moved = moved_visit(visit, there, None, carry)

    node = moved.interview.find("place/doubt_size")
    assert confirmation_at(moved, node).reason == "so"


def test_two_reasons_are_no_conflict(visit):
    first = sealed(visit)
    seen = view(visit.household, [first], {}, setting().layout)
    changes = [first]
    for number, reason in enumerate(("guests", "twins"), 2):
        context = Context(0, frozenset([first.name]))
        mine = reopen(
            setting(), seen, lambda *_, c=context: c, nonce=b"confirm-%02d" % number
        )
        confirm(mine, WARNING, reason)
        layout = setting().layout.id
        parts = mine.draft().parts()
        changes.append(
            Change(mine.nonce, parts, layout, "KP", "p", number, time=number)
        )

    both = view(visit.household, changes, {}, setting().layout)

    assert both.contested == ()
    assert {one.reason for one in both.confirmations} == {"guests", "twins"}
