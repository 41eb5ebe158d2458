"""What this laptop knows of the geography: its areas, and any place by its code."""

from collections.abc import Iterable
from dataclasses import dataclass

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from sync.geography import Place


@dataclass(frozen=True)
class Known:
    """The geography's version here, how many places, and those asked for.

    Each with every version that told something of it, the newest last.
    """

    version: int
    places: int
    told: tuple[tuple[Place, ...], ...]


def geography_of(work: Work, code: str = "") -> Known | Problem:
    """Look a place up with what lies in it; this laptop's areas where none is named."""
    geography = work.store.places.geography()
    if code and geography.get(code) is None:
        return Problem("geography.no_such_place", values={"code": code})
    below = (
        sorted(c for c, told in geography.told.items() if told[-1].parent == code)
        if code
        else ()
    )
    asked = (code, *below) if code else work.store.device.areas
    told = tuple(tuple(geography.told[c]) for c in asked if c in geography.told)
    return Known(work.store.places.version, len(geography.told), told)


def names_of(work: Work, codes: Iterable[str]) -> tuple[str, ...]:
    """Name areas as they are called today; a code that is not known by itself."""
    return tuple(work.store.places.called(code).name for code in codes)
