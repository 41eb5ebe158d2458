"""Choices: lists narrowed by answers, put away when they are not offered any more."""

import pytest

from enrolment_app.questionnaire.judging import NOT_OFFERED
from tests.questionnaire.forms import interview, listed, offered, put, select, value

PLACES = listed(
    "place",
    [
        {"name": f"d{d}v{v}", "label": f"Village {d}/{v}", "district": f"d{d}"}
        for d in (1, 2, 3)
        for v in (1, 2)
    ],
)
NARROWED = "instance('place')/root/item[district = /data/district]"


@pytest.fixture
def places():
    return interview(
        "<district/><village/><named/>",
        {"named": {"calculate": "jr:choice-name(/data/village, '/data/village')"}},
        controls={"village": select("village", NARROWED, label="label")},
        lists=PLACES,
    )


def test_a_cascade_offers_what_the_answer_before_it_leaves(places):
    assert offered(places, "village") == []

    put(places, district="d2")

    assert offered(places, "village") == ["d2v1", "d2v2"]


def test_what_is_not_offered_is_refused(places):
    put(places, district="d2")

    outcome = places.answer("village", "d1v1")

    assert outcome.refused
    assert outcome.problem.code == NOT_OFFERED


def test_a_choice_that_is_not_offered_any_more_is_put_away_and_comes_back(places):
    put(places, district="d2", village="d2v1")

    put(places, district="d1")
    assert value(places, "village") == ""

    put(places, district="d2")
    assert value(places, "village") == "d2v1"


def test_a_choice_that_came_from_elsewhere_is_kept_and_blamed(places):
    places.load({"district": "d1", "village": "d2v1"})

    assert value(places, "village") == "d2v1"
    assert [each.code for each in places.problems()] == [NOT_OFFERED]


def test_a_default_that_is_not_offered_yet_waits_until_it_is():
    live = interview(
        "<district/><village>d2v1</village>",
        controls={"village": select("village", NARROWED)},
        lists=PLACES,
    )
    assert value(live, "village") == ""
    assert live.problems() == ()

    put(live, district="d2")

    assert value(live, "village") == "d2v1"


def test_the_label_of_a_choice_follows_the_choice(places):
    put(places, district="d1", village="d1v2")
    assert value(places, "named") == "Village 1/2"

    put(places, village="d1v1")
    assert value(places, "named") == "Village 1/1"


def test_several_choices_keep_what_is_still_offered():
    live = interview(
        "<district/><villages/>",
        controls={
            "villages": select(
                "villages",
                NARROWED.replace("= /data/district", "!= /data/district"),
                kind="select",
            )
        },
        lists=PLACES,
    )
    put(live, district="d1", villages="d2v1 d3v1")

    put(live, district="d2")
    assert value(live, "villages") == "d3v1"

    put(live, district="d1")
    assert value(live, "villages") == "d2v1 d3v1"


def test_choices_written_in_the_body_are_offered_in_order():
    live = interview(
        "<q/>",
        controls={
            "q": '<select1 ref="/data/q">'
            "<item><label>Yes</label><value>1</value></item>"
            "<item><label>No</label><value>0</value></item></select1>"
        },
    )

    assert [(c.value, c.label) for c in live.choices(live.find("q"))] == [
        ("1", "Yes"),
        ("0", "No"),
    ]
    assert live.answer("q", "2").refused


@pytest.mark.parametrize(
    "narrowing",
    [
        "district = /data/district",
        "/data/district = district",
        "district = /data/district and name != 'd1v1'",
        "name != 'd1v1' and district = /data/district",
        "district = string(/data/district)",
        "district = concat('d', /data/number)",
        "number(/data/number) = substr(district, 1)",
        "district = /data/district or name = 'd3v1'",
        "selected(/data/district, district)",
        "district = /data/nothing",
        "nothing = /data/district",
    ],
)
def test_an_index_finds_what_a_scan_finds(narrowing):
    both = "<district>d1</district><number>1</number><a/><b/>"
    live = interview(
        both,
        controls={
            "a": select("a", f"instance('place')/root/item[{narrowing}]"),
            # Asking for the place in the list keeps the index out of it.
            "b": select(
                "b", f"instance('place')/root/item[position() > 0 and ({narrowing})]"
            ),
        },
        lists=PLACES,
    )

    assert offered(live, "a") == offered(live, "b")

    put(live, district="d3", number="3")
    assert offered(live, "a") == offered(live, "b")


def test_a_shuffle_keeps_its_order_for_one_household_and_loses_nobody():
    live = interview(
        "<q/><r/>",
        controls={
            "q": select("q", "randomize(instance('place')/root/item)"),
            "r": select("r", "randomize(instance('place')/root/item, 7)"),
        },
        lists=PLACES,
    )

    first = offered(live, "q")

    assert sorted(first) == sorted(f"d{d}v{v}" for d in (1, 2, 3) for v in (1, 2))
    assert offered(live, "q") == first
    assert offered(live, "r") == offered(live, "r")


def test_a_rank_keeps_the_order_it_was_given():
    live = interview(
        "<q/>",
        controls={
            "q": select("q", "instance('place')/root/item", kind="odk:rank").replace(
                "odk:rank", "rank"
            )
        },
        lists=PLACES,
    )

    put(live, q="d3v1 d1v1 d2v2")

    assert value(live, "q") == "d3v1 d1v1 d2v2"
    assert live.find("q").question.control == "rank"


def test_choices_may_be_rows_of_the_roster():
    live = interview(
        "<m><name/></m><head/>",
        repeats={"m": ""},
        controls={"head": select("head", "/data/m[./name != '']")},
    )
    for number, name in enumerate(("Asha", "", "Bano"), start=1):
        live.add_row("m", f"r{number}")
        put(live, **{f"m[{number}]/name": name})

    assert offered(live, "head") == ["Asha", "Bano"]
    put(live, head="Bano")

    put(live, **{"m[3]/name": ""})
    assert value(live, "head") == ""


def test_the_same_boxes_ticked_in_another_order_are_the_same_answer():
    items = "".join(f"<item><value>{code}</value></item>" for code in "abc")
    live = interview("<s/>", controls={"s": f'<select ref="/data/s">{items}</select>'})

    put(live, s="c a")

    assert value(live, "s") == "a c"


def test_everything_that_could_be_chosen_is_known_whatever_the_filter_says():
    live = interview(
        "<d/><v/>",
        controls={"v": select("v", "instance('v')/root/item[d = /data/d]")},
        lists=listed("v", [{"name": "v1", "d": "d1"}, {"name": "v2", "d": "d2"}]),
    )
    node = live.find("v")

    assert live.choices(node) == ()
    assert [choice.value for choice in live.all_choices(node)] == ["v1", "v2"]
