"""The bytes of places, packed: how versions of the geography travel in a log."""

from collections.abc import Iterable
from itertools import pairwise

from sync import wire
from sync.errors import Malformed
from sync.geography import Place, fault_of
from sync.session.shapes import many, refusing, text, whole
from sync.streams import compress, decompress

PLACES_MAX = 2000
"""So many rows travel together: about 50 KiB, ten seconds of a slow line."""
LEVEL = 19


def encode_places(places: Iterable[Place]) -> bytes:
    """Give the packed bytes of rows, in order of code and version."""
    rows = sorted(places, key=lambda place: (place.code, place.version))
    assert 0 < len(rows) <= PLACES_MAX, "the writer tells them in parts"
    content = wire.encode([_row(place) for place in rows])
    streams = (b"", content, b"")
    return compress(streams, level=LEVEL, dictionary=0, dictionaries={})


def decode_places(data: bytes) -> tuple[Place, ...]:
    """Read what `encode_places` gave; `Malformed` for anything else."""
    streams = decompress(data, {})
    if isinstance(streams, int) or streams[0] or streams[2]:
        raise Malformed("more than places")
    with refusing():
        rows = many(wire.decode(streams[1]))
        places = tuple(_place(*many(row)) for row in rows)
    named = [(place.code, place.version) for place in places]
    rising = all(one < other for one, other in pairwise(named))
    if not places or len(places) > PLACES_MAX or not rising:
        raise Malformed("places of no order, none, or too many")
    return places


def _row(place: Place) -> list[object]:
    return [
        place.code,
        place.version,
        place.level,
        place.parent,
        place.name,
        place.name_ur,
        place.since,
        place.until,
        list(place.becomes),
    ]


def _place(  # noqa: PLR0913 - a row has as many fields as it has
    code: object,
    version: object,
    level: object,
    parent: object,
    name: object,
    name_ur: object,
    since: object,
    until: object,
    becomes: object,
) -> Place:
    place = Place(
        text(code),
        text(name),
        text(name_ur),
        text(level),
        text(parent),
        text(since),
        text(until),
        tuple(text(each) for each in many(becomes)),
        whole(version),
    )
    if fault_of(place) or not place.version:
        raise ValueError("no place")
    return place
