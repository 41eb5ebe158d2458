"""Households that move, split and join while others edit them.

Each test runs over every order of arrival: what two laptops end with is one thing.
"""

import dataclasses

import pytest

from sync.change import Context, Part, Why
from sync.values import record_id
from tests.sync.builders import AREA, HOUSEHOLD, a_change, nonce, one
from tests.sync.merging import (
    OTHER_HOUSEHOLD,
    a_person,
    merged,
    values,
    write,
)


@pytest.fixture
def born():
    return a_person()


def test_a_move_to_another_area_and_an_edit_both_stand(born):
    move = write("@area", "there", born, record=HOUSEHOLD, why=Why.MOVED)
    edit = write("roof", "tin", record=HOUSEHOLD)
    after = write("rooms", "3", move, record=HOUSEHOLD, area="there")

    state = merged(move, edit, after, record=HOUSEHOLD)

    assert state["@area"].value == {"@area": "there"}
    assert state["roof"].value == {"roof": "tin"}
    assert state["rooms"].value == {"rooms": "3"}


def test_moves_to_two_areas_are_a_conflict():
    base = write("@area", AREA, record=HOUSEHOLD)
    moves = [write("@area", to, base, record=HOUSEHOLD) for to in ("north", "south")]

    state = merged(base, *moves, record=HOUSEHOLD)

    assert values(state, "@area") == ["north", "south"]
    assert state["@area"].held == {"@area": AREA}


def test_what_the_old_area_s_log_brings_late_replaces_nothing_in_the_new_one():
    base = write("roof", "mud", record=HOUSEHOLD)
    there = write("roof", "tin", base, record=HOUSEHOLD, area="there")
    late = write("roof", "brick", base, record=HOUSEHOLD)

    state = merged(base, there, late, record=HOUSEHOLD)

    assert values(state, "roof") == ["brick", "tin"]


def test_a_household_that_splits_takes_each_person_whole(born):
    split = write("@parent", OTHER_HOUSEHOLD, born, why=Why.MOVED)

    state = merged(born, split, write("name", "Gul", born))

    assert state["@parent"].value == {"@parent": OTHER_HOUSEHOLD}
    assert state["name"].value == {"name": "Gul"}


def test_households_that_join_keep_what_was_edited_meanwhile(born):
    moved_in = write("@parent", OTHER_HOUSEHOLD, born, why=Why.MOVED)
    emptied = write("@status", "entered-in-error", record=HOUSEHOLD)
    edited = write("roof", "tin", record=HOUSEHOLD)

    person = merged(born, moved_in, emptied, edited)
    old = merged(emptied, edited, record=HOUSEHOLD)

    assert person["@parent"].value == {"@parent": OTHER_HOUSEHOLD}
    assert old["@status"].value == {"@status": "entered-in-error"}
    assert old["roof"].value == {"roof": "tin"}


def test_one_person_moved_into_two_households_is_a_conflict_and_one_record(born):
    third = record_id(nonce(503), 0)
    moves = [write("@parent", to, born) for to in (OTHER_HOUSEHOLD, third)]

    state = merged(born, *moves)

    assert values(state, "@parent") == sorted([OTHER_HOUSEHOLD, third])
    # Until somebody decides, the person is where everybody had seen them.
    assert state["@parent"].held == {"@parent": HOUSEHOLD}


def test_a_move_and_a_departure_both_stand(born):
    state = merged(
        born, write("@parent", OTHER_HOUSEHOLD, born), write("@status", "left", born)
    )

    assert state["@parent"].value == {"@parent": OTHER_HOUSEHOLD}
    assert state["@status"].value == {"@status": "left"}


def test_a_split_is_one_change_or_none():
    """All parts of a change count, or none: nobody is in two households by halves."""
    people = [record_id(nonce(504), n) for n in range(3)]
    parts = tuple(
        Part(who, Context(), one("@parent", OTHER_HOUSEHOLD)) for who in people
    )
    split = dataclasses.replace(a_change(one("x", "y")), parts=parts)

    states = [merged(split, record=who)["@parent"].value for who in people]

    assert states == [{"@parent": OTHER_HOUSEHOLD}] * 3
