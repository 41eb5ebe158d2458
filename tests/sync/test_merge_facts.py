"""What happens when two people, apart, do each pair of things that people do.

Each test runs over every order of arrival: what two laptops end with is one thing.
"""

import pytest

from sync.change import Why
from sync.merge import Agreed, Conflict
from sync.values import record_id
from tests.sync.builders import nonce
from tests.sync.merging import a_person, merged, values, write


@pytest.fixture
def born():
    return a_person()


# -- one field


def test_set_and_set_to_different_values_is_a_conflict_with_both(born):
    state = merged(born, write("name", "Zarmeena", born), write("name", "Gul", born))

    assert isinstance(state["name"], Conflict)
    assert values(state, "name") == ["Gul", "Zarmeena"]
    assert state["name"].held == {"name": "Zarmina"}


def test_set_and_set_to_one_value_is_agreement(born):
    state = merged(born, write("name", "Gul", born), write("name", "Gul", born))

    assert isinstance(state["name"], Agreed)
    assert len(state["name"].heads) == 2


def test_set_and_clear_is_a_conflict_and_the_value_is_there(born):
    state = merged(born, write("name", "Gul", born), write("name", None, born))

    assert isinstance(state["name"], Conflict)
    assert values(state, "name") == ["", "Gul"]


def test_clear_and_clear_is_agreement(born):
    state = merged(born, write("name", None, born), write("name", None, born))

    assert state["name"].value == {"name": None}


def test_set_and_set_of_two_fields_keeps_both(born):
    state = merged(born, write("name", "Gul", born), write("born", "1991-01-01", born))

    assert state["name"].value == {"name": "Gul"}
    assert state["born"].value == {"born": "1991-01-01"}


# -- people


def test_an_edit_and_a_departure_both_stand_and_the_person_is_whole(born):
    left, edit = write("@status", "left", born), write("name", "Gul", born)

    state = merged(born, left, edit)

    assert state["@status"].value == {"@status": "left"}
    assert state["name"].value == {"name": "Gul"}
    assert state["born"].value == {"born": "1990-01-01"}
    # Neither saw the other: this is what tells the household to ask.
    assert edit.name not in left.parts[0].context.extras
    assert left.name not in edit.parts[0].context.extras


def test_a_departure_and_a_death_are_a_conflict(born):
    state = merged(born, write("@status", "left", born), write("@status", "died", born))

    assert values(state, "@status") == ["died", "left"]


def test_a_return_after_the_departure_was_seen_is_no_conflict(born):
    left = write("@status", "left", born)

    state = merged(born, left, write("@status", "here", born, left))

    assert state["@status"].value == {"@status": "here"}


def test_one_person_added_twice_is_two_records_and_neither_is_lost(born):
    twin = record_id(nonce(502), 1)
    again = write("name", "Zarmina", record=twin)

    assert merged(born, again)["name"].value == {"name": "Zarmina"}
    assert merged(born, again, record=twin)["name"].value == {"name": "Zarmina"}


def test_the_second_of_two_records_in_error_leaves_the_first_alone(born):
    twin = record_id(nonce(502), 1)
    again = write("name", "Zarmina", record=twin)
    error = write("@status", "entered-in-error", again, record=twin)

    assert merged(born, again, error)["@status"].value == {"@status": "here"}
    state = merged(born, again, error, record=twin)
    assert state["@status"].value == {"@status": "entered-in-error"}
    assert state["name"].value == {"name": "Zarmina"}


def test_reordering_and_editing_do_not_disturb_each_other(born):
    state = merged(born, write("@order", "3", born), write("name", "Gul", born))

    assert state["@order"].value == {"@order": "3"}
    assert state["name"].value == {"name": "Gul"}


def test_two_orders_of_one_row_are_a_conflict_and_no_row_is_lost(born):
    state = merged(born, write("@order", "3", born), write("@order", "2", born))

    assert values(state, "@order") == ["2", "3"]
    assert state["name"].value == {"name": "Zarmina"}


# -- settling


@pytest.fixture
def sides(born):
    return write("name", "Zarmeena", born), write("name", "Gul", born)


def settle(atom, *saw):
    return write("name", atom, *saw, why=Why.SETTLED)


def test_a_settlement_that_saw_both_sides_ends_the_conflict(born, sides):
    state = merged(born, *sides, settle("Gul", born, *sides))

    assert isinstance(state["name"], Agreed)
    assert state["name"].value == {"name": "Gul"}


def test_two_settlements_that_differ_are_a_conflict_of_the_settlements_only(
    born, sides
):
    state = merged(
        born, *sides, settle("Gul", born, *sides), settle("Zarmeena", born, *sides)
    )

    assert isinstance(state["name"], Conflict)
    assert {head.change.why for head in state["name"].heads} == {Why.SETTLED}


def test_two_settlements_that_agree_are_agreement(born, sides):
    state = merged(
        born, *sides, settle("Gul", born, *sides), settle("Gul", born, *sides)
    )

    assert isinstance(state["name"], Agreed)


def test_settling_two_settlements_ends_it(born, sides):
    both = (settle("Gul", born, *sides), settle("Zarmeena", born, *sides))
    last = settle("Gul Zarmina", born, *sides, *both)

    state = merged(*sides, *both, last)

    assert state["name"].value == {"name": "Gul Zarmina"}


def test_an_edit_that_the_settlement_had_not_seen_is_not_settled(born, sides):
    edit = write("name", "Gulalai", born, sides[0])

    state = merged(born, *sides, settle("Gul", born, *sides), edit)

    assert values(state, "name") == ["Gul", "Gulalai"]


def test_an_edit_after_the_settlement_replaces_it(born, sides):
    settled = settle("Gul", born, *sides)

    state = merged(*sides, settled, write("name", "Gulalai", born, *sides, settled))

    assert state["name"].value == {"name": "Gulalai"}
