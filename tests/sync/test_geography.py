"""Versions of places: what counts today, what was told before, and odd bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import wire
from sync.errors import IntegrityError
from sync.geography import Geography, Place, fault_of
from sync.session.entries import GeographyEntry
from sync.session.entrycode import decode_entry, encode_entry
from sync.session.places import decode_places, encode_places
from sync.streams import compress

OLD = Place("V1", "Old Kili", "پرانی کلی", "village", "C1", version=1)
NEW = Place("V2", "New Kili", "نئی کلی", "village", "C1", version=1)
JOINED = Place(
    "V1", "Old Kili", "پرانی کلی", "village", "C1", "", "2026-07-01", ("V2",), 2
)
CODES = st.from_regex(r"\A[A-Z]{1,3}[0-9]{0,4}\Z")
PLACES = st.builds(
    Place,
    code=CODES,
    name=st.text(min_size=1, max_size=20),
    name_ur=st.text(max_size=20),
    level=st.sampled_from(["", "village", "tehsil"]),
    parent=st.one_of(st.just(""), CODES),
    since=st.one_of(st.just(""), st.dates().map(str)),
    version=st.integers(1, 2**40),
)


@given(
    st.lists(PLACES, min_size=1, max_size=9, unique_by=lambda p: (p.code, p.version))
)
def test_what_is_told_is_read(places):
    entry = GeographyEntry(2**41, encode_places(places))

    read = decode_entry(encode_entry(entry))

    assert read == entry
    assert set(decode_places(read.places)) == set(places)


@given(st.binary(max_size=200))
def test_odd_bytes_are_refused_and_nothing_crashes(data):
    for given_bytes in (data, encode_places([OLD, NEW])[: len(data)] + data):
        try:
            places = decode_places(given_bytes)
        except IntegrityError:
            continue
        assert not any(map(fault_of, places))


def test_more_than_travel_together_is_refused():
    rows = [[f"V{n:06}", 1, "", "", "n", "", "", "", []] for n in range(2001)]
    content = (b"", wire.encode(rows), b"")
    packed = compress(content, level=3, dictionary=0, dictionaries={})

    with pytest.raises(IntegrityError):
        decode_places(packed)


def test_a_joined_village_is_called_by_what_it_became():
    geography = Geography.of([OLD, NEW, JOINED])

    assert geography.name("V1") == "New Kili"
    assert geography.name("V1", urdu=True) == "نئی کلی"
    assert geography.label("V1") == "New Kili (Old Kili)"
    assert geography.label("V2") == "New Kili"
    assert geography.names("V1") == ("New Kili", "نئی کلی", "Old Kili", "پرانی کلی")
    assert geography.through(["V2"]) == {"V1", "V2"}
    assert geography.at(1).name("V1") == "Old Kili"


def test_a_split_village_stays_itself():
    split = Place("V1", "Old Kili", until="2026-07-01", becomes=("V2", "V3"), version=2)

    assert Geography.of([OLD, NEW, split]).name("V1") == "Old Kili"


def test_nothing_goes_round_for_ever():
    one = Place("A", "A", parent="B", until="2026-07-01", becomes=("B",), version=1)
    other = Place("B", "B", parent="A", until="2026-07-01", becomes=("A",), version=1)
    geography = Geography.of([one, other])

    assert geography.name("A") in ("A", "B")
    assert geography.through(["A"]) == {"A", "B"}
    assert [place.code for place in geography.above("A")] == ["A", "B"]


def test_who_is_unknown_has_no_name():
    assert Geography().name("V9") == Geography().label("V9") == ""
    assert (Geography().version, Geography().names("V9")) == (0, ())
