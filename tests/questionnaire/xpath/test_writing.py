"""An expression written out reads back as itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from enrolment_app.questionnaire.xpath.writing import write

NAMES = st.sampled_from(["a", "age", "m"])
SIGNS = ["or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod"]


def steps(inner):
    axis = st.sampled_from(["child", "attribute", "descendant"])
    narrowed = st.lists(inner, max_size=1).map(tuple)
    named = st.builds(Step, axis, NAMES, narrowed)
    short = st.builds(Step, st.sampled_from(["self", "parent"]), st.just("node()"))
    return st.lists(st.one_of(named, short), min_size=1, max_size=3).map(tuple)


def larger(inner):
    paths = st.builds(Path, st.sampled_from([Root(), Here()]), steps(inner))
    calls = st.builds(Call, NAMES, st.lists(inner, max_size=2).map(tuple))
    return st.one_of(
        paths,
        calls,
        st.builds(Path, calls, steps(inner)),
        st.builds(Binary, st.sampled_from(SIGNS), inner, inner),
        st.builds(Negate, inner),
        st.builds(Union, paths, paths),
        st.builds(Filter, calls, st.lists(inner, min_size=1, max_size=2).map(tuple)),
    )


EXPRESSIONS = st.recursive(
    st.one_of(
        st.builds(Number, st.sampled_from([0.0, 1.0, 2.5])),
        st.builds(Text, st.sampled_from(["", "it", "it's"])),
    ),
    larger,
    max_leaves=12,
)


@given(EXPRESSIONS)
def test_it_reads_back_as_itself(expression):
    assert parse(write(expression)) == expression


@pytest.mark.parametrize(
    "source",
    [
        "../age >= 12 and (../sex = 'f' or ../sex = 'm')",
        "count(/data/m[age > current()/../age])",
        "if(. = '', today(), .)",
        "(a | b)[1]/c",
        "-(1 + 2) * 3",
        "a - (b - c)",
    ],
)
def test_it_is_written_as_an_author_would(source):
    assert write(parse(source)) == source
