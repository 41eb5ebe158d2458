import dataclasses

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sync import wire
from sync.change import Why
from sync.errors import BadSignature, BrokenChain, Malformed, TooLarge, WrongNames
from sync.journal import (
    FIRST_PREVIOUS,
    SEGMENT_BYTES_MAX,
    Erased,
    Opened,
    Unreadable,
    decode_segment,
    encode_erased,
    encode_segment,
    follows,
    names_hash,
    open_segment,
    verify,
)
from sync.layout import Field, comment_group
from sync.seal import SigningKey
from tests.sync.builders import AREA, KEY, a_change, a_layout, changes_of, one

LAYOUTS = (a_layout("one"), a_layout("two", (Field("q/new", "int"),)))
KNOWN = {layout.id: layout for layout in LAYOUTS}


def a_segment(changes, *, first=1, previous=FIRST_PREVIOUS, layouts=KNOWN, **more):
    return encode_segment(
        changes,
        first=first,
        previous=previous,
        receipt=b"",
        layouts=layouts,
        sign=KEY.sign,
        **more,
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(changes_of(LAYOUTS), st.sampled_from((1, 9, 19)))
def test_what_is_opened_is_what_was_sealed(changes, level):
    data = a_segment(changes, level=level)

    opened = open_segment(decode_segment(data), KNOWN)

    assert isinstance(opened, Opened)
    assert opened.changes == changes
    assert [c.name for c in opened.changes] == [c.name for c in changes]
    assert a_segment(opened.changes, level=level) == data


def test_the_header_tells_numbers_chain_and_names():
    changes = [a_change(one("q/int", str(n))) for n in (4, 5)]

    segment = decode_segment(a_segment(changes, first=8, previous=b"p" * 32))

    header = segment.header
    assert (header.device, header.area) == (1, AREA)
    assert (header.first, header.count, header.last) == (8, 2, 9)
    assert header.previous == b"p" * 32
    assert header.names == names_hash(changes)
    assert header.layouts == (LAYOUTS[0].id,)
    verify(segment, KEY.public)


def test_another_key_does_not_verify():
    segment = decode_segment(a_segment([a_change(one("q/int", "4"))]))

    with pytest.raises(BadSignature):
        verify(segment, SigningKey(b"z" * 32).public)


def test_a_changed_header_does_not_verify():
    segment = decode_segment(a_segment([a_change(one("q/int", "4"))]))
    signed = segment.signed.replace(AREA.encode(), b"PK-KP-0413")

    assert signed != segment.signed
    with pytest.raises(BadSignature):
        verify(dataclasses.replace(segment, signed=signed), KEY.public)


def test_a_body_of_other_changes_is_refused():
    segment = decode_segment(a_segment([a_change(one("q/int", "4"))]))
    other = decode_segment(a_segment([a_change(one("q/int", "5"))]))

    with pytest.raises(WrongNames):
        open_segment(dataclasses.replace(segment, body=other.body), KNOWN)


def test_a_questionnaire_that_is_missing_is_named_and_nothing_fails():
    data = a_segment([a_change(one("q/int", "4"))])

    opened = open_segment(decode_segment(data), {})

    assert opened == Unreadable(layouts=(LAYOUTS[0].id,))


def test_a_dictionary_that_is_missing_is_named_and_nothing_fails():
    trained = b"name address village " * 50
    changes = [a_change(one("q/text", "a name, an address, a village " * 9))]
    data = a_segment(changes, dictionary=3, dictionaries={3: trained})

    assert open_segment(decode_segment(data), KNOWN) == Unreadable(dictionary=3)
    opened = open_segment(decode_segment(data), KNOWN, {3: trained})
    assert isinstance(opened, Opened)
    assert opened.changes == tuple(changes)


def test_answers_that_the_layout_lacks_stay_whole_and_are_counted():
    changes = [a_change(one("q/int", "4") | one("q/newer", "x") | one("q/later", None))]

    opened = open_segment(decode_segment(a_segment(changes)), KNOWN)

    assert isinstance(opened, Opened)
    assert opened.changes == tuple(changes)
    assert opened.opaque == 2


def test_an_erased_segment_keeps_signature_chain_and_names():
    changes = [a_change(one("q/int", str(n))) for n in (4, 5)]
    segment = decode_segment(a_segment(changes))

    erased = decode_segment(encode_erased(segment, [c.name for c in changes]))

    verify(erased, KEY.public)
    assert erased.head == segment.head
    assert open_segment(erased, KNOWN) == Erased(tuple(c.name for c in changes))
    assert b"q/int" not in encode_erased(segment, [c.name for c in changes])


def test_an_erased_segment_cannot_invent_names():
    changes = [a_change(one("q/int", "4"))]
    segment = decode_segment(a_segment(changes))

    with pytest.raises(WrongNames):
        encode_erased(segment, [b"x" * 16])
    forged = dataclasses.replace(segment, erased=True, body=b"x" * 16)
    with pytest.raises(WrongNames):
        open_segment(forged, KNOWN)


def test_a_segment_follows_only_the_one_before_it():
    before = decode_segment(a_segment([a_change(one("q/int", "4"))]))
    after = decode_segment(
        a_segment([a_change(one("q/int", "5"))], first=2, previous=before.head)
    )

    follows(after.header, last=before.header.last, head=before.head)
    with pytest.raises(BrokenChain):
        follows(after.header, last=before.header.last, head=b"x" * 32)
    with pytest.raises(BrokenChain):
        follows(after.header, last=2, head=before.head)


@settings(deadline=None, max_examples=300)
@given(changes_of(LAYOUTS), st.data())
def test_damage_is_always_noticed(changes, data):
    whole = a_segment(changes)
    place = data.draw(st.integers(0, len(whole) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    damaged = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]

    try:
        segment = decode_segment(damaged)
        verify(segment, KEY.public)
        opened = open_segment(segment, KNOWN)
    except (Malformed, BadSignature, WrongNames):
        return

    # What is still read is still what was signed, whatever happened to its packing.
    assert isinstance(opened, Opened | Unreadable)
    assert not isinstance(opened, Opened) or opened.changes == changes


EVERY_DICTIONARY = dict.fromkeys(range(1 << 14), b"name address village " * 20)
NOISE = st.one_of(
    st.binary(max_size=300),
    st.binary(max_size=40).map(lambda tail: b"\x01\x01" + tail),
)


@settings(deadline=None, max_examples=600)
@given(NOISE)
@example(b"\x01\x01")
@example(b"\x01\x01\x01\x01\x01")
@example(b"\x01\x01\x01\x04\x01x\x01")
def test_noise_is_malformed_and_nothing_else(noise):
    segment = decode_segment(a_segment([a_change(one("q/int", "4"))]))

    with pytest.raises(Malformed):
        open_segment(dataclasses.replace(segment, body=noise), KNOWN, EVERY_DICTIONARY)


@settings(deadline=None, max_examples=600)
@given(NOISE)
@example(b"\x01\x01")
@example(b"\x01\x01\x01\x01\x01")
def test_noise_is_held_for_a_dictionary_only_if_its_frame_is_whole(noise):
    segment = decode_segment(a_segment([a_change(one("q/int", "4"))]))

    try:
        opened = open_segment(dataclasses.replace(segment, body=noise), KNOWN)
    except Malformed:
        return

    assert isinstance(opened, Unreadable)
    assert opened.dictionary
    for body in (noise[:-1], noise + b"\0"):
        with pytest.raises(Malformed):
            open_segment(dataclasses.replace(segment, body=body), KNOWN)


def test_a_body_cut_short_is_malformed_whether_its_dictionary_is_known_or_not():
    trained = b"name address village " * 50
    changes = [a_change(one("q/text", "a name, an address, a village " * 9))]
    segment = decode_segment(
        a_segment(changes, dictionary=3, dictionaries={3: trained})
    )

    for size in range(len(segment.body)):
        cut = dataclasses.replace(segment, body=segment.body[:size])
        for dictionaries in ({}, {3: trained}):
            with pytest.raises(Malformed):
                open_segment(cut, KNOWN, dictionaries)


def test_a_text_that_lies_there_as_it_is_names_no_dictionary():
    data = a_segment(
        [a_change(one("q/int", "4"))], dictionary=3, dictionaries={3: b"name " * 50}
    )

    assert isinstance(open_segment(decode_segment(data), KNOWN), Opened)


def test_a_segment_beyond_the_bound_is_not_read():
    with pytest.raises(TooLarge):
        decode_segment(bytes(SEGMENT_BYTES_MAX + 1))


def test_a_header_of_another_version_says_so():
    segment = decode_segment(a_segment([a_change(one("q/int", "4"))]))
    parts = wire.decode(segment.signed)
    newer = wire.encode([2, *parts[1:]])

    with pytest.raises(Malformed) as failure:
        decode_segment(wire.encode([newer, segment.signature, False, segment.body]))

    assert failure.value.code == "sync.unknown_version"


def test_comments_travel_whole_and_are_no_answers_that_the_layout_lacks():
    said = one(comment_group("q/int"), "Twice?") | one(comment_group(""), "گھر دیکھیں")
    changes = [a_change(one("@status", "returned") | said, why=Why.REVIEWED)]

    opened = open_segment(decode_segment(a_segment(changes)), KNOWN)

    assert isinstance(opened, Opened)
    assert opened.changes == tuple(changes)
    assert opened.opaque == 0
