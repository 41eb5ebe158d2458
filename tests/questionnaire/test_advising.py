"""Advice to authors: what a form says and cannot have meant, and nothing else."""

import pytest

from enrolment_app.questionnaire import advice
from enrolment_app.questionnaire.contradictions import impossible
from enrolment_app.questionnaire.xpath import parse
from tests.questionnaire.forms import form, listed, select

INSTANCE = "<age/><day/><sex/><ills/><name/><q/><m><x/></m>"
SEXES = '<select1 ref="/data/sex"><item><label>F</label><value>f</value></item><item><label>M</label><value>m</value></item></select1>'


def advised(**bind):
    """Give the codes of the advice about one rule of question q."""
    read = form(
        INSTANCE,
        {"age": {"type": "int"}, "day": {"type": "date"}, "q": bind},
        repeats={"m": ""},
        controls={
            "sex": SEXES,
            "ills": select("ills", "instance('ill')/root/item", kind="select"),
        },
        lists=listed("ill", [{"name": "fever"}, {"name": "cough"}]),
    )
    return [each.code for each in advice(read)]


@pytest.mark.parametrize(
    ("bind", "codes"),
    [
        ({"relevant": "/data/nowhere = 1"}, ["form.reads_nothing"]),
        ({"relevant": "../agee > 1"}, ["form.reads_nothing"]),
        ({"calculate": "count(/data/m[y > 1])"}, ["form.reads_nothing"]),
        ({"relevant": "/data/sex = 'female'"}, ["form.no_such_choice"]),
        ({"relevant": "'x' != /data/sex"}, ["form.no_such_choice"]),
        ({"relevant": "selected(/data/ills, 'flu')"}, ["form.no_such_choice"]),
        ({"relevant": "/data/age = 'ten'"}, ["form.never_equal"]),
        ({"relevant": "/data/day = 'today'"}, ["form.never_equal"]),
        ({"relevant": "false()"}, ["form.never_asked"]),
        ({"relevant": "/data/age > 5 and /data/age < 3"}, ["form.never_asked"]),
        ({"constraint": ". > 10 and . < 5"}, ["form.never_right"]),
        ({"relevant": "/data/name"}, ["form.asks_presence"]),
        ({"calculate": "if(/data/name, 1, 2)"}, ["form.asks_presence"]),
        ({"relevant": "not(../name) or /data/age > 1"}, ["form.asks_presence"]),
        ({"constraint": "regex(., '[0-9]{13}')"}, ["form.regex_open"]),
        ({"constraint": "regex(., '^[0-9]{13}')"}, ["form.regex_open"]),
        ({"relevant": ". = 'x'"}, ["form.depends_on_itself"]),
        ({"relevant": "/data/ills = 'fever'"}, ["form.several_chosen"]),
        ({"relevant": "/data/ills != 'flu'"}, ["form.no_such_choice"]),
        ({"relevant": "selected(/data/ills, 'fever flu')"}, ["form.no_such_choice"]),
        ({"calculate": "/data/sex + 1"}, ["form.no_number"]),
        ({"relevant": "3 < /data/ills"}, ["form.no_number"]),
        ({"relevant": "/data/day > 18"}, ["form.day_as_number"]),
        (
            {"readonly": "true()", "required": "true()", "type": "int"},
            ["form.cannot_answer"],
        ),
    ],
)
def test_what_cannot_have_been_meant_is_told(bind, codes):
    assert advised(**bind) == codes


