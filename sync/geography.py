"""The geography in its versions: places that come, are renamed, split, joined, closed.

What was told of a place in one version is never overwritten: a later version says
something else of it. The newest that is known counts today, the earlier ones tell what
an answer meant on its day.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

CODE_CHARACTERS_MAX = 64
NAME_CHARACTERS_MAX = 200
BECOMES_MAX = 64
_CODE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Place:
    """What one version says of a place; `parent` is "" for what lies in nothing.

    `since` and `until` are days ("2026-07-01") or "": with `until` the place is closed,
    and `becomes` are the codes of what took its place. Of version 0 is what nobody was
    told yet.
    """

    code: str
    name: str
    name_ur: str = ""
    level: str = ""
    parent: str = ""
    since: str = ""
    until: str = ""
    becomes: tuple[str, ...] = ()
    version: int = 0

    @property
    def closed(self) -> bool:
        """Whether it is a place no more."""
        return bool(self.until)


def fault_of(place: Place) -> str:
    """Name the field of a place that is not as it must be, "" where all are."""
    days = {"since": place.since, "until": place.until}
    becomes = place.becomes
    wrong = {
        "code": not _is_code(place.code),
        "name": not 0 < len(place.name) <= NAME_CHARACTERS_MAX,
        "name_ur": len(place.name_ur) > NAME_CHARACTERS_MAX,
        "level": len(place.level) > CODE_CHARACTERS_MAX,
        "parent": bool(place.parent) and not _is_code(place.parent),
        "becomes": not all(map(_is_code, becomes))
        or len(becomes) > BECOMES_MAX
        or list(becomes) != sorted(set(becomes))
        or place.code in becomes
        or bool(becomes and not place.until),
    }
    wrong |= {name: bool(day) and not _is_day(day) for name, day in days.items()}
    return next((name for name, is_wrong in wrong.items() if is_wrong), "")


def _is_code(code: str) -> bool:
    return len(code) <= CODE_CHARACTERS_MAX and _CODE.fullmatch(code) is not None


def _is_day(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


@dataclass(frozen=True, eq=False)
class Geography:
    """Places as versions told them, each code's in order of the versions."""

    told: Mapping[str, Sequence[Place]] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Geography":
        """Put rows of any order together."""
        told: dict[str, list[Place]] = {}
        for place in sorted(places, key=lambda one: (one.code, one.version)):
            told.setdefault(place.code, []).append(place)
        return cls(told)

    def get(self, code: str) -> Place | None:
        """Give what the newest version says of a place."""
        told = self.told.get(code)
        return told[-1] if told else None

    def at(self, version: int) -> "Geography":
        """Give the geography as it was told up to a version."""
        then = {
            code: kept
            for code, told in self.told.items()
            if (kept := [place for place in told if place.version <= version])
        }
        return Geography(then)

    @cached_property
    def version(self) -> int:
        """The newest version that told of any place here, 0 for none."""
        return max((told[-1].version for told in self.told.values()), default=0)

    def today(self, code: str) -> Place | None:
        """Give the place that a code stands for today: of a joined one what it became.

        One that was split stays itself: nobody can tell in which part somebody lives.
        """
        place, passed = self.get(code), {code}
        while place is not None and len(place.becomes) == 1:
            (following,) = place.becomes
            there = self.get(following)
            if there is None or following in passed:
                break
            passed.add(following)
            place = there
        return place

    def name(self, code: str, *, urdu: bool = False) -> str:
        """Name a place as it is called today; "" for a code that is no place."""
        today = self.today(code)
        return _called(today, urdu=urdu) if today is not None else ""

    def label(self, code: str, *, urdu: bool = False) -> str:
        """Name a place as today, and as it was where it became another."""
        place, now = self.get(code), self.name(code, urdu=urdu)
        then = _called(place, urdu=urdu) if place is not None else ""
        return now if now == then else f"{now} ({then})"

    def names(self, code: str) -> tuple[str, ...]:
        """Give every name that a place has or ever had, in both scripts."""
        today = self.today(code)
        told = (*((today,) if today else ()), *self.told.get(code, ()))
        names = (name for place in told for name in (place.name, place.name_ur))
        return tuple(dict.fromkeys(filter(None, names)))

    def above(self, code: str) -> Iterator[Place]:
        """Give a place and those that it lies in, outwards."""
        passed: set[str] = set()
        while (place := self.get(code)) is not None and code not in passed:
            yield place
            passed.add(code)
            code = place.parent

    def circles(self, code: str) -> bool:
        """Whether what a place lies in leads back into itself."""
        *_, last = self.above(code)
        return self.get(last.parent) is not None

    def through(self, codes: Iterable[str]) -> set[str]:
        """Give these codes, and those that stand for one of them today or pass it."""
        found = set(codes)
        before: set[str] = set()
        while before != found:
            before = set(found)
            found |= {
                code
                for code, told in self.told.items()
                if len(told[-1].becomes) == 1 and told[-1].becomes[0] in before
            }
        return found


def _called(place: Place, *, urdu: bool) -> str:
    return (place.name_ur if urdu else "") or place.name
