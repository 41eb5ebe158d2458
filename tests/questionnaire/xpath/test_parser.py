"""From a string to a tree: XPath 1.0 with all the spellings that forms have."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment_app.questionnaire import BadExpression
from enrolment_app.questionnaire.xpath import parse
from enrolment_app.questionnaire.xpath.tree import (
    Binary,
    Call,
    Filter,
    Here,
    Negate,
    Number,
    Path,
    Root,
    Step,
    Text,
    Union,
)
from tests.questionnaire.xpath.trees import number

A, B, C = (Path(Here(), (Step("child", name),)) for name in "abc")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1.5", Number(1.5)),
        (".5", Number(0.5)),
        ("'it'", Text("it")),
        ('"it\'s"', Text("it's")),
        ("-a", Negate(A)),
        ("- - 1", Negate(Negate(Number(1.0)))),
        ("a or b and c", Binary("or", A, Binary("and", B, C))),
        ("a - b - c", Binary("-", Binary("-", A, B), C)),
        ("a + b * c", Binary("+", A, Binary("*", B, C))),
        ("(a + b) * c", Binary("*", Binary("+", A, B), C)),
        ("a = b < c", Binary("=", A, Binary("<", B, C))),
        ("a | b", Union(A, B)),
        ("a div b mod c", Binary("mod", Binary("div", A, B), C)),
        ("a-b", Path(Here(), (Step("child", "a-b"),))),
        ("a -b", Binary("-", A, B)),
        ("1 and2", Binary("and", Number(1.0), Number(2.0))),
        ("6div2", Binary("div", Number(6.0), Number(2.0))),
        ("f()", Call("f", ())),
        ("jr:itext('x')", Call("jr:itext", (Text("x"),))),
        ("/", Path(Root(), ())),
        ("/a", Path(Root(), (Step("child", "a"),))),
        (".", Path(Here(), (Step("self", "node()"),))),
        ("../a", Path(Here(), (Step("parent", "node()"), Step("child", "a")))),
        ("@id", Path(Here(), (Step("attribute", "id"),))),
        ("orx:meta", Path(Here(), (Step("child", "meta"),))),
        ("a[1]", Path(Here(), (Step("child", "a", (Number(1.0),)),))),
        ("(a)[1]", Filter(A, (Number(1.0),))),
        ("ancestor-or-self::*", Path(Here(), (Step("ancestor-or-self", "*"),))),
        (
            "div div div",
            Binary(
                "div",
                Path(Here(), (Step("child", "div"),)),
                Path(Here(), (Step("child", "div"),)),
            ),
        ),
        (
            "* * *",
            Binary(
                "*",
                Path(Here(), (Step("child", "*"),)),
                Path(Here(), (Step("child", "*"),)),
            ),
        ),
        ("text()", Path(Here(), (Step("child", "text()"),))),
        ("نام", Path(Here(), (Step("child", "نام"),))),
        ("  a \n or\tb ", Binary("or", A, B)),
    ],
)
def test_it_reads(source, expected):
    assert parse(source) == expected


def test_two_slashes_mean_everything_inside():
    assert parse("//a") == Path(
        Root(), (Step("descendant-or-self", "node()"), Step("child", "a"))
    )


@pytest.mark.parametrize(
    "source",
    [
        "",
        " ",
        "1 +",
        "(1",
        "1)",
        "a[",
        "a]",
        "f(",
        "f(1,",
        "f(,1)",
        "'open",
        "a b",
        "a//",
        "/ /",
        "::a",
        "sideways::a",
        "$v",
        "a !b",
        "1 = = 2",
        "#",
        "a[1",
        "..a",
        "@",
        "@1",
        "a/1",
    ],
)
def test_it_refuses_and_names_the_expression(source):
    with pytest.raises(BadExpression) as caught:
        parse(source)

    assert caught.value.expression == source
    assert caught.value.reason


@given(st.text(alphabet="ab1 .'\"/()[]@*+-=<>|,:$dimov", max_size=30))
def test_whatever_is_written_is_read_or_refused(source):
    with contextlib.suppress(BadExpression):
        parse(source)


@pytest.mark.parametrize(
    "source",
    [
        "(" * 20_000 + "1" + ")" * 20_000,
        "-" * 50_000 + "1",
        "f(" * 20_000,
        "a[" * 20_000,
        "not(" * 20_000 + "1" + ")" * 20_000,
    ],
)
def test_depth_beyond_reason_is_refused(source):
    with pytest.raises(BadExpression):
        parse(source)


@pytest.mark.parametrize(
    ("source", "result"),
    [
        (" + ".join(["1"] * 500), 500),
        ("if(false(), 0, " * 100 + "7" + ")" * 100, 7),
        ("count(/data[" * 50 + "1" + "])" * 50, 1),
        ("(" * 100 + "1" + ")" * 100, 1),
    ],
)
def test_what_large_forms_have_is_read_compiled_and_evaluated(source, result):
    assert number(source) == result


def test_a_sum_without_end_is_refused_and_not_left_to_fail_later():
    with pytest.raises(BadExpression):
        parse(" + ".join(["1"] * 20_000))
