"""Answers: what is of the right type, what is required, what a constraint refuses."""

import pytest

from tests.questionnaire.forms import NOW, interview, put, value


def typed(kind):
    return interview("<q/>", {"q": {"type": kind}})


@pytest.mark.parametrize(
    ("kind", "given", "stored"),
    [
        ("int", " 7 ", "7"),
        ("int", "۱۲", "12"),
        ("int", "+5", "5"),
        ("int", "007", "7"),
        ("decimal", "2.50", "2.50"),
        ("decimal", "۴.۸", "4.8"),
        ("decimal", ".5", ".5"),
        ("decimal", "-.5", "-.5"),
        ("decimal", "+2.5", "2.5"),
        ("decimal", "1e3", "1000"),
        ("decimal", "\u06f1\u06f2\u066b\u06f5", "12.5"),
        ("decimal", "25E-1", "2.5"),
        ("date", "2024-02-29", "2024-02-29"),
        ("time", "23:59:00.000+05:00", "23:59:00.000+05:00"),
        ("dateTime", "2024-02-29T10:00:00.000+05:00", "2024-02-29T10:00:00.000+05:00"),
        ("geopoint", "31.5 74.3 0 7.5", "31.5 74.3 0.0 7.5"),
        ("geopoint", "31 -74", "31.0 -74.0"),
        ("int", "-2147483648", "-2147483648"),
        ("long", "3001234567", "3001234567"),
        ("string", " as it is ", " as it is "),
    ],
)
def test_an_answer_of_its_type_is_stored_in_plain_digits(kind, given, stored):
    live = typed(kind)

    assert not live.answer("q", given).refused
    assert value(live, "q") == stored


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("int", "1.5"),
        ("int", "many"),
        ("int", "1" * 30),
        ("decimal", "1,5"),
        ("decimal", "NaN"),
        ("decimal", "1e9999"),
        ("decimal", "1e300"),
        ("date", "2023-02-29"),
        ("date", "01/02/2023"),
        ("time", "25:00"),
        ("dateTime", "2024-02-29"),
        ("geopoint", "here"),
        ("int", "2147483648"),
        ("int", "-2147483649"),
    ],
)
def test_an_answer_of_another_type_is_refused_without_effect(kind, given):
    live = typed(kind)

    outcome = live.answer("q", given)

    assert outcome.refused
    assert outcome.problem.code == "answer.not_valid"
    assert value(live, "q") == ""


@pytest.mark.parametrize(
    ("ends", "given", "taken"),
    [
        ('start="1" end="5"', "3", True),
        ('start="1" end="5"', "6", False),
        ('start="5" end="1"', "2", True),
        ('start="a" end=""', "9", True),
        ("", "9", True),
    ],
)
def test_a_range_takes_what_lies_between_its_ends(ends, given, taken):
    live = interview(
        "<q/>",
        {"q": {"type": "int"}},
        controls={"q": f'<range ref="/data/q" {ends}/>'},
    )

    assert live.answer("q", given).refused is not taken


@pytest.mark.parametrize("given", ["2.50", ".5", "+2.5", "1e3", "-7"])
def test_a_number_that_was_taken_is_a_number_to_every_rule(given):
    live = interview(
        "<q/><n/>",
        {"q": {"type": "decimal"}, "n": {"calculate": "/data/q + 0 = number(/data/q)"}},
    )

    put(live, q=given)

    assert value(live, "n") == "true"


def test_a_broken_constraint_is_stored_and_blamed_until_it_holds():
    live = interview("<q/>", {"q": {"type": "int", "constraint": ". < 10"}})

    outcome = live.answer("q", "12")

    assert not outcome.refused
    assert outcome.problem.code == "answer.constraint"
    assert value(live, "q") == "12"
    assert [each.field for each in live.problems()] == ["q"]

    put(live, q="9")
    assert live.problems() == ()


def test_a_constraint_says_nothing_about_no_answer():
    live = interview("<q/>", {"q": {"type": "int", "constraint": ". > 10"}})
    live.answer("q", "3")

    live.answer("q", None)

    assert live.problems() == ()


def test_a_constraint_is_judged_anew_when_another_answer_moves_its_bound():
    live = interview(
        "<most/><q/>",
        {
            "most": {"type": "int"},
            "q": {"type": "int", "constraint": ". <= /data/most"},
        },
    )
    put(live, most="5", q="4")
    assert live.problems() == ()

    put(live, most="3")

    assert [each.code for each in live.problems()] == ["answer.constraint"]


