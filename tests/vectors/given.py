"""What all vectors share: keys, a questionnaire, changes. Invented."""

import hashlib

from sync.change import Change, Context, Part, Why
from sync.dictionary import DICTIONARIES, NEWEST
from sync.journal import FIRST_PREVIOUS, encode_segment
from sync.layout import Field, Kind, Layout
from sync.seal import SigningKey
from sync.values import record_id

AREA, DEVICE, EPOCH = "PK501", 7, "5f0c2a9b"
KEY = SigningKey(hashlib.sha256(b"the laptop of the vectors").digest())
REGISTRY = SigningKey(hashlib.sha256(b"the registry of the vectors").digest())
STRANGER = SigningKey(hashlib.sha256(b"somebody else").digest())
VISIT = hashlib.sha256(b"a visit").digest()[:10]
HOUSEHOLD = record_id(VISIT, 0)
LAYOUT = Layout(
    hashlib.sha256(b"the questionnaire of the vectors").hexdigest(),
    "vectors",
    "1",
    (
        Kind(
            "",
            (
                Field("roof", "code", ("mud", "brick", "stone")),
                Field("assets", "codes", ("fan", "radio", "bicycle")),
                Field("rooms", "int"),
                Field("land", "decimal"),
                Field("met", "date"),
                Field("clock", "time"),
                Field("started", "datetime"),
                Field("phone", "digits"),
                Field("place", "geopoint"),
                Field("photo", "file"),
                Field("remarks"),
                Field("lat", "decimal", group="point"),
                Field("lon", "decimal", group="point"),
            ),
        ),
        Kind("members", (Field("name"), Field("born", "date"))),
    ),
)
KNOWN = {LAYOUT.id: LAYOUT}
ANSWERS = {
    "roof": "stone",
    "assets": "fan bicycle",
    "rooms": "-12",
    "land": "0.250",
    "met": "2026-03-01",
    "clock": "08:30:00.5",
    "started": "2026-03-01T08:30:00.123+05:00",
    "phone": "+92 300 0000001",
    "place": "34.015137 71.524915 331.2 4.5",
    "photo": "roof.jpg",
    "remarks": "by the canal، نہر کے پاس",
}
AS_TEXT = {
    "roof": "thatch",
    "assets": "bicycle fan",
    "rooms": "007",
    "land": "-0",
    "met": "2026-02-30",
    "clock": "25:00",
    "started": "yesterday",
    "phone": "none",
    "place": "34 71",
}


def visit(number):
    """Give a visit's nonce."""
    return hashlib.sha256(b"visit %d" % number).digest()[:10]


def written(answers, **more):
    """Give the writes of groups of one, and of more groups."""
    return {path: {path: atom} for path, atom in answers.items()} | more


def a_household(number=1):
    """A household with everything in it, and two people."""
    nonce = visit(number)
    first = record_id(nonce, 0)
    point = {"lat": "34.5", "lon": "71.25"}
    own = {"@kind": "", "@status": "submitted", "@area": AREA}
    parts = [Part(first, Context(), written({**own, **ANSWERS}, point=point))]
    for order, name in enumerate(("Zarmina", "زرمینہ"), 1):
        row = {"@kind": "members", "@parent": first, "@status": "here"}
        row |= {"@order": str(order), "name": name, "born": "2020-02-29"}
        parts.append(Part(record_id(nonce, order), Context(), written(row)))
    return change(nonce, *parts)


def an_edit(writes, number=2, context=None, record=HOUSEHOLD, **more):
    """One part for one record."""
    part = Part(record, context or Context(1, frozenset(), EPOCH), writes)
    return change(visit(number), part, **more)


def change(nonce, *parts, why=Why.CAPTURED, note="", area=AREA, device=DEVICE):
    time = (1_772_300_000_000 + nonce[0]) << 16 | 1
    return Change(
        nonce, parts, LAYOUT.id, area, "asha", device, why=why, time=time, note=note
    )


def segment(*changes, first=1, previous=FIRST_PREVIOUS, key=KEY, dictionary=0):
    """Give a signed segment."""
    return encode_segment(
        changes,
        first=first,
        previous=previous,
        receipt=b"",
        layouts=KNOWN,
        sign=key.sign,
        dictionary=dictionary,
        dictionaries=DICTIONARIES,
    )


def leaning():
    """Give a segment that needs the newest dictionary."""
    names = "Noor Jehan, Habib Khan, Sher Zaman, Akbar Jan, Gul Zaman"
    return segment(an_edit(written({"remarks": names})), dictionary=NEWEST)


def with_part(parts, place, value):
    """Give the parts with one of them exchanged."""
    return [*parts[:place], value, *parts[place + 1 :]]


def refused(found, code="sync.malformed"):
    """Give the vectors of bytes that are refused with a code."""
    return [{"what": w, "hex": data.hex(), "code": code} for w, data in found.items()]
