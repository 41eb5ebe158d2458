"""Filters of the province's numbers: fetched in pieces, asked once they are whole."""

import hashlib

import pytest

from sync import wire
from sync.membership import encode_membership, mark_of, membership
from sync.session import Filtered, FiltersEntry
from tests.store.builders import a_store, opened

KEY = bytes(range(32))
HELD, STRANGE = "0110100000011", "0110100000022"
BODY = encode_membership(membership([mark_of(KEY, HELD)]))
OTHER = encode_membership(membership([mark_of(KEY, STRANGE)]))


def name_of(body):
    return hashlib.sha256(body).digest()


def entry(*bodies):
    told = tuple(Filtered(name_of(body), len(body)) for body in bodies)
    return FiltersEntry(KEY, told)


def fetch(province, body, size=100):
    for at in range(0, len(body), size):
        province.receive(name_of(body), at, body[at : at + size])


def test_before_anything_came_nothing_is_held(store):
    assert not store.province.may_hold(HELD)
    assert store.province.lacking() == ()


def test_it_is_asked_once_it_is_whole(store):
    store.province.take(entry(BODY))
    store.province.receive(name_of(BODY), 0, BODY[:100])
    half = store.province.may_hold(HELD)
    (lacking,) = store.province.lacking()

    store.province.receive(name_of(BODY), 100, BODY[100:])

    assert not half
    assert (lacking.here, lacking.size) == (100, len(BODY))
    assert store.province.lacking() == ()
    assert store.province.may_hold(HELD)
    assert not store.province.may_hold(STRANGE)


def test_fetching_goes_on_after_the_laptop_was_closed(place):
    with a_store(place) as store:
        store.province.take(entry(BODY))
        store.province.receive(name_of(BODY), 0, BODY[:100])
    with opened(place) as store:
        store.province.receive(name_of(BODY), 100, BODY[100:])
    with opened(place) as store:
        assert store.province.may_hold(HELD)


@pytest.mark.parametrize("offset", [0, 50, 150, 10_000])
def test_a_piece_that_is_not_the_next_is_ignored(store, offset):
    store.province.take(entry(BODY))
    store.province.receive(name_of(BODY), 0, BODY[:100])

    store.province.receive(name_of(BODY), offset, b"something else")

    (lacking,) = store.province.lacking()
    assert lacking.here == 100


def test_what_is_not_what_its_hash_says_is_fetched_again(store):
    store.province.take(entry(BODY))
    fetch(store.province, BODY[:-1] + b"\xff")

    (lacking,) = store.province.lacking()
    assert lacking.here == 0
    fetch(store.province, BODY)
    assert store.province.may_hold(HELD)


def test_a_filter_of_a_later_kind_is_neither_asked_nor_fetched_again(store):
    later = wire.encode([2, "something new"])
    store.province.take(entry(BODY, later))
    fetch(store.province, BODY)
    fetch(store.province, later)

    assert store.province.lacking() == ()
    assert store.province.may_hold(HELD)


def test_a_later_entry_takes_the_place_of_the_one_before(store):
    store.province.take(entry(BODY))
    fetch(store.province, BODY)

    store.province.take(entry(OTHER))
    assert not store.province.may_hold(HELD)
    fetch(store.province, OTHER)

    assert store.province.may_hold(STRANGE)
    store.province.take(entry(OTHER, BODY))
    assert [one.here for one in store.province.lacking()] == [0]
