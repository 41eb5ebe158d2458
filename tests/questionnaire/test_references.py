"""What an expression reads, how widely, and in which order rules run because of it."""

import pytest

from enrolment_app.questionnaire.references import calls, is_pure, references
from enrolment_app.questionnaire.xpath import parse
from tests.questionnaire.forms import form

ROSTER = "<a/><g><b/></g><m><x/><y/><k><z/></k></m>"


@pytest.fixture(scope="module")
def root():
    return form(ROSTER, repeats={"m": "", "m/k": ""}).root


def read(root, source, home="/data/a"):
    """Give what is read as {path: path of the innermost shared node}, rows with #."""
    found = references(parse(source), root.find(home), root)
    return {f"{r.place.path}{'#' if r.rows else ''}": r.apex.path for r in found}


@pytest.mark.parametrize(
    ("source", "home", "expected"),
    [
        ("../g/b", "/data/a", {"/data/g/b": "/data"}),
        ("/data/g/b", "/data/a", {"/data/g/b": ""}),
        ("../y", "/data/m/x", {"/data/m/y": "/data/m"}),
        ("current()/../y", "/data/m/x", {"/data/m/y": "/data/m"}),
        ("../../a", "/data/m/x", {"/data/a": "/data"}),
        ("/data/m/x", "/data/a", {"/data/m/x": "", "/data/m#": ""}),
        ("count(/data/m)", "/data/a", {"/data/m": "", "/data/m#": ""}),
        ("position(..)", "/data/m/x", {"/data/m#": "/data"}),
        ("once(../y)", "/data/m/x", {"/data/m/y": "/data/m"}),
        ("../k/z", "/data/m/x", {"/data/m/k/z": "/data/m", "/data/m/k#": "/data/m"}),
        (
            "count(/data/m[x > current()/../y])",
            "/data/m/x",
            {"/data/m": "", "/data/m#": "", "/data/m/x": "", "/data/m/y": "/data/m"},
        ),
        (
            "/data/m[position() = 1]/x",
            "/data/a",
            {"/data/m/x": "", "/data/m#": ""},
        ),
        ("1 + 2", "/data/a", {}),
        ("/data/nowhere", "/data/a", {}),
    ],
)
def test_an_expression_reads(root, source, home, expected):
    assert read(root, source, home) == expected


@pytest.mark.parametrize(
    ("source", "pure"),
    [
        ("../a + 1", True),
        ("concat('today()', ../a)", True),
        ("today()", False),
        ("../a + random()", False),
        ("once(../a)", False),
        ("if(. = '', ../a, .)", False),
        ("coalesce(/data/m/y, 1)", True),
        ("coalesce(../x, 1)", False),
        ("count(/data/m[. = 1])", True),
    ],
)
def test_a_pure_calculation_depends_on_answers_alone(root, source, pure):
    assert is_pure(parse(source), root.find("/data/m/x"), root) is pure


def test_calls_are_found_wherever_they_stand():
    assert calls(parse("if(a(1), /x[b()]/y, instance(c())/r[d() + 1])")) == {
        *"abcd",
        "if",
        "instance",
    }


def test_a_rule_comes_after_all_that_it_reads():
    questionnaire = form(
        "<c/><b/><a/><m><x/></m><all/>",
        {
            "c": {"calculate": "/data/b + /data/all"},
            "b": {"calculate": "/data/a"},
            "all": {"calculate": "sum(/data/m/x)"},
            "m/x": {"calculate": "/data/a + position(..)"},
        },
        repeats={"m": "/data/a"},
    )

    ran = [(rule.task.value, rule.place.name) for rule in questionnaire.rules]

    assert ran.index(("calculate", "b")) < ran.index(("calculate", "c"))
    assert ran.index(("calculate", "all")) < ran.index(("calculate", "c"))
    assert ran.index(("calculate", "x")) < ran.index(("calculate", "all"))
    assert ran.index(("count", "m")) < ran.index(("calculate", "x"))
