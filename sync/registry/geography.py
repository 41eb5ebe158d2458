"""The geography, published in versions: each log gets what concerns its area, no more.

A place is told in the log of the nearest area at or above it for which laptops are
enrolled, and what an area lies in in its own. So a laptop learns of its areas and what
is around them, once, and of a new version only what that changed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sync.geography import Geography, Place, fault_of
from sync.registry.office import Office
from sync.registry.storage import Books
from sync.registry.telling import tell
from sync.session.entries import EVERYBODY, GeographyEntry
from sync.session.entrycode import encode_entry
from sync.session.places import PLACES_MAX, encode_places


@dataclass(frozen=True, slots=True)
class Odd:
    """A place that cannot be published: which of its fields is not as it must be."""

    code: str
    field: str


@dataclass(frozen=True, slots=True)
class Published:
    """The geography's version now, how many places it changed, which areas heard."""

    version: int
    places: int
    areas: tuple[str, ...]


def publish(office: Office) -> Published | tuple[Odd, ...]:
    """Make what was changed in the geography its next version, and tell laptops.

    Where nothing was, nothing is told but to areas that do not know the version yet.
    """
    with office.storage.writing() as books:
        books.log.hold(EVERYBODY)
        before = Geography.of(books.geography.told())
        draft = books.geography.draft()
        if odd := tuple(_odd(draft)):
            return odd
        changed = tuple(_changed(draft, before))
        if changed:
            books.geography.tell(changed)
        told = (row for rows in before.told.values() for row in rows)
        now = Geography.of((*told, *changed))
        return Published(now.version, len(changed), _tell(books, now))


def tell_areas(office: Office) -> tuple[str, ...]:
    """Tell areas for which laptops were enrolled just now what was published before."""
    with office.storage.writing() as books:
        reached = books.geography.reached()
        if all(reached.values()):
            return ()
        books.log.hold(EVERYBODY)
        now = Geography.of(books.geography.told())
        return _tell(books, now) if now.version else ()


def entries_of(books: Books, codes: Iterable[str]) -> tuple[bytes, ...]:
    """Give entries that tell a laptop of these areas all that it may know."""
    now = Geography.of(books.geography.told())
    held: set[str] = set().union(*_held(now, codes).values())
    rows = [row for code in sorted(held) for row in now.told.get(code, ())]
    return tuple(map(encode_entry, _entries(now, rows)))


def _changed(draft: Iterable[Place], before: Geography) -> Iterator[Place]:
    version = before.version + 1
    for place in draft:
        last = before.get(place.code)
        if last is None or replace(last, version=0) != place:
            yield replace(place, version=version)


def _odd(draft: tuple[Place, ...]) -> Iterator[Odd]:
    tree = Geography.of(draft)
    for place in draft:
        field = fault_of(place)
        if not field and place.parent:
            *_, top = tree.above(place.code)
            field = "parent" if top.parent else ""
        if not field and any(tree.get(code) is None for code in place.becomes):
            field = "becomes"
        if field:
            yield Odd(place.code, field)


def _tell(books: Books, now: Geography) -> tuple[str, ...]:
    """Bring every log up to this version; give the areas that heard something."""
    reached = books.geography.reached()

    @lru_cache
    def held(version: int) -> Mapping[str, set[str]]:
        return _held(now if version == now.version else now.at(version), reached)

    heard = []
    for area, since in sorted(reached.items()):
        rows = list(_lacking(now, held(now.version)[area], held(since)[area], since))
        for entry in _entries(now, rows):
            tell(books, area, entry)
        heard += [area] if rows else []
    behind = [area for area, since in reached.items() if since != now.version]
    books.geography.reach(behind, now.version)
    return tuple(heard)


def _entries(now: Geography, rows: Sequence[Place]) -> Iterator[GeographyEntry]:
    for at in range(0, len(rows), PLACES_MAX):
        yield GeographyEntry(now.version, encode_places(rows[at : at + PLACES_MAX]))


def _lacking(
    now: Geography, holds: set[str], held: set[str], since: int
) -> Iterator[Place]:
    """Give what an area's log does not tell yet of what it holds now, and held then.

    Of what lies in it since only now it tells everything.
    """
    for code in sorted(holds | held):
        known = since if code in held else 0
        yield from (row for row in now.told.get(code, ()) if row.version > known)


def _held(tree: Geography, areas: Iterable[str]) -> Mapping[str, set[str]]:
    """Give which places each area's log tells of."""
    found: dict[str, set[str]] = {area: set() for area in areas}
    for code in tree.told:
        over = (place.code for place in tree.above(code))
        nearest = next((one for one in over if one in found), None)
        if nearest is not None:
            found[nearest].add(code)
    for area, codes in found.items():
        codes.update(place.code for place in tree.above(area))
        codes.update(_became(tree, codes))
    return found


def _became(tree: Geography, codes: Iterable[str]) -> set[str]:
    """Give what closed places became, wherever that lies: answers are shown by it."""
    found: set[str] = set()
    waiting = list(codes)
    while waiting:
        place = tree.get(waiting.pop())
        new = set(place.becomes) - found if place is not None else set()
        found |= new
        waiting += new
    return found
