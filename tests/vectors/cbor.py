"""Vectors of the one CBOR form, and of the names of changes and records."""

import hashlib

from sync import wire
from sync.change import Change, Context, Part, Why, canonical, plain
from sync.values import Special, record_id
from tests.vectors.given import AREA, LAYOUT

VALUES = (
    0,
    23,
    24,
    255,
    256,
    65_535,
    65_536,
    (1 << 32) - 1,
    1 << 32,
    (1 << 64) - 1,
    -1,
    -24,
    -25,
    -(1 << 64),
    b"",
    b"\0" * 24,
    "",
    "a",
    "گاؤں",
    [],
    [1, [2, [3]]],
    {},
    {"a": 1, "b": 2, "aa": 3},
    False,
    True,
    None,
)
REFUSED = (
    ("nothing at all", ""),
    ("two values", "0000"),
    ("23 in two bytes", "1817"),
    ("255 in three bytes", "1900ff"),
    ("65535 in five bytes", "1a0000ffff"),
    ("4294967295 in nine bytes", "1b00000000ffffffff"),
    ("-1 in two bytes", "3800"),
    ("length 3 in two bytes", "5803616263"),
    ("an array of indefinite length", "9fff"),
    ("a byte string of indefinite length", "5f4100ff"),
    ("a text of indefinite length", "7f6161ff"),
    ("a map of indefinite length", "bfff"),
    ("a reserved length", "1c"),
    ("a float of half size", "f93c00"),
    ("a float", "fb3ff0000000000000"),
    ("a tag", "c000"),
    ("undefined", "f7"),
    ("a simple value", "f0"),
    ("false in two bytes", "f814"),
    ("text that is not UTF-8", "61ff"),
    ("half a surrogate pair", "63eda080"),
    ("a map with a key twice", "a2616101616102"),
    ("a map out of order", "a2616201616102"),
    ("a longer key before a shorter", "a262616101616202"),
    ("a key that is a number", "a10001"),
    ("a byte string cut short", "4200"),
    ("a text cut short", "6261"),
    ("a break alone", "ff"),
)
TOO_MUCH = (
    ("more items than bytes", "9b0000000100000000"),
    ("an array cut short", "8200"),
    ("a map larger than what is there", "b903e8"),
    ("thirteen arrays in one another", "81" * 13 + "00"),
)


def cbor():
    """Give the good and the refused encodings."""
    good = [
        {"what": repr(value), "hex": wire.encode(value).hex(), "value": told(value)}
        for value in VALUES
    ]
    bad = [{"what": w, "hex": h, "code": "sync.malformed"} for w, h in REFUSED]
    large = [{"what": w, "hex": h, "code": "sync.too_large"} for w, h in TOO_MUCH]
    return {"good": good, "bad": bad + large}


def told(value):
    """Give a value as JSON: bytes as {"hex": ...}."""
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    if isinstance(value, list):
        return [told(item) for item in value]
    if isinstance(value, dict):
        return {key: told(item) for key, item in value.items()}
    return value


def changes():
    """Give changes, their canonical bytes and their names."""
    visit = hashlib.sha256(b"a visit").digest()[:10]
    other = hashlib.sha256(b"another").digest()[:16]
    household = record_id(visit, 0)
    bare = Change(visit, (), LAYOUT.id, AREA, "asha", 7)
    one = Part(household, Context(), {"roof": {"roof": "mud"}})
    seen = Context(3, frozenset({other, bytes(16)}), "5f0c2a9b")
    rich = {
        "point": {"point/lat": "34.015", "point/lon": "71.5", "point/accuracy": None},
        "name": {"name": "گل"},
        "age": {"age": Special.DONT_KNOW},
        "income": {"income": Special.REFUSED},
        "empty": {},
    }
    found = {
        "no part": bare,
        "one answer": Change(visit, (one,), LAYOUT.id, AREA, "asha", 7),
        "everything": Change(
            visit,
            (Part(household, seen, rich), Part(record_id(visit, 1), seen, {})),
            LAYOUT.id,
            AREA,
            "گل",
            4_294_967_295,
            Why.SETTLED,
            (1_772_300_000_123 << 16) | 5,
            "after Asr",
        ),
        "the registry's": Change(visit, (one,), LAYOUT.id, "", "", 0, Why.VERIFIED),
    }
    return {
        "records": [
            {"visit": visit.hex(), "ordinal": n, "record": record_id(visit, n)}
            for n in (0, 1, 255, 256, 65_536)
        ],
        "changes": [
            {
                "what": what,
                **fields(change),
                "canonical": canonical(change).hex(),
                "name": change.name.hex(),
            }
            for what, change in found.items()
        ],
    }


def fields(change):
    """Give a change's fields as JSON."""
    return {
        "visit": change.visit.hex(),
        "device": change.device,
        "layout": change.layout,
        "area": change.area,
        "person": change.person,
        "why": change.why.value,
        "time": change.time,
        "note": change.note,
        "parts": [
            {
                "record": part.record,
                "seen": part.context.seen,
                "extras": sorted(name.hex() for name in part.context.extras),
                "epoch": part.context.epoch,
                "writes": {
                    group: {path: plain(atom) for path, atom in value.items()}
                    for group, value in part.writes.items()
                },
            }
            for part in change.parts
        ],
    }
