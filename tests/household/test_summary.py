"""What lists show and searches find, with declared roles and without any."""

from pathlib import Path

from enrolment_app.household.filling import fill
from enrolment_app.household.summary import Roles, summary
from tests.household.forms import ANSWERS, BEES, NESTED, new, sealed, seen, setting

KP = Path(__file__).parents[2] / "resources/questionnaires/kp-household/kp-household.md"
BOATS = {
    "fishing": "yes",
    "harbour": {
        "quay": "North quay",
        "boats": [{"boat_name": "Heron", "crew": [{"sailor": "Zarmina"}]}],
    },
}


def summarised(answers, file):
    visit = new(file)
    assert fill(visit, answers) == ()
    shown = seen(visit.household, sealed(visit, status="submitted"), file=file)
    return summary(shown, Roles.of(setting(file).questionnaire))


def test_declared_roles_alone_decide_what_is_listed_and_found():
    listed = summarised(ANSWERS | {"valley": "Ushu"}, BEES)

    assert (listed.head, listed.village, listed.people) == ("Zarghuna", "Ushu", 2)
    assert set(listed.words) == {listed.number, "Zarghuna", "Ushu", "Amber", "Bramble"}


def test_a_form_without_roles_is_found_by_all_that_was_typed():
    listed = summarised(BOATS, NESTED)

    assert listed.head == "North quay"
    assert set(listed.words) == {listed.number, "North quay", "Heron", "Zarmina"}


def test_a_head_is_named_in_both_scripts_where_the_form_has_both():
    person = {"name_latin": "Gul Zaman", "name_urdu": "گل زمان", "relation": "head"}
    other = {"name_latin": "Zarmina", "relation": "wife"}
    answers = {"notice": {"consent": "given"}, "members": [other, person]}

    listed = summarised(answers, KP)

    assert (listed.head, listed.head_other) == ("Gul Zaman", "گل زمان")
    assert summarised(ANSWERS, BEES).head_other == ""
