"""Time, digests, receipts, keys, layouts and contexts."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.change import Context
from sync.clock import counter, milliseconds, moment, tick, witness
from sync.context import context_of, covered
from sync.digest import EMPTY, Digest
from sync.errors import BadSignature, IndrajError, Malformed
from sync.layout import Field, Layout
from sync.receipts import Held, Receipt, decode_receipt, encode_receipt
from sync.seal import Purpose, SigningKey, check
from tests.sync.builders import KEY, NAMES, a_layout

TIMES = st.integers(0, 2**62)
RECEIPT = Receipt("e1", 7, "PK-KP", 12, b"h" * 32, Held.STORED, 1_760_000_000_000)


@pytest.mark.parametrize("seen", [2**62 + 1, 2**64 - 1, 2**90])
def test_a_time_that_no_clock_tells_is_not_heeded(seen):
    assert witness(7, seen, 1_800_000_000_000) < 2**62


@given(TIMES, st.integers(0, 2**45))
def test_time_never_runs_backwards(last, now_ms):
    assert tick(last, now_ms) > last
    assert tick(last, now_ms) >= now_ms << 16


@given(TIMES, TIMES, st.integers(0, 2**45))
def test_time_is_later_than_what_was_seen_from_elsewhere(last, seen, now_ms):
    assert witness(last, seen, now_ms) > max(last, seen)


@given(TIMES)
def test_a_time_is_milliseconds_and_a_counter(time):
    assert moment(milliseconds(time), counter(time)) == time


@given(st.lists(NAMES, unique=True), st.randoms())
def test_a_digest_does_not_mind_the_order(names, random):
    shuffled = list(names)
    random.shuffle(shuffled)

    in_two = EMPTY.with_names(shuffled[:3]).with_names(shuffled[3:])

    assert in_two == EMPTY.with_names(names)
    assert Digest.from_bytes(in_two.to_bytes()) == in_two


@given(st.lists(NAMES, unique=True, min_size=1))
def test_a_digest_misses_nothing(names):
    assert EMPTY.with_names(names[:-1]) != EMPTY.with_names(names)


def test_a_receipt_says_what_was_signed():
    data = encode_receipt(RECEIPT, KEY.sign)

    assert decode_receipt(data, KEY.public) == RECEIPT


def test_a_receipt_of_another_registry_or_with_other_words_is_refused():
    data = encode_receipt(RECEIPT, KEY.sign)
    durable = encode_receipt(dataclasses.replace(RECEIPT, state=Held.DURABLE), KEY.sign)

    with pytest.raises(BadSignature):
        decode_receipt(data, SigningKey(b"z" * 32).public)
    with pytest.raises(BadSignature):
        decode_receipt(durable[:-64] + data[-64:], KEY.public)
    with pytest.raises(Malformed):
        decode_receipt(b"", KEY.public)


def test_a_signature_for_one_purpose_is_none_for_another():
    signature = KEY.sign(Purpose.RECEIPT, b"words")

    check(KEY.public, Purpose.RECEIPT, b"words", signature)
    for purpose in set(Purpose) - {Purpose.RECEIPT}:
        with pytest.raises(BadSignature):
            check(KEY.public, purpose, b"words", signature)
    with pytest.raises(BadSignature):
        check(b"short", Purpose.RECEIPT, b"words", signature)


def test_a_key_does_not_show_itself():
    assert KEY.seed.hex() not in repr(KEY)
    assert SigningKey(KEY.seed).public == KEY.public


def test_a_layout_comes_back_from_json():
    layout = a_layout(extra=(Field("q/late", policy="largest"),))

    assert Layout.from_json(json.loads(json.dumps(layout.to_json()))) == layout


def test_fields_declared_together_are_one_group():
    household = a_layout().kind("")

    assert [f.path for f in household.groups["place"]] == ["place/lat", "place/lon"]
    assert [f.path for f in household.groups["q/int"]] == ["q/int"]


@pytest.mark.parametrize(
    "made", [lambda: Field("a", "colour"), lambda: Layout("AB", "", "", ())]
)
def test_what_is_no_layout_is_refused(made):
    with pytest.raises(ValueError):
        made()


@given(st.lists(NAMES, unique=True, max_size=8), st.data())
def test_a_context_covers_exactly_what_was_shown(order, data):
    shown = data.draw(st.frozensets(st.sampled_from([*order, b"own" * 5 + b"x"])))

    context = context_of(order, shown)
    places = {name: place for place, name in enumerate(order)}

    assert covered(context, b"new" * 5 + b"x", places, {}) == shown
    assert all(name in shown for name in order[: context.seen])


def test_a_context_is_short_when_nothing_is_missing():
    order = [bytes([n]) * 16 for n in range(9)]

    assert context_of(order, order, "e1") == Context(9, frozenset(), "e1")


def test_every_error_has_a_code_of_its_own():
    found, left = [], [IndrajError]
    while left:
        kind = left.pop()
        found.append(kind)
        left += kind.__subclasses__()

    ours = [kind for kind in found if kind.__module__ == "sync.errors"]
    assert len({kind.code for kind in ours}) == len(ours)
