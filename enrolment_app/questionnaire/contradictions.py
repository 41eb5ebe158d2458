"""Conditions that no answers can meet: found without asking anybody."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .errors import BadExpression
from .references import IMPURE_FUNCTIONS, calls
from .xpath import Context, XNode, as_truth, compile_expression, evaluate
from .xpath.tree import Binary, Call, Expression, Negate, Number, Path, Text, walk

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _Bounds:
    """What the conditions leave of the numbers that one answer may be."""

    least: float = -math.inf
    most: float = math.inf
    least_open: bool = False
    most_open: bool = False
    texts: set[str] = field(default_factory=set)

    def narrow(self, sign: str, number: float) -> None:
        """Take in one condition."""
        if sign in (">", ">=", "=") and number >= self.least:
            self.least_open = sign == ">" or (self.least_open and number == self.least)
            self.least = number
        if sign in ("<", "<=", "=") and number <= self.most:
            self.most_open = sign == "<" or (self.most_open and number == self.most)
            self.most = number
        if sign == "=" and not self.least <= number <= self.most:
            self.least, self.most = math.inf, -math.inf

    @property
    def empty(self) -> bool:
        """Whether nothing is left."""
        touching = self.least == self.most and (self.least_open or self.most_open)
        return self.least > self.most or touching or len(self.texts) > 1


def impossible(condition: Expression) -> bool:
    """Whether a condition is false whatever is answered."""
    match condition:
        case Binary("or", left, right):
            return impossible(left) and impossible(right)
        case Binary("and", _, _):
            terms = list(_terms(condition))
            return any(map(impossible, terms)) or _contradict(terms)
        case _:
            return _constant(condition) and not _holds(condition)


def _terms(condition: Expression) -> Iterator[Expression]:
    if isinstance(condition, Binary) and condition.operator == "and":
        yield from _terms(condition.left)
        yield from _terms(condition.right)
    else:
        yield condition


def _contradict(terms: list[Expression]) -> bool:
    """Whether conditions on the same answer leave nothing of it."""
    bounds: dict[Path, _Bounds] = {}
    for term in terms:
        if not isinstance(term, Binary) or term.operator not in _TURNED:
            continue
        sign, left, right = term.operator, term.left, term.right
        if isinstance(right, Path):
            sign, left, right = _TURNED[sign], right, left
        if not isinstance(left, Path) or any(step.predicates for step in left.steps):
            continue
        found = bounds.setdefault(left, _Bounds())
        number = _number(right)
        if number is not None:
            found.narrow(sign, number)
        elif isinstance(right, Text) and sign == "=":
            found.texts.add(right.value)
    return any(each.empty for each in bounds.values())


def _number(expression: Expression) -> float | None:
    match expression:
        case Number(value):
            return value
        case Negate(Number(value)):
            return -value
        case _:
            return None


def _constant(expression: Expression) -> bool:
    """Whether it depends on no answer, list, hour or chance."""
    if calls(expression) & (IMPURE_FUNCTIONS | _OF_THE_FORM):
        return False
    return not any(isinstance(each, Path) for each in walk(expression))


_OF_THE_FORM = frozenset(
    {
        *("instance", "current", "position", "last", "jr:itext", "jr:choice-name"),
        *("property", "pulldata", "name", "local-name", "string", "number", "version"),
    }
)


def _holds(expression: Expression) -> bool:
    if isinstance(expression, Call) and not expression.arguments:
        return expression.name != "false"
    top = XNode("#document")
    context = Context(top, _SOME_DAY, lambda count: b"\0" * count)
    try:
        run = as_truth(compile_expression(expression))
        return bool(evaluate(run, top, context))
    except BadExpression:
        return True
