import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import wire
from sync.errors import Malformed, TooLarge

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**64), 2**64 - 1),
    st.binary(max_size=300),
    st.text(st.characters(codec="utf-8"), max_size=40),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.text(st.characters(codec="utf-8"), max_size=30), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read(value):
    assert wire.decode(wire.encode(value)) == value


@given(VALUES)
def test_another_reader_of_the_format_agrees(value):
    assert cbor2.loads(wire.encode(value)) == value
    assert wire.encode(value) == cbor2.dumps(value, canonical=True)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers(0, 9)))
def test_the_order_of_a_map_does_not_matter(value):
    backwards = dict(reversed(list(value.items())))

    assert wire.encode(backwards) == wire.encode(value)


@given(st.binary(max_size=60))
def test_bytes_have_one_meaning_or_none(data):
    try:
        value = wire.decode(data)
    except Malformed:
        return

    assert wire.encode(value) == data


def test_floats_are_not_for_the_wire():
    with pytest.raises(TypeError):
        wire.encode({"size": 1.5})


def test_bounds_are_kept():
    with pytest.raises(TooLarge):
        wire.decode(wire.encode(b"x" * 100), bytes_max=50)
    with pytest.raises(TooLarge):
        wire.decode(wire.encode([[[[1]]]]), depth_max=3)
    with pytest.raises(TooLarge):
        wire.decode(wire.encode([0] * 100), items_max=50)
    assert wire.decode(wire.encode([[[1]]]), depth_max=3) == [[[1]]]
