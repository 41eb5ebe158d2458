"""Questions that nobody will ever be asked: what must hold for them cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from .contradictions import impossible
from .place import Place, literally_true, resolve
from .xpath import parse
from .xpath.tree import (
    Binary,
    Call,
    Expression,
    Here,
    Negate,
    Path,
    Root,
    Step,
    walk,
)
from .xpath.writing import write


def never_asked(place: Place, root: Place) -> str:
    """Give what cannot hold of all that a question waits for, "" if it can.

    All conditions around it count, and what is right of the answers that they read.
    """
    asked = [
        _seen_from_everywhere(parse(each.bind.relevant), each, root)
        for each in place.around()
        if each.bind.relevant and not literally_true(each.bind.relevant)
    ]
    if not asked:
        return ""
    right = [*asked, *(rule for each in asked for rule in _right(each, root))]
    for conditions in (asked[:1], asked, right):
        whole = reduce(lambda one, other: Binary("and", one, other), conditions)
        if impossible(whole):
            return write(whole)
    return ""


def _right(condition: Expression, root: Place) -> Iterator[Expression]:
    """Yield what the form says is right of the answers that a condition reads."""
    for each in walk(condition):
        if isinstance(each, Path) and isinstance(each.start, Root):
            read = _at(each, root)
            if read is not None and read.bind.constraint:
                rule = parse(read.bind.constraint)
                yield _seen_from_everywhere(rule, read, root)


def _at(path: Path, root: Place) -> Place | None:
    place: Place | None = root
    for step in path.steps:
        if step.axis != "child" or step.predicates or place is None:
            return None
        place = place.inner.get(step.test)
    return place if place is None or place.row is None else None


def _seen_from_everywhere(of: Expression, home: Place, root: Place) -> Expression:
    """Write relative paths as absolute ones, so that the same place reads the same.

    Inside rows they stay as they are: an absolute path would mean all rows.
    """
    match of:
        case Path(start, steps) if isinstance(start, Here) and not any(
            step.predicates for step in steps
        ):
            place = resolve(write(of), home, root)
            if place is None or place.row is not None:
                return of
            names = place.path.strip("/").split("/")
            return Path(Root(), tuple(Step("child", name) for name in names))
        case Binary(operator, left, right):
            sides = (_seen_from_everywhere(each, home, root) for each in (left, right))
            return Binary(operator, *sides)
        case Negate(inner):
            return Negate(_seen_from_everywhere(inner, home, root))
        case Call(name, arguments):
            given = (_seen_from_everywhere(each, home, root) for each in arguments)
            return Call(name, tuple(given))
        case _:
            return of
