"""A laptop that skipped a version reads its renames all the same."""

import pytest

from enrolment_app.actions.move_visit import move_visit, offer_of, undo_move
from enrolment_app.actions.open_visit import open_visit
from enrolment_app.actions.show_household import show_household
from enrolment_app.actions.submit_visit import submit_visit
from tests.actions.versions import a_desk, a_form, a_household, take

FIRST = a_form("1", [("text", "village", "", "village"), ("text", "roof")])
SECOND = a_form(
    "2", [("text", "village", "", "village"), ("text", "cover")], "roof=cover"
)
THIRD = a_form("3", [("text", "village", "", "village"), ("text", "top")], "cover=top")
TELLS_ALL = THIRD.replace("cover=top", "roof=cover cover=top")


@pytest.fixture
def work(tmp_path):
    desk = a_desk(tmp_path, FIRST)
    yield desk
    desk.store.close()


@pytest.fixture
def household(work):
    return a_household(work, {"village": "Demo Kalam", "roof": "tin"})


@pytest.mark.parametrize("forms", [(SECOND, THIRD), (THIRD, SECOND), (TELLS_ALL,)])
def test_a_move_over_a_version_keeps_what_it_renamed(work, household, tmp_path, forms):
    for form in forms:
        take(work, tmp_path, form)

    visit = open_visit(work, household)
    offer = offer_of(work, visit)
    there = move_visit(work, visit)
    back = undo_move(work, there)
    submit_visit(work, move_visit(work, back))

    assert (offer.new.version, offer.plan.moved) == ("3", {"roof": "top"})
    assert there.interview.answers()["top"] == "tin"
    assert back.interview.answers()["roof"] == "tin"
    shown = show_household(work, household)
    assert (shown.version, shown.answers["top"]) == ("3", "tin")


def test_without_the_version_between_nothing_is_guessed(work, household, tmp_path):
    take(work, tmp_path, THIRD)

    offer = offer_of(work, open_visit(work, household))

    assert offer.plan.lost == [("roof", "tin")]
