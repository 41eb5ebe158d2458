"""Vectors of places, as versions of the geography tell them."""

from dataclasses import replace

from sync import wire
from sync.geography import Place
from sync.session.places import encode_places
from sync.streams import compress
from tests.vectors.given import with_part

VILLAGE = Place(
    "PK50101007",
    "Demo Kili",
    "ڈیمو کلی",
    "village",
    "PK50101",
    since="2026-01-01",
    version=1,
)
JOINED = replace(VILLAGE, until="2026-07-01", becomes=("PK50101008",), version=3)
PLACES = encode_places([VILLAGE, JOINED])


def bad():
    """Give entries of places that a reader refuses."""
    row = ["PK1", 1, "village", "", "Demo", "", "", "", []]

    def told(*rows, version=9, streams=(b"", b"")):
        small, dense = streams
        content = (small, wire.encode(list(rows)), dense)
        packed = compress(content, level=3, dictionary=0, dictionaries={})
        return wire.encode([16, version, packed])

    def other(place, value):
        return told(with_part(row, place, value))

    return {
        "no places": told(),
        "places that are a text": wire.encode([16, 1, "places"]),
        "places cut short": wire.encode([16, 3, PLACES[:-1]]),
        "places and more behind them": wire.encode([16, 3, PLACES + bytes(1)]),
        "places with numbers beside them": told(row, streams=(b"1", b"")),
        "places with something dense beside them": told(row, streams=(b"", b"1")),
        "a place of a later version than told": told(row, version=0),
        "a place twice": told(row, row),
        "places out of order": told(with_part(row, 0, "PK2"), row),
        "a place of eight fields": told(row[:8]),
        "a place of ten fields": told([*row, ""]),
        "a place without a code": other(0, ""),
        "a code with a space": other(0, "PK 1"),
        "a code too long": other(0, "P" * 65),
        "a place of version 0": other(1, 0),
        "a place of version 1 as a text": other(1, "1"),
        "a place without a name": other(4, ""),
        "a name too long": other(4, "n" * 201),
        "a day that is none": other(6, "2026-02-30"),
        "a day written otherwise": other(6, "20260201"),
        "what it became without a day": other(8, ["PK2"]),
        "what became itself": told([*row[:7], "2026-01-01", ["PK1"]]),
        "what it became twice": told([*row[:7], "2026-01-01", ["PK2", "PK2"]]),
    }
