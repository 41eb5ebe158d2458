import hashlib

import cbor2
import pytest
from hypothesis import given, settings

from sync.change import Change, Context, Part, canonical, from_plain, plain
from tests.sync.builders import (
    AREA,
    ATOMS,
    HOUSEHOLD,
    a_change,
    a_layout,
    changes_of,
    nonce,
    one,
)

LAYOUTS = (a_layout(),)


@settings(deadline=None)
@given(changes_of(LAYOUTS))
def test_a_change_is_named_by_plain_cbor_that_anybody_can_write(changes):
    for change in changes:
        said = cbor2.loads(canonical(change))

        assert cbor2.dumps(said) == canonical(change)
        assert change.name == hashlib.sha256(cbor2.dumps(said)).digest()[:16]


def test_the_order_in_which_answers_were_given_does_not_matter():
    forth = a_change(one("a", "1") | {"b": {"x": "1", "y": None}})
    back = a_change({"b": {"y": None, "x": "1"}} | one("a", "1"))

    assert forth.name == back.name


@pytest.mark.parametrize(
    "other",
    [
        {"device": 2},
        {"time": 1},
        {"visit": 2},
        {"context": Context(1)},
        {"context": Context(0, frozenset([b"n" * 16]))},
        {"context": Context(0, frozenset(), "e1")},
        {"layout": a_layout("two")},
    ],
)
def test_everything_that_is_said_counts_in_the_name(other):
    assert a_change(one("a", "1")).name != a_change(one("a", "1"), **other).name


@given(ATOMS)
def test_an_answer_comes_back_from_plain_data(atom):
    assert from_plain(plain(atom)) == atom


@pytest.mark.parametrize("value", [0, 3, True, b"x", []])
def test_what_is_no_answer_is_refused(value):
    with pytest.raises(ValueError):
        from_plain(value)


def test_a_record_has_one_part():
    part = Part(HOUSEHOLD, Context(), one("a", "1"))

    with pytest.raises(AssertionError):
        Change(nonce(1), (part, part), a_layout().id, AREA, "asha", 1)
