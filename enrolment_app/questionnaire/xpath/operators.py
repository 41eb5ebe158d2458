"""Operators as closures, narrow ones where both sides are known beforehand."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

from .code import NODE, NUMBER, TEXT, TRUTH, Code, as_number, as_truth, as_value
from .context import Context
from .moments import NAN
from .nodes import XNode
from .values import Run, Value, node_number, to_number, to_truth

Compare = Callable[[float, float], bool]

ORDERINGS: dict[str, Compare] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _divide(left: float, right: float) -> float:
    try:
        return left / right
    except ZeroDivisionError:
        if left != left or left == 0:  # noqa: PLR0124 - NaN
            return NAN
        return math.copysign(math.inf, left) * math.copysign(1, right)


def _remainder(left: float, right: float) -> float:
    try:
        return math.fmod(left, right)
    except ValueError:
        return NAN


ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": _divide,
    "mod": _remainder,
}


def numbers_equal(left: float, right: float, context: Context) -> bool:
    """Whether two numbers are the same, but for the last bits."""
    return left == right or abs(left - right) < context.profile.equal_within


def equal(left: Value, right: Value, context: Context) -> bool:
    """XPath's `=`: between nodes, whether any pair is equal."""
    if type(left) is list:
        if type(right) is bool:
            return bool(left) == right
        if type(right) is list:
            texts = {node.string() for node in right}
            return any(node.string() in texts for node in left)
        if type(right) is str:
            return any(node.string() == right for node in left)
        return any(
            numbers_equal(node_number(node, context), right, context) for node in left
        )
    if type(right) is list:
        return equal(right, left, context)
    if type(left) is bool or type(right) is bool:
        return to_truth(left) == to_truth(right)
    if type(left) is str and type(right) is str:
        return left == right
    return numbers_equal(to_number(left, context), to_number(right, context), context)


def unequal(left: Value, right: Value, context: Context) -> bool:
    """XPath's `!=`: between nodes, whether any pair is not equal."""
    if type(left) is list:
        if type(right) is bool:
            return bool(left) != right
        if type(right) is list:
            return any(a.string() != b.string() for a in left for b in right)
        if type(right) is str:
            return any(node.string() != right for node in left)
        return any(
            not numbers_equal(node_number(node, context), right, context)
            for node in left
        )
    if type(right) is list:
        return unequal(right, left, context)
    return not equal(left, right, context)


def ordered(compare: Compare, left: Value, right: Value, context: Context) -> bool:
    """XPath's `<` and its kin, always as numbers; between nodes any pair."""
    lefts = _numbers(left, context)
    rights = _numbers(right, context)
    return any(compare(a, b) for a in lefts for b in rights)


def _numbers(value: Value, context: Context) -> list[float]:
    if type(value) is list:
        return [node_number(node, context) for node in value]
    return [to_number(value, context)]


def compile_binary(sign: str, left: Code, right: Code) -> Code:
    """Put an operator between two compiled sides."""
    if sign in ARITHMETIC:
        return Code(NUMBER, _arithmetic(sign, as_number(left), as_number(right)))
    if sign in ORDERINGS:
        return Code(TRUTH, _ordering(ORDERINGS[sign], left, right))
    if sign in ("and", "or"):
        return Code(TRUTH, _junction(sign, as_truth(left), as_truth(right)))
    return Code(TRUTH, _equality(left, right, same=sign == "="))


def _arithmetic(sign: str, left: Run, right: Run) -> Run:
    match sign:
        case "+":
            return lambda node, context: left(node, context) + right(node, context)
        case "-":
            return lambda node, context: left(node, context) - right(node, context)
        case "*":
            return lambda node, context: left(node, context) * right(node, context)
        case _:
            work = ARITHMETIC[sign]
            return lambda node, context: work(left(node, context), right(node, context))


def _junction(sign: str, left: Run, right: Run) -> Run:
    if sign == "and":
        return lambda node, context: left(node, context) and right(node, context)
    return lambda node, context: left(node, context) or right(node, context)


def _ordering(compare: Compare, left: Code, right: Code) -> Run:
    single = (NUMBER, TEXT, NODE)
    if left.kind in single and right.kind in single:
        # A missing node is NaN, which is neither less nor more: the same answer.
        a, b = as_number(left), as_number(right)
        return lambda node, context: compare(a(node, context), b(node, context))
    a, b = as_value(left), as_value(right)
    return lambda node, context: ordered(
        compare, a(node, context), b(node, context), context
    )


def _equality(left: Code, right: Code, *, same: bool) -> Run:
    if left.kind == TEXT and right.kind == NODE:
        left, right = right, left
    if left.kind == NODE and right.kind == TEXT:
        return _node_is_text(left.run, right.run, same=same)
    work = equal if same else unequal
    a, b = _compared(left), _compared(right)
    return lambda node, context: work(a(node, context), b(node, context), context)


# One question that is not asked is blank in a comparison, as all engines have it,
# although it is left out of node-sets.
_BLANK = [XNode("#blank")]


def _compared(code: Code) -> Run:
    run = as_value(code)
    if code.kind != NODE:
        return run
    return lambda node, context: run(node, context) or _BLANK


def _node_is_text(single: Run, text: Run, *, same: bool) -> Run:
    def is_text(node: XNode, context: Context) -> bool:
        found: XNode | None = single(node, context)
        if found is None:
            return (text(node, context) == "") is same
        value = found.string() if found.kids else found.text
        return bool(value == text(node, context)) is same

    return is_text