def test_the_forms_own_words_are_given_for_a_problem():
    live = interview(
        "<q/>",
        {
            "q": {
                "type": "int",
                "constraint": ". < 5",
                "constraintMsg": "Below five, please.",
                "required": "true()",
                "requiredMsg": "We need it.",
            }
        },
    )
    assert live.message(live.problems()[0]) == "We need it."

    live.answer("q", "9")

    assert live.message(live.problems()[0]) == "Below five, please."


def test_required_follows_an_expression():
    live = interview("<a/><b/>", {"b": {"required": "/data/a = 'yes'"}})
    assert live.problems() == ()

    put(live, a="yes")
    assert [each.field for each in live.problems()] == ["b"]

    put(live, b="here")
    assert live.problems() == ()


def test_readonly_refuses_a_hand_but_not_a_calculation():
    live = interview(
        "<a/><b/><lock/>",
        {
            "b": {"calculate": "/data/a", "readonly": "true()"},
            "lock": {"readonly": "/data/a = 'x'"},
        },
    )

    put(live, a="x")

    assert value(live, "b") == "x"
    assert live.answer("lock", "1").problem.code == "answer.readonly"
    put(live, a="y", lock="1")


@pytest.mark.parametrize(
    "address", ["nothing", "g", "r", "g/nothing", "q[2]", "r[1]/x"]
)
def test_what_is_no_question_is_refused(address):
    live = interview("<q/><g><x/></g><r><x/></r>", repeats={"r": ""})

    outcome = live.answer(address, "1")

    assert outcome.refused
    assert outcome.problem.code == "visit.no_such_question"


def test_answers_are_nested_json_and_load_as_they_were():
    live = interview(
        "<a/><g><n/></g><m><name/><age/></m>",
        {"g/n": {"type": "int"}, "m/age": {"type": "decimal"}},
        repeats={"m": ""},
    )
    live.add_row("m", "r-1")
    put(live, a="text", g__n="4")
    put(live, **{"m[1]/name": "Asha", "m[1]/age": "3.5"})

    given = live.answers()
    problems = live.load(given)

    assert given == {
        "a": "text",
        "g": {"n": 4},
        "m": [{"id": "r-1", "name": "Asha", "age": 3.5}],
    }
    assert problems == ()
    assert live.answers() == given


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (2.0, "2"),
        (0.0000001, "0.0000001"),
        (1e16, "10000000000000000"),
        (-2.5, "-2.5"),
        (True, "true"),
        (["a", "b"], "a b"),
        (None, ""),
    ],
)
def test_json_is_read_as_the_form_stores_it(given, stored):
    live = interview("<q/>")

    assert live.load({"q": given}) == ()
    assert value(live, "q") == stored


@pytest.mark.parametrize(
    "given", [float("nan"), float("inf"), {"special": "unheard"}, [1.5]]
)
def test_json_that_is_no_answer_is_told(given):
    live = interview("<q/>")

    assert [each.code for each in live.load({"q": given})] == ["visit.not_an_answer"]


def test_answers_without_a_place_are_told_and_the_rest_is_taken():
    live = interview("<a/><g><n/></g><m><x/></m>", repeats={"m": ""})

    problems = live.load({"a": "1", "b": 2, "g": "no group", "m": {}, "c": {"d": []}})

    assert value(live, "a") == "1"
    assert {(each.code, each.field) for each in problems} == {
        ("visit.no_such_question", "b"),
        ("visit.not_a_group", "g"),
        ("visit.not_a_list", "m"),
        ("visit.no_such_question", "c"),
    }


def test_what_came_from_elsewhere_is_kept_and_blamed():
    live = interview("<q/>", {"q": {"type": "int", "constraint": ". < 5"}})

    live.load({"q": 7})

    assert value(live, "q") == "7"
    assert [each.code for each in live.problems()] == ["answer.constraint"]


def test_time_passing_changes_what_reads_the_clock():
    live = interview(
        "<born/><age/>",
        {
            "age": {"calculate": "int((today() - /data/born) div 365.25)"},
            "born": {"type": "date"},
        },
    )
    put(live, born="2020-09-04")
    assert value(live, "age") == "5"

    live.refresh(NOW.replace(year=2027))

    assert value(live, "age") == "6"


def test_what_is_calculated_out_of_sight_takes_no_answer_by_hand():
    live = interview(
        "<q/><r/>", {"q": {"calculate": "today()"}, "r": {"calculate": "1"}}
    )

    assert live.answer("q", "x").problem.code == "answer.readonly"
    assert live.answer("r", "x").problem.code == "answer.readonly"
