"""Conditions said in words: which question, how it is compared, with what."""

import pytest

from enrolment_app.questionnaire.phrases import KINDS
from enrolment_app.questionnaire.reasons import explain
from tests.questionnaire.forms import interview, put, select

RULES = {
    "/data/sex = 'f'": ("is", "sex", "f"),
    "'f' != /data/sex": ("is-not", "sex", "f"),
    "/data/age >= 12": ("at-least", "age", "12"),
    "12 < /data/age": ("more", "age", "12"),
    "/data/age < -1": ("less", "age", "-1"),
    "/data/age = ''": ("empty", "age", ""),
    "/data/age != ''": ("answered", "age", ""),
    "not(/data/age < 10)": ("not-less", "age", "10"),
    "not(/data/sex = 'f')": ("is-not", "sex", "f"),
    "selected(/data/sex, 'f')": ("chosen", "sex", "f"),
    "not(selected(/data/sex, 'f'))": ("not-chosen", "sex", "f"),
    "selected('f m', /data/sex)": ("one-of", "sex", "f, m"),
    "regex(/data/age, '^[0-9]$')": ("pattern", "age", ""),
}


@pytest.mark.parametrize(("rule", "told"), RULES.items())
def test_a_comparison_is_a_phrase(rule, told):
    live = interview("<sex/><age/><x/>", {"x": {"relevant": rule}})

    phrase = explain(live, live.find("x"))[0].terms[0].phrase

    assert (phrase.kind, phrase.field, phrase.value) == told
    assert phrase.kind in KINDS


@pytest.mark.parametrize(
    "rule",
    ["count(/data/age) > 1", "not(not(/data/age < 3))", "/data/age + 1 > 3"],
)
def test_what_has_no_plain_words_has_no_phrase(rule):
    live = interview("<age/><x/>", {"x": {"relevant": rule}})

    assert explain(live, live.find("x"))[0].terms[0].phrase is None


def test_another_answer_and_today_are_named_as_such():
    rules = {"x": {"relevant": "/data/a = /data/b and /data/a <= today()"}}
    live = interview("<a/><b/><x/>", rules)

    terms = explain(live, live.find("x"))[0].terms

    assert [term.phrase.other for term in terms] == ["b", "today"]


def test_codes_are_said_in_the_words_of_their_question():
    live = interview(
        "<sex/><x/>",
        {"x": {"relevant": "/data/sex = 'f'"}},
        controls={
            "sex": '<select1 ref="/data/sex"><label>Sex?</label>'
            "<item><label>Woman</label><value>f</value></item></select1>"
        },
    )
    put(live, sex="f")

    term = explain(live, live.find("x"))[0].terms[0]

    assert (term.phrase.label, term.phrase.value) == ("Sex?", "Woman")
    assert term.reads[0].words == "Woman"


@pytest.mark.parametrize(
    ("rule", "joined"),
    [
        ("/data/a = 1", ""),
        ("/data/a = 1 and /data/a != 2 and /data/b = 3", "all"),
        ("/data/a = 1 or /data/b = 3", "any"),
        ("/data/a = 1 and (/data/b = 1 or /data/b = 2)", "mixed"),
    ],
)
def test_how_conditions_belong_together(rule, joined):
    live = interview("<a/><b/><x/>", {"x": {"relevant": rule}})

    assert explain(live, live.find("x"))[0].joined == joined


def test_a_select_from_a_list_keeps_the_code_where_nothing_is_offered():
    live = interview(
        "<sex/><x/>",
        {"x": {"relevant": "/data/sex = 'q'"}},
        controls={"sex": select("sex", "instance('none')/root/item")},
    )

    assert explain(live, live.find("x"))[0].terms[0].phrase.value == "q"
