"""The province's places as a list that forms choose from: instance('places').

A form that asks with a list `places.csv`, and has no file of that name of its own, asks
with the geography that the laptop holds: today's names, in the language of the form.
Places that are closed, and where places lay before, are rows as well, so that what was
answered stays an answer; they are offered to nobody anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sync.geography import Geography, Place

from .xpath import XNode
from .xpath.tables import Table

PLACES = "places.csv"
_URDU = ("(ur)", "Urdu", "ur")


class PlacesTable(Table):
    """The list of places; some of its rows tell of earlier times."""

    __slots__ = ()

    def is_past(self, row: XNode) -> bool:
        """Whether a row tells of what is so no more."""
        return bool(row.named["past"][0].text)


def is_places(source: str) -> bool:
    """Whether the address of a list is that of the province's places."""
    return source.rpartition("/")[2] == PLACES


def places_of(geography: Geography | None, language: str) -> PlacesTable:
    """Give the list in a language of a form; without a geography it is empty."""
    if geography is None:
        return PlacesTable("root", "item", [])
    return _table(geography, language.endswith(_URDU[0]) or language in _URDU)


def past(row: XNode) -> bool:
    """Whether a choice is a place of earlier times, which nobody chooses anew."""
    table = row.parent.parent if row.parent is not None else None
    return isinstance(table, PlacesTable) and table.is_past(row)


@lru_cache(maxsize=4)
def _table(geography: Geography, urdu: bool) -> PlacesTable:  # noqa: FBT001 - a key
    return PlacesTable("root", "item", list(_rows(geography, urdu=urdu)))


def _rows(geography: Geography, *, urdu: bool) -> Iterator[dict[str, str]]:
    named = ((geography.label(code, urdu=urdu), code) for code in geography.told)
    for label, code in sorted(named):
        *before, now = geography.told[code]
        yield _row(now, label, now.parent, past="1" if now.closed else "")
        for parent in dict.fromkeys(place.parent for place in before):
            if parent != now.parent:
                yield _row(now, label, parent, past="1")


def _row(place: Place, label: str, parent: str, past: str) -> dict[str, str]:
    return {
        "name": place.code,
        "label": label,
        "name_en": place.name,
        "name_ur": place.name_ur,
        "level": place.level,
        "parent": parent,
        "since": place.since,
        "until": place.until,
        "past": past,
    }
