"""Calculations: in order, only where something changed, never in circles."""

import pytest

from enrolment_app.questionnaire import BadExpression, Circular
from tests.questionnaire.forms import form, interview, put, value


def test_a_chain_written_backwards_is_computed_in_one_go():
    live = interview(
        "<c/><b/><a/>",
        {
            "c": {"calculate": "/data/b + 1"},
            "b": {"calculate": "/data/a + 1"},
            "a": {"type": "int"},
        },
    )

    outcome = live.answer("a", "1")

    assert (value(live, "b"), value(live, "c")) == ("2", "3")
    assert [node.name for node in outcome.changed] == ["a", "b", "c"]


def test_an_edit_runs_only_the_rules_that_read_it(monkeypatch):
    live = interview(
        "<a/><b/><x/><y/>",
        {"x": {"calculate": "/data/a * 2"}, "y": {"calculate": "/data/b * 2"}},
    )
    ran = []
    run = live._rules._run
    monkeypatch.setattr(
        live._rules,
        "_run",
        lambda rule, node: (ran.append(rule.place.name), run(rule, node)),
    )

    put(live, a="1")

    assert ran == ["x"]


def test_a_result_that_stays_the_same_wakes_nobody(monkeypatch):
    live = interview(
        "<a/><old/><fee/>",
        {
            "a": {"type": "int"},
            "old": {"calculate": "/data/a > 60"},
            "fee": {"calculate": "if(/data/old = 'true', 1, 2)"},
        },
    )
    put(live, a="10")
    outcome = live.answer("a", "11")

    assert [node.name for node in outcome.changed] == ["a"]


def test_a_default_is_there_before_anybody_answers_and_calculations_see_it():
    live = interview("<a>3</a><b/>", {"b": {"calculate": "/data/a + 1"}})

    assert value(live, "b") == "4"


def test_once_keeps_what_it_found_first():
    live = interview("<a>1</a><b/>", {"b": {"calculate": "once(/data/a)"}})
    assert value(live, "b") == "1"

    put(live, a="2")

    assert value(live, "b") == "1"


def test_a_calculation_that_a_person_may_correct_keeps_the_correction():
    live = interview(
        "<a/><b/>",
        {"b": {"type": "string", "calculate": "once(/data/a)"}},
        controls={"b": '<input ref="/data/b"/>'},
    )
    put(live, a="first", b="corrected")

    put(live, a="second")

    assert value(live, "b") == "corrected"


@pytest.mark.parametrize(
    "binds",
    [
        {"a": {"calculate": "/data/b"}, "b": {"calculate": "/data/a"}},
        {"a": {"relevant": "/data/b = 1"}, "b": {"calculate": "/data/a"}},
        {
            "a": {"calculate": "/data/c"},
            "b": {"calculate": "/data/a"},
            "c": {"calculate": "/data/b"},
        },
    ],
)
def test_a_circle_names_its_members(binds):
    with pytest.raises(Circular) as caught:
        form("<a/><b/><c/>", binds)

    assert caught.value.members == tuple(f"/data/{name}" for name in sorted(binds))


def test_a_circle_through_a_roster_total_is_a_circle():
    with pytest.raises(Circular) as caught:
        form(
            "<m><part/></m><all/>",
            {
                "m/part": {"calculate": "/data/all div 2"},
                "all": {"calculate": "sum(/data/m/part)"},
            },
            repeats={"m": ""},
        )

    assert caught.value.members == ("/data/all", "/data/m/part")


def test_an_expression_that_cannot_be_read_is_named_with_its_place():
    with pytest.raises(BadExpression) as caught:
        form("<a/>", {"a": {"relevant": "1 +"}})

    assert caught.value.where == "/data/a"
    assert caught.value.expression == "1 +"


def test_a_calculation_that_fails_is_blank_and_the_rest_goes_on():
    live = interview(
        "<a/><bad/><good/>",
        {
            "bad": {"calculate": "regex(/data/a, '[')"},
            "good": {"calculate": "concat(/data/a, '!')"},
        },
    )

    put(live, a="x")

    assert (value(live, "bad"), value(live, "good")) == ("", "x!")
    assert "/data/bad" in live.faults


def test_an_unknown_function_in_a_branch_not_taken_does_no_harm():
    live = interview("<a/><b/>", {"b": {"calculate": "if(true(), 'fine', nobody())"}})

    assert value(live, "b") == "fine"
    assert live.faults == {}


@pytest.mark.parametrize(
    ("kind", "source", "stored"),
    [
        ("int", "7 div 2", "3"),
        ("int", "0 div 0", ""),
        ("int", "'text'", ""),
        ("decimal", "7 div 2", "3.5"),
        ("decimal", "1 div 0", ""),
        ("date", "today()", "2026-09-03"),
        ("date", "now()", "2026-09-03"),
        ("date", "today() + 1", "2026-09-04"),
        ("date", "'no day'", ""),
        ("dateTime", "'2026-09-03T01:00:00.000Z'", "2026-09-03T01:00:00.000Z"),
        ("dateTime", "today() + 0.5", "2026-09-03T12:00:00.000+05:00"),
        ("time", "'10:15:00.000+02:00'", "13:15:00.000+05:00"),
        ("time", "'10:15'", "10:15"),
        ("geopoint", "'31 74.5'", "31.0 74.5 0.0 0.0"),
        ("geopoint", "'here'", ""),
        ("geotrace", "'0 1; 2 3 4 5;'", "0.0 1.0 0.0 0.0;2.0 3.0 4.0 5.0"),
        ("geoshape", "'0 1; nowhere'", ""),
        ("geoshape", "'0 1; 2 3'", ""),
        ("geotrace", "'0 1'", ""),
        ("string", "today()", "2026-09-03"),
        ("string", "1 = 1", "true"),
    ],
)
def test_a_place_keeps_what_its_type_can_hold(kind, source, stored):
    live = interview("<q/>", {"q": {"type": kind, "calculate": source}})

    assert value(live, "q") == stored


def test_a_calculation_that_reads_itself_is_asked_once_and_keeps_a_correction():
    live = interview(
        "<a>1</a><b/><n/>",
        {
            "b": {"calculate": "if(/data/b = '', /data/a, /data/b)"},
            "n": {"calculate": "coalesce(., 0) + 1"},
        },
        controls={"b": '<input ref="/data/b"/>'},
    )
    assert (value(live, "b"), value(live, "n")) == ("1", "1")

    put(live, b="corrected")
    put(live, a="2")

    assert value(live, "b") == "corrected"
    assert live.questionnaire.questions["b"].kept


def test_a_group_read_for_its_text_is_read_whole():
    live = interview("<g><a/><h><b/></h></g><all/>", {"all": {"calculate": "/data/g"}})

    put(live, g__a="1")
    put(live, g__h__b="2")

    assert value(live, "all") == "12"
