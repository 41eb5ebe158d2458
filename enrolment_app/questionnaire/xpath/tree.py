"""What an expression says, as a tree of small typed pieces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number written out."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A string written out."""

    value: str


@dataclass(frozen=True, slots=True)
class Negate:
    """Unary minus."""

    of: Expression


# How tightly each operator binds its sides (XPath 1.0, 3.3 to 3.5).
BINDING: Mapping[str, int] = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
}


@dataclass(frozen=True, slots=True)
class Binary:
    """Two sides and the operator between them: or and = != < <= > >= + - * div mod."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Union:
    """All nodes of both sides."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """A function and what it is given."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression with predicates that is no path."""

    of: Expression
    predicates: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path; `test` is a name, "*", "node()", "text()" ..."""

    axis: str
    test: str
    predicates: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Root:
    """Where an absolute path starts."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where a relative path starts."""


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from a start: the root, the node itself, or what an expression gives."""

    start: Expression | Root | Here
    steps: tuple[Step, ...]


Expression = Number | Text | Negate | Binary | Union | Call | Filter | Path

POSITIONAL = frozenset({"position", "last"})


def parts(expression: Expression) -> Iterator[Expression]:
    """Yield the expressions directly inside `expression`, predicates last."""
    match expression:
        case Negate(of):
            yield of
        case Binary(_, left, right) | Union(left, right):
            yield left
            yield right
        case Call(_, arguments):
            yield from arguments
        case Filter(of, predicates):
            yield of
            yield from predicates
        case Path(start, steps):
            if not isinstance(start, Root | Here):
                yield start
            for step in steps:
                yield from step.predicates
        case _:
            return


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield the expression and everything inside it."""
    yield expression
    for part in parts(expression):
        yield from walk(part)


def height(expression: Expression) -> int:
    """Tell how deep the tree is, a call or path counting as several levels."""
    highest = 0
    waiting = [(expression, 0)]
    while waiting:
        each, level = waiting.pop()
        highest = max(highest, level)
        down = level + (1 if isinstance(each, Binary | Negate | Union) else 5)
        waiting.extend((part, down) for part in parts(each))
    return highest


def reads_position(predicate: Expression) -> bool:
    """Whether a predicate asks for its own position() or last()."""
    if isinstance(predicate, Call) and predicate.name in POSITIONAL:
        return not predicate.arguments
    match predicate:
        case Path(start, _):
            # Predicates further in count for themselves.
            return not isinstance(start, Root | Here) and reads_position(start)
        case Filter(of, _):
            return reads_position(of)
        case _:
            return any(reads_position(part) for part in parts(predicate))


def without_filters(expression: Expression) -> Expression:
    """Give what a path picks from, before its predicates narrow it."""
    match expression:
        case Path(start, steps):
            inner = start if isinstance(start, Root | Here) else without_filters(start)
            return Path(inner, tuple(Step(one.axis, one.test) for one in steps))
        case Filter(of, _):
            return without_filters(of)
        case _:
            return expression
