"""What is asked: relevance follows answers, and what is not asked says nothing."""

import pytest

from enrolment_app.questionnaire import Interview, Questionnaire
from tests.questionnaire.forms import NOW, interview, put, value, xform


@pytest.fixture
def two():
    return interview(
        "<a/><b/><twice/>",
        {
            "a": {"type": "int"},
            "b": {"type": "int", "relevant": "/data/a > 1"},
            "twice": {"calculate": "/data/b * 2"},
        },
    )


def test_a_question_appears_and_disappears_with_the_answer_that_decides_it(two):
    assert not two.find("b").relevant

    put(two, a="2")
    assert two.find("b").relevant

    put(two, a="1")
    assert not two.find("b").relevant


def test_what_is_not_asked_is_blank_for_whoever_reads_it_and_comes_back(two):
    put(two, a="2", b="5")
    assert value(two, "twice") == "10"

    put(two, a="0")
    assert value(two, "twice") == ""
    assert "b" not in two.answers()

    put(two, a="3")
    assert value(two, "twice") == "10"
    assert two.answers()["b"] == 5


def test_what_is_not_asked_takes_no_answer(two):
    outcome = two.answer("b", "5")

    assert outcome.refused
    assert outcome.problem.code == "answer.not_relevant"
    assert value(two, "b") == ""


def test_a_hidden_group_hides_everything_inside_it_whatever_that_says():
    live = interview(
        "<show/><g><h><q/></h></g>",
        {"g": {"relevant": "/data/show = 'yes'"}, "g/h/q": {"relevant": "true()"}},
    )
    assert not live.find("g/h/q").relevant

    put(live, show="yes", g__h__q="kept")
    assert live.find("g/h/q").visible

    put(live, show="no")
    assert not live.find("g/h/q").relevant
    assert "g" not in live.answers()


def test_blank_compares_as_in_xpath_not_as_zero():
    live = interview(
        "<a/><less/><same/><none/>",
        {
            "a": {"type": "int"},
            "less": {"relevant": "/data/a < 5"},
            "same": {"relevant": "/data/a = 0"},
            "none": {"relevant": "/data/a = ''"},
        },
    )

    assert not live.find("less").relevant
    assert not live.find("same").relevant
    assert live.find("none").relevant

    put(live, a="0")
    assert live.find("less").relevant
    assert live.find("same").relevant
    assert not live.find("none").relevant


def test_what_is_not_asked_is_left_out_of_node_sets():
    live = interview(
        "<gate/><m><n/></m><count/><sum/>",
        {
            "m/n": {"type": "int", "relevant": "not(/data/gate = position(..))"},
            "count": {"calculate": "count(/data/m/n)"},
            "sum": {"calculate": "sum(/data/m/n)"},
        },
        repeats={"m": ""},
    )
    for number in (1, 2, 3):
        live.add_row("m", f"r{number}")
        put(live, **{f"m[{number}]/n": str(number)})
    assert (value(live, "count"), value(live, "sum")) == ("3", "6")

    put(live, gate="2")

    assert (value(live, "count"), value(live, "sum")) == ("2", "4")


def test_a_problem_of_what_is_not_asked_is_none():
    live = interview(
        "<show/><q/>", {"q": {"relevant": "/data/show = 'y'", "required": "true()"}}
    )
    assert live.problems() == ()

    put(live, show="y")
    assert [each.code for each in live.problems()] == ["answer.required"]

    put(live, show="n")
    assert live.problems() == ()


def test_an_answer_tells_what_changed_and_nothing_else():
    live = interview(
        "<a/><b/><c/>", {"b": {"relevant": "/data/a = '1'"}, "c": {"type": "int"}}
    )

    outcome = live.answer("a", "1")

    assert {node.name for node in outcome.changed} == {"a", "b"}


def test_a_rule_that_cannot_be_evaluated_hides_nothing_and_is_told():
    live = interview("<a/><b/>", {"b": {"relevant": "nonsense(/data/a)"}})

    assert live.find("b").relevant
    assert "nonsense" in live.faults["/data/b"]
    assert "function:nonsense()" in {
        each.feature for each in live.questionnaire.unsupported
    }


def test_a_path_that_starts_nowhere_starts_at_the_forms_own_element():
    source = xform("<a/><g><b/></g>", {"g/b": {"relevant": "/data/a = 'y'"}})
    source = source.replace(b'"/data/a"', b'"a"').replace(b'"/data/g"', b'"g"')
    source = source.replace(b'input ref="/data/g/b"', b'input ref="b"')
    source = source.replace(b'bind nodeset="/data/g/b"', b'bind nodeset="g/b"')

    live = Interview(Questionnaire.parse(source), now=NOW)

    assert live.questionnaire.unsupported == ()
    assert live.questionnaire.questions["a"].shown
    assert not live.find("g/b").relevant


def test_two_questions_may_exclude_each_other():
    live = interview(
        "<a/><b/>",
        {"a": {"relevant": "/data/b = ''"}, "b": {"relevant": "/data/a = ''"}},
    )
    assert live.find("a").relevant
    assert live.find("b").relevant

    put(live, a="1")
    assert not live.find("b").relevant

    put(live, a="")
    put(live, b="1")
    assert not live.find("a").relevant
