import pytest

from enrolment_app.household.filling import assign, fill, typed
from sync.values import Special
from tests.household.forms import ANSWERS, new


def codes(problems):
    return [(problem.code, problem.field) for problem in problems]


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({"nobody": 1}, "nobody"),
        ({"shed": {"roof": 1}}, "shed/roof"),
        ({"shed": 3}, "shed"),
        ({"hives": {}}, "hives"),
        ({"hives": [3]}, "hives"),
        ({"keeper": True}, "keeper"),
        ({"keeper": {"special": "perhaps"}}, "keeper"),
        ({"keeper": {"a": 1}}, "keeper"),
        ({"shed": {"floors": "many"}}, "shed/floors"),
        ({"shed": {"floors": 2.5}}, "shed/floors"),
        ({"shed": {"floors": 12}}, "shed/floors"),
        ({"shed": {"wall": "cheese"}}, "shed/wall"),
        ({"flowers": ["clover", "cheese"]}, "flowers"),
    ],
)
def test_what_has_no_place_or_no_valid_value_is_told_by_its_address(document, field):
    (problem,) = fill(new(), {"keeper": "Z", **document})

    assert problem.field.startswith(field)


def test_what_is_not_asked_is_refused():
    hive = {"nickname": "A", "queen": "yes", "why_not": "?"}

    (problem,) = fill(new(), {"keeper": "Z", "hives": [hive]})

    assert problem.field.endswith("/why_not")


def test_the_order_of_a_document_does_not_matter():
    hive = {"why_not": "swarmed", "queen": "no", "nickname": "A"}
    visit = new()

    assert fill(visit, {"hives": [hive], "keeper": "Z"}) == ()
    assert visit.interview.find("hives[1]/why_not").value == "swarmed"


def test_special_answers_lists_and_numbers_are_understood():
    visit = new()

    assert fill(visit, {**ANSWERS, "keeper": {"special": "refused"}}) == ()

    answers = visit.interview.answers()
    assert answers["keeper"] == {"special": "refused"}
    assert answers["shed"]["floors"] == 2
    assert answers["flowers"] == ["clover", "thyme"]


def test_words_of_a_command_mean_special_answers_and_empty_clears():
    assert typed("@dont-know") is Special.DONT_KNOW
    assert typed("@refused") is Special.REFUSED
    assert typed("") is None
    assert typed("refused") == "refused"


def test_rows_are_named_by_position_by_id_and_as_new():
    visit = new()
    assert fill(visit, ANSWERS) == ()
    first = visit.interview.find("hives[1]").row

    problems = assign(
        visit,
        [
            ("hives[2]/frames", "4"),
            (f"hives[{first}]/frames", "5"),
            ("hives[new]/nickname", "Cedar"),
            ("hives[new]/frames", "6"),
            ("hives[new2]/nickname", "Dune"),
        ],
    )

    assert problems == ()
    hives = visit.interview.answers()["hives"]
    assert [hive.get("frames") for hive in hives] == [5, 4, 6, None]


def test_positions_mean_what_was_on_the_screen_when_a_row_leaves_too():
    visit = new()
    assert fill(visit, ANSWERS) == ()

    assert assign(visit, [("hives[2]/frames", "4"), ("hives[1]/@status", "left")]) == ()

    (hive,) = visit.interview.answers()["hives"]
    assert (hive["nickname"], hive["frames"]) == ("Bramble", 4)


@pytest.mark.parametrize(
    ("address", "value", "code"),
    [
        ("hives[9]/frames", "1", "visit.no_such_question"),
        ("hives[9]/@status", "left", "visit.no_such_question"),
        ("hives[1]/@status", "vanished", "visit.no_such_status"),
        ("nests[new]/name", "x", "visit.no_such_question"),
        ("hives", "x", None),
        ("shed", "x", None),
        ("hive_count", "5", None),
        ("hives[1]/frames", "41", None),
    ],
)
def test_what_cannot_be_set_is_refused_with_a_reason(address, value, code):
    visit = new()
    assert fill(visit, ANSWERS) == ()

    (problem,) = assign(visit, [(address, value)])

    assert code is None or problem.code == code
    assert problem.code
