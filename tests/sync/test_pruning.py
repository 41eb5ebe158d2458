"""Erased records leave a segment; its chain, its names and everybody else's stay."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import wire
from sync.change import Context, Part
from sync.dictionary import DICTIONARIES, NEWEST
from sync.erasure import (
    Order,
    check_order,
    decode_order,
    encode_order,
    order_id,
    remains,
)
from sync.errors import BadSignature
from sync.journal import (
    FIRST_PREVIOUS,
    Opened,
    decode_segment,
    encode_segment,
    open_segment,
    verify,
)
from sync.merge import record_state
from sync.pruning import prune
from sync.values import record_id
from tests.sync.builders import (
    KEY,
    RECORDS,
    a_change,
    a_layout,
    changes_of,
    nonce,
    one,
)

LAYOUTS = (a_layout(), a_layout("two"))
KNOWN = {layout.id: layout for layout in LAYOUTS}
SECRET = "Zarmina of the fourth house"


def segment_of(changes, dictionary=0, **more):
    return encode_segment(
        changes,
        first=1,
        previous=FIRST_PREVIOUS,
        receipt=b"",
        layouts=KNOWN,
        sign=KEY.sign,
        dictionary=dictionary,
        dictionaries=DICTIONARIES,
        **more,
    )


def opened(data):
    found = open_segment(decode_segment(data), KNOWN, DICTIONARIES)
    assert isinstance(found, Opened)
    return found


def pruned(data, erased):
    return prune(decode_segment(data), opened(data), erased, KNOWN)


def mine(change, record):
    """Give what a change says to a record, under its name."""
    return change.name, change.part(record)


@given(
    changes_of(LAYOUTS),
    st.frozensets(RECORDS, max_size=3),
    st.frozensets(RECORDS),
    st.sampled_from((0, NEWEST)),
)
def test_what_is_left_is_told_by_the_same_signature(changes, first, second, dictionary):
    data = whole = segment_of(changes, dictionary)
    for erased in (first, second):
        told = pruned(data, erased)
        data = told[0] if told else data
        if told:
            assert opened(data) == told[1]
    segment = decode_segment(data)

    verify(segment, KEY.public)
    assert segment.head == decode_segment(whole).head
    found = opened(data)
    assert [c.name for c in found.changes] == [c.name for c in changes]
    for before, after in zip(changes, found.changes, strict=True):
        assert {p.record for p in before.parts} == {p.record for p in after.parts}
        for part in before.parts:
            left = after.part(part.record)
            if part.record in first | second:
                assert left == Part(part.record, Context(), {})
            else:
                assert left == part
    touched = {p.record for c in changes for p in c.parts} & (first | second)
    assert segment.pruned == bool(touched)
    assert pruned(data, first | second) is None


@given(changes_of(LAYOUTS), st.frozensets(RECORDS, max_size=3), st.data())
def test_the_state_of_everybody_else_is_what_it_was(changes, erased, data):
    records = {part.record for change in changes for part in change.parts}
    changes = tuple({change.name: change for change in changes}.values())
    order = data.draw(st.permutations([c.name for c in changes]))
    survived = {changes[0].area: {"e1": 2, "e2": 3, "": 1}}
    for record in records:

        def state(of, record=record):
            names = [n for n in order if {c.name: c for c in of}[n].part(record)]
            known = [c for c in of if c.part(record)]
            return record_state(record, known, names, {}, survived)

        found, left = state(changes), state([remains(c, erased) for c in changes])
        if record in erased:
            assert not left
            continue
        assert {g: [(h.name, h.value) for h in s.heads] for g, s in found.items()} == {
            g: [(h.name, h.value) for h in s.heads] for g, s in left.items()
        }
        assert [type(s) for s in found.values()] == [type(s) for s in left.values()]


def a_visit_of_two(first=SECRET, second="brick"):
    """One change to two records."""
    change = a_change(one("q/text", first), record=record_id(nonce(1), 0))
    other = Part(record_id(nonce(1), 1), Context(), one("q/text", second))
    return dataclasses.replace(change, parts=(*change.parts, other), note=SECRET)


def test_no_byte_of_it_is_left():
    change = a_visit_of_two()
    secret, other = (part.record for part in change.parts)
    whole = segment_of((change, a_change(one("q/text", "stays"), visit=2)))

    one_gone = pruned(whole, {secret})[0]
    both_gone = pruned(one_gone, {other})[0]

    plain = {data: opened(data).changes for data in (one_gone, both_gone)}
    assert SECRET not in repr(plain)
    assert SECRET.encode() not in one_gone
    assert "brick" in repr(plain[one_gone])
    assert "brick" not in repr(plain[both_gone])
    assert "stays" in repr(plain[both_gone])
    assert len(both_gone) < len(one_gone)


def test_work_that_was_erased_before_it_left_is_signed_by_its_names():
    change = a_visit_of_two()
    gone = {change.name: (change.parts[0].record,)}
    left = remains(change, set(gone[change.name]))
    whole = segment_of((left, a_change(one("q/text", "x"), visit=3)), gone=gone)

    found = opened(whole)

    assert decode_segment(whole).pruned
    assert found.changes[0].name == change.name
    assert found.gone == gone
    assert SECRET not in repr(found.changes)


# -- orders

ORDER = Order(
    (record_id(nonce(1), 0), record_id(nonce(1), 1)),
    {b"n" * 16: b"r" * 16},
    "household",
    "a1b2c3d4e5",
    "file 12 of 2026",
    1_800_000_000_000,
)


def test_an_order_says_what_it_says():
    ordered = dataclasses.replace(ORDER, records=tuple(sorted(ORDER.records)))
    data = encode_order(ORDER, KEY.sign)

    check_order(data, [KEY.public])
    assert decode_order(data) == ordered
    assert order_id(data) == order_id(encode_order(ORDER, KEY.sign))


def test_an_order_of_somebody_else_is_none():
    other = dataclasses.replace(ORDER, why="")
    data = encode_order(ORDER, KEY.sign)
    mixed = wire.encode(
        [wire.decode(encode_order(other, KEY.sign))[0], wire.decode(data)[1]]
    )

    with pytest.raises(BadSignature):
        check_order(mixed, [KEY.public])
    with pytest.raises(BadSignature):
        check_order(data, [bytes(32)])
