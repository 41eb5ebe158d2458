"""Paths and predicates: which nodes, in which order, seen from where."""

import pytest

from enrolment_app.questionnaire import BadExpression
from tests.questionnaire.xpath.trees import calculate, number, text, texts, truth


@pytest.mark.parametrize(
    ("source", "at", "expected"),
    [
        ("/data/a", "data/b", ["1"]),
        ("../a", "data/b", ["1"]),
        ("m/n", "data", ["Asha", "Bano", "Chand"]),
        ("m[2]/n", "data", ["Bano"]),
        ("m[last()]/n", "data", ["Chand"]),
        ("m[position() > 1]/n", "data", ["Bano", "Chand"]),
        ("m[age > 38]/n", "data", ["Asha"]),
        ("m[n = 'Bano'][1]/age", "data", ["38"]),
        ("m[age != ''][2]/n", "data", ["Bano"]),
        ("(m/n)[2]", "data", ["Bano"]),
        ("m/n[1]", "data", ["Asha", "Bano", "Chand"]),
        ("m/n | a", "data", ["1", "Asha", "Bano", "Chand"]),
        ("a | a", "data", ["1"]),
        ("//n", "data/a", ["Asha", "Bano", "Chand"]),
        ("m/*", "data", ["Asha", "40", "Bano", "38", "Chand", ""]),
        ("../m/age/..", "data/a", ["Asha40", "Bano38", "Chand"]),
        ("following-sibling::m/n", "data/m[1]", ["Bano", "Chand"]),
        ("preceding-sibling::m[1]/n", "data/m[3]", ["Bano"]),
        ("preceding-sibling::m[1]/age", "data/m[1]", []),
        ("ancestor::data/a", "data/m[2]/n", ["1"]),
        ("self::m/n", "data/m[2]", ["Bano"]),
        ("self::other", "data/m[2]", []),
        ("@id", "data", ["d1"]),
        ("nowhere", "data", []),
        ("m[99]", "data", []),
        ("m[0.5]", "data", []),
    ],
)
def test_a_path_leads_to(source, at, expected):
    assert texts(source, at=at) == expected


def test_nodes_come_in_document_order_however_they_were_found():
    assert texts("m[3]/n | m[1]/n | a") == ["1", "Asha", "Chand"]


def test_current_is_where_the_expression_stands_inside_predicates_too():
    assert texts("/data/m[age > current()/../age]/n", at="data/m[2]/n") == ["Asha"]


def test_a_place_in_a_predicate_counts_within_its_own_step():
    nested = "<data><g><x>1</x><x>2</x></g><g><x>3</x><x>4</x></g></data>"

    assert texts("g/x[2]", xml=nested) == ["2", "4"]
    assert texts("(g/x)[2]", xml=nested) == ["2"]
    assert texts("g[x[2] = 4]/x[1]", xml=nested) == ["3"]


def test_position_of_a_node_is_its_place_among_rows():
    assert number("position(..)", at="data/m[2]/n") == 2
    assert number("position(/data/m[3])") == 3
    with pytest.raises(BadExpression):
        number("position(/data/m)")


def test_text_of_several_nodes_is_the_first_ones():
    assert text("m/n") == "Asha"
    assert number("m/age") == 40


def test_count_and_truth_of_nodes():
    assert number("count(m[age > 1])") == 2
    assert truth("nowhere") is False
    assert truth("blank") is True


def test_what_is_no_node_cannot_be_walked():
    with pytest.raises(BadExpression):
        calculate("'text'/a")


def test_an_axis_that_wants_a_namespace_is_refused():
    with pytest.raises(BadExpression):
        calculate("odk:*")
