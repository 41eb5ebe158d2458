"""Cells that no spreadsheet takes for a formula, and read back to the letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment_app.household.preloading import same_as
from enrolment_app.household.tables import safe, unsafe


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_what_begins_as_a_formula_is_made_safe(begins):
    cell = safe(f"{begins}1+1")

    assert cell[0] == "'"
    assert unsafe(cell) == f"{begins}1+1"


def test_a_number_stays_a_number():
    assert safe("-5", number=True) == "-5"
    assert safe("-5+cmd", number=True) == "'-5+cmd"
    assert safe("-5") == "'-5"


@given(st.text("'=+-@\tab1 ", max_size=6))
def test_every_text_comes_back(text):
    cell = safe(text)

    assert unsafe(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t"))


def test_what_is_there_already_is_no_change():
    there = {"a": 3, "b": ["x", "y"], "rows": [{"id": "1", "n": "Gul", "age": 4}]}

    assert same_as({"a": "3", "b": "x y", "rows": [{"n": "Gul"}]}, there)
    assert not same_as({"rows": [{"n": "Gul"}, {"n": "Nur"}]}, there)
    assert not same_as({"a": "4"}, there)
