"""Why a question is hidden, required or refused: rules, terms and deciding answers."""

import pytest

from enrolment_app.questionnaire.reasons import explain
from tests.questionnaire.forms import interview, listed, put, select


@pytest.fixture
def live():
    return interview(
        "<show/><g><sex/><m><age/><preg/><n/></m></g><district/><village/>",
        {
            "g": {"relevant": "/data/show = 'yes'"},
            "g/m/age": {"type": "int", "constraint": ". < 120"},
            "g/m/preg": {
                "relevant": "/data/g/sex = 'f' and ../age >= 12",
                "required": "../age > 20",
            },
            "g/m/n": {"calculate": "count(/data/g/m[age > current()/../age])"},
        },
        repeats={"g/m": ""},
        controls={
            "village": select("village", "instance('v')/root/item[d = /data/district]")
        },
        lists=listed("v", [{"name": "v1", "d": "d1"}]),
    )


def told(live, address):
    """Give (rule, where, holds) of each reason."""
    return [(r.rule, r.field, r.holds) for r in explain(live, live.find(address))]


def test_a_hidden_group_is_the_first_reason(live):
    live.add_row("g/m", "r1")

    assert told(live, "g/m[r1]/preg")[0] == ("relevant", "g", False)

    put(live, show="yes", g__sex="f")
    put(live, **{"g/m[r1]/age": "9"})
    assert told(live, "g/m[r1]/preg")[:2] == [
        ("relevant", "g", True),
        ("relevant", "g/m[r1]/preg", False),
    ]


def test_each_condition_names_the_answers_that_decide_it(live):
    put(live, show="yes", g__sex="f")
    live.add_row("g/m", "r1")
    put(live, **{"g/m[r1]/age": "9"})

    reason = explain(live, live.find("g/m[r1]/preg"))[1]

    assert [(t.expression, t.holds) for t in reason.terms] == [
        ("/data/g/sex = 'f'", True),
        ("../age >= 12", False),
    ]
    assert [(r.field, r.value) for t in reason.terms for r in t.reads] == [
        ("g/sex", "f"),
        ("g/m[r1]/age", "9"),
    ]


def test_what_is_refused_and_what_is_required_have_their_rules(live):
    put(live, show="yes", g__sex="f")
    live.add_row("g/m", "r1")
    live.answer("g/m[r1]/age", "130")

    assert ("constraint", "g/m[r1]/age", False) in told(live, "g/m[r1]/age")
    assert ("required", "g/m[r1]/preg", True) in told(live, "g/m[r1]/preg")


def test_a_calculation_and_a_list_name_what_they_read(live):
    put(live, show="yes", district="d9")
    for row in ("r1", "r2"):
        live.add_row("g/m", row)

    counted = explain(live, live.find("g/m[r1]/n"))[-1]
    offered = explain(live, live.find("village"))[-1]

    assert counted.rule == "calculate"
    assert {read.field for read in counted.terms[0].reads} == {
        "g/m[r1]/age",
        "g/m[r2]/age",
    }
    assert (offered.rule, offered.holds) == ("offered", None)
    assert [(r.field, r.value) for r in offered.terms[0].reads] == [("district", "d9")]


def test_an_answer_that_is_not_asked_itself_is_named_as_such(live):
    live.add_row("g/m", "r1")

    reason = explain(live, live.find("g/m[r1]/preg"))[1]

    assert {read.relevant for term in reason.terms for read in term.reads} == {False}


def test_reasons_are_plain_json(live):
    reason = explain(live, live.find("g/sex"))[0].to_json()

    assert reason["expression"] == "/data/show = 'yes'"
    assert reason["terms"][0]["reads"][0] == {
        "field": "show",
        "label": "show",
        "value": "",
        "words": "",
        "relevant": True,
    }
