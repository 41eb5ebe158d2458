"""Which places an expression reads, and how widely: the basis of recomputation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .place import Place, resolve
from .xpath.tree import (
    Call,
    Expression,
    Filter,
    Here,
    Path,
    Root,
    Step,
    Text,
    parts,
    walk,
)

CLOCK_FUNCTIONS = frozenset({"today", "now"})
WORD_FUNCTIONS = frozenset({"jr:choice-name", "jr:itext"})
# What gives another value each time it is asked, whatever it is given.
IMPURE_FUNCTIONS = CLOCK_FUNCTIONS | {"once", "uuid", "random"}


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that an expression reads.

    `apex` is the innermost place whose node it shares with the expression's own: every
    node of `place` below that one is read. With `rows` it is the number and order of
    rows that matters, not a value.
    """

    place: Place
    apex: Place
    rows: bool = False


def references(expression: Expression, home: Place, root: Place) -> set[Reference]:
    """Give everything that an expression standing at `home` reads."""
    return set(_Analysis(home, root).of(expression, home, home))


def is_pure(expression: Expression, home: Place, root: Place) -> bool:
    """Whether a calculation at `home` gives the same from the same answers of others.

    One that reads its own place ("if(. = '', ..., .)") remembers, and is not.
    """
    if calls(expression) & IMPURE_FUNCTIONS:
        return False
    return not any(own(each, home) for each in references(expression, home, root))


def as_a_whole(found: set[Reference], home: Place) -> set[Reference]:
    """Give what is inside the groups that are read for their text, all run together."""
    around = set(map(id, home.around()))
    return {
        Reference(leaf, each.apex)
        for each in found
        if not each.rows and not each.place.leaf and id(each.place) not in around
        for leaf in each.place.within()
        if leaf.leaf
    }


def own(reference: Reference, home: Place) -> bool:
    """Whether a reference from `home` is to that very node, in its own row."""
    row = home.row
    same = reference.place is home and not reference.rows
    return same and (row is None or reference.apex.depth >= row.depth)


def calls(expression: Expression) -> set[str]:
    """Give the names of all functions that an expression calls."""
    return {each.name for each in walk(expression) if isinstance(each, Call)}


class _Analysis:
    def __init__(self, home: Place, root: Place) -> None:
        self.home = home
        self.root = root

    def of(
        self, expression: Expression, here: Place | None, apex: Place
    ) -> Iterator[Reference]:
        """Analyse where `here` is the node being looked at and `apex` caps it."""
        match expression:
            case Path():
                yield from self.path(expression, here, apex)
            case Filter(of, predicates):
                yield from self.of(of, here, apex)
                for predicate in predicates:
                    yield from self.of(predicate, None, self.root)
            case Call("position", (Path() as of,)):
                yield from self.position(of, here, apex)
            case Call("once", arguments):
                # It reads its own answer, which is no reason to ask again.
                for argument in arguments:
                    yield from self.of(argument, here, apex)
            case Call("jr:choice-name", (value, Text(path))):
                yield from self.of(value, here, apex)
                yield from self.filter_of(path)
            case _:
                for part in parts(expression):
                    yield from self.of(part, here, apex)

    def filter_of(self, path: str) -> Iterator[Reference]:
        """A choice's label may depend on what its list is narrowed by."""
        place = resolve(path, self.home, self.root)
        nodeset = place.control.itemset if place and place.control else None
        if place is not None and nodeset is not None:
            yield from _Analysis(place, self.root).of(nodeset, place, self.root)

    def position(
        self, of: Path, here: Place | None, apex: Place
    ) -> Iterator[Reference]:
        for place, _ in self.ends(of, here, apex, []):
            row = place.row
            if row is not None and row.parent is not None:
                yield Reference(row, row.parent, rows=True)

    def path(self, path: Path, here: Place | None, apex: Place) -> Iterator[Reference]:
        found: list[Reference] = []
        for place, shared in self.ends(path, here, apex, found):
            found.append(Reference(place, shared))
        yield from found

    def ends(
        self,
        path: Path,
        here: Place | None,
        apex: Place,
        found: list[Reference],
    ) -> list[tuple[Place, Place]]:
        """Follow a path; what its predicates and rows refer to goes into `found`."""
        start = path.start
        at: list[tuple[Place, Place]] = []
        if isinstance(start, Root):
            at = [(self.root, self.root)]
        elif isinstance(start, Here):
            at = [(here, apex)] if here is not None else []
        elif isinstance(start, Call) and start.name == "current":
            at = [(self.home, self.home)]
        else:
            found.extend(self.of(start, here, apex))
        for step in path.steps:
            at = [pair for place, cap in at for pair in _follow(step, place, cap)]
            for place, cap in at:
                if place.repeats and cap.depth < place.depth and step.axis != "parent":
                    found.append(Reference(place, cap, rows=True))
            for predicate in step.predicates:
                if not at:
                    found.extend(self.of(predicate, None, self.root))
                for place, cap in at:
                    found.extend(self.of(predicate, place, cap))
        return at


def _follow(step: Step, place: Place, apex: Place) -> list[tuple[Place, Place]]:
    match step.axis:
        case "child":
            return [(each, apex) for each in _named(step, place.inner.values())]
        case "self":
            return [(place, apex)]
        case "attribute":
            return [(place.attributes.get(step.test, place), apex)]
        case "parent":
            up = place.parent
            if up is None:
                return []
            return [(up, up if up.depth < apex.depth else apex)]
        case "descendant" | "descendant-or-self":
            inside = list(place.within())
            if step.axis == "descendant":
                inside = inside[1:]
            return [(each, apex) for each in _named(step, inside)]
        case "following-sibling" | "preceding-sibling" if place.parent is not None:
            up = place.parent
            cap = up if up.depth < apex.depth else apex
            return [(each, cap) for each in _named(step, up.inner.values())]
        case _:
            return []


def _named(step: Step, places: Iterable[Place]) -> list[Place]:
    if step.test in ("*", "node()"):
        return list(places)
    return [place for place in places if place.name == step.test]