@pytest.mark.parametrize(
    "bind",
    [
        {"relevant": "/data/sex = 'f' and /data/age >= 12"},
        {"relevant": "/data/sex = ''"},
        {"relevant": "selected(/data/ills, 'fever')"},
        {"relevant": "/data/age = '5'"},
        {"relevant": "/data/age > 5 or /data/age < 3"},
        {"relevant": "/data/age >= 5 and /data/age <= 5"},
        {"relevant": "boolean(/data/m[x > 1])"},
        {"constraint": "regex(., '^[0-9]{13}$')"},
        {"constraint": "not(regex(., '[0-9]'))"},
        {"constraint": "string-length(.) = 13 and regex(., '[0-9]{13}')"},
        {"constraint": ". > 1 and . < 5"},
        {"calculate": "count(/data/m[x > current()/../age])"},
        {"calculate": "instance('ill')/root/item[name = 'flu']/label"},
        {"calculate": "if(. = '', today(), .)"},
        {"calculate": "once(today())"},
        {"constraint": ". != 'x'"},
        {"relevant": "/data/ills = 'fever cough'"},
        {"calculate": "/data/day + 30"},
        {"relevant": "/data/day > '2020-01-01'"},
        {"readonly": "true()", "required": "true()", "calculate": "1"},
        {"readonly": "true()", "required": "true()", "type": "string"},
    ],
)
def test_what_can_be_meant_is_left_alone(bind):
    assert advised(**bind) == []


def in_a_group(group, question, age="", more=""):
    """Give the advice about a question in a group, with what is right of an age."""
    read = form(
        f"<age/><g><q/>{more}</g><m><x/><y/></m>",
        {
            "age": {"type": "int", "constraint": age},
            "g": {"relevant": group},
            "g/q": {"relevant": question},
            "m/y": {"relevant": "../x = 1"},
        },
        repeats={"m": ""},
    )
    return [(each.code, each.field) for each in advice(read)]


@pytest.mark.parametrize(
    ("group", "question", "age"),
    [
        ("/data/age < 5", "/data/age > 12", ""),
        ("/data/age < 5", "../../age > 12", ""),
        ("true()", "/data/age > 120", ". >= 0 and . <= 110"),
        ("../age > 120", "true()", ". >= 0 and . <= 110"),
    ],
)
def test_what_is_around_a_question_may_keep_it_from_ever_being_asked(
    group, question, age
):
    told = in_a_group(group, question, age)

    assert told
    assert {code for code, _ in told} == {"form.never_asked"}


@pytest.mark.parametrize(
    ("group", "question", "age"),
    [
        ("/data/age > 5", "/data/age > 12", ". <= 110"),
        ("/data/age = ''", "true()", ". > 0"),
        ("count(/data/m[x = 1]) = 0", "/data/m/x = 1", ""),
    ],
)
def test_a_question_that_may_be_asked_is_left_alone(group, question, age):
    assert in_a_group(group, question, age) == []


def test_advice_names_the_column_that_it_is_about():
    read = form("<q/>", {"q": {"relevant": "false()"}})

    (told,) = advice(read)

    assert told.values["column"] == "relevant"


@pytest.mark.parametrize(
    ("condition", "never"),
    [
        ("1 = 2", True),
        ("1 = 1", False),
        ("string-length('abc') > 3", True),
        ("a = 1 and a = 2", True),
        ("a = 'x' and a = 'y'", True),
        ("a = 'x' and b = 'y'", False),
        ("3 > a and a > 3", True),
        ("a >= 3 and 3 >= a", False),
        ("a > 3 and a <= 3", True),
        ("(a > 5 and a < 3) or b = 1", False),
        ("(a > 5 and a < 3) or false()", True),
        ("a < -1 and a > -2", False),
        ("m[x = 1]/y > 1 and m[x = 1]/y < 0", False),
        ("random() > 2", False),
        ("today() = ''", False),
    ],
)
def test_a_contradiction_is_found_and_nothing_else(condition, never):
    assert impossible(parse(condition)) is never


def test_a_language_that_lacks_texts_is_told_once():
    read = form(
        "<q/><r/>",
        controls={
            n: f'<input ref="/data/{n}"><label ref="jr:itext(\'{n}\')"/></input>'
            for n in "qr"
        },
        itext='<itext><translation lang="en"><text id="q"><value>Q</value></text><text id="r"><value>R</value></text></translation>'
        '<translation lang="ur"><text id="q"><value>-</value></text></translation></itext>',
    )

    (told,) = advice(read)

    assert told.code == "form.untranslated"
    assert (told.values["language"], told.values["count"]) == ("ur", "2")
