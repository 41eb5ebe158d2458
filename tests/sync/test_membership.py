"""Filters of identity numbers: never a false no, seldom a false maybe, no crash."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import wire
from sync.errors import IntegrityError
from sync.membership import (
    HASHES,
    Membership,
    decode_membership,
    encode_membership,
    is_identity,
    mark_of,
    membership,
)

KEY = bytes(range(32))
MANY = 1 << 20


def numbers(count, seed):
    draw = random.Random(seed)
    return [f"0{draw.randrange(10**12):012d}" for _ in range(count)]


@given(st.sets(st.from_regex(r"\A[0-9]{13}\Z"), max_size=40))
def test_whoever_is_in_it_is_never_denied(held):
    made = membership({mark_of(KEY, number) for number in held})

    read = decode_membership(encode_membership(made), MANY)

    assert read == made
    assert all(read.may_hold(mark_of(KEY, number)) for number in held)


def test_strangers_are_taken_for_known_as_seldom_as_said():
    made = membership([mark_of(KEY, number) for number in numbers(20_000, 1)])
    strangers = set(numbers(40_000, 2)) - set(numbers(20_000, 1))

    mistaken = sum(made.may_hold(mark_of(KEY, one)) for one in strangers)

    # 156 are expected of 40,000; five standard deviations to either side.
    assert 94 < mistaken < 219
    assert made.mistaken == pytest.approx(2**-HASHES, rel=0.1)


def test_a_filter_of_nobody_knows_nobody():
    assert not membership([]).may_hold(mark_of(KEY, "0123456789012"))


def test_without_the_key_nothing_can_be_asked():
    held = numbers(2_000, 3)
    made = membership([mark_of(KEY, number) for number in held])

    known = sum(made.may_hold(mark_of(bytes(32), number)) for number in held)

    assert known < 40, "no more than of strangers"


@pytest.mark.parametrize(
    "text", ["", "123", "01234567890123", "+923000000001", "٠١٢٣٤٥٦٧٨٩٠١٢", None, 5]
)
def test_other_answers_are_no_identity_numbers(text):
    assert not is_identity(text)


BAD = (
    b"",
    b"\x00",
    wire.encode([2, 8, 1, b"\x01"]),
    wire.encode([1, 0, 1, b"\x01"]),
    wire.encode([1, 33, 1, b"\x01"]),
    wire.encode([1, 8, -1, b"\x01"]),
    wire.encode([1, 8, 1 << 27, b"\x01"]),
    wire.encode([1, 8, 1, b""]),
    wire.encode([1, 8, 1, "text"]),
    wire.encode([1, 8, 1, b"\x01", 1]),
    wire.encode([1, 8, 1]),
    wire.encode({"a": 1}),
    encode_membership(Membership(1, b"\x01")) + b"\x00",
)


@pytest.mark.parametrize("data", BAD)
def test_what_is_no_filter_is_refused(data):
    with pytest.raises(IntegrityError):
        decode_membership(data, MANY)


@given(st.binary(max_size=64))
def test_any_bytes_are_read_or_refused(data):
    try:
        found = decode_membership(data, MANY)
    except IntegrityError:
        return
    assert encode_membership(found) == data


def test_a_filter_beyond_the_bound_is_refused():
    with pytest.raises(IntegrityError):
        decode_membership(encode_membership(Membership(1, bytes(500))), 400)
