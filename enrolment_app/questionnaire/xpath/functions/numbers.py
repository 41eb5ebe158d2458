"""Functions on numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from enrolment_app.questionnaire.xpath.context import Context
from enrolment_app.questionnaire.xpath.moments import NAN
from enrolment_app.questionnaire.xpath.nodes import XNode
from enrolment_app.questionnaire.xpath.values import (
    Value,
    node_number,
    numbers,
)

from .function import NODES, NUMBER, Function

_RANDOM_BYTES = 7
_RANDOM_STEPS = 2**53
_MOST_PLACES = 30


def round_to(value: float, places: float = 0.0) -> float:
    """Round half away from zero, to so many decimals (negative: tens, hundreds)."""
    if not math.isfinite(value):
        return value
    if places != places or abs(places) > _MOST_PLACES:  # noqa: PLR0124 - NaN
        return NAN
    step = Decimal(1).scaleb(-int(places))
    steps = (Decimal(repr(float(value))) / step).to_integral_value(ROUND_HALF_UP)
    rounded = float(steps * step)
    return math.copysign(0.0, value) if rounded == 0 else rounded


def _whole(of: Callable[[float], int]) -> Callable[[float], float]:
    def rounded(value: float) -> float:
        if not math.isfinite(value):
            return value
        whole = float(of(value))
        return math.copysign(0.0, value) if whole == 0 else whole

    return rounded


def _guarded(of: Callable[[float], float]) -> Callable[[float], float]:
    def guarded(value: float) -> float:
        try:
            return float(of(value))
        except OverflowError:
            return math.inf
        except ValueError:
            return NAN

    return guarded


def _pow(base: float, power: float) -> float:
    try:
        return math.pow(base, power)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.inf if base == 0 else NAN


def _log(of: Callable[[float], float]) -> Callable[[float], float]:
    def logarithm(value: float) -> float:
        if value == 0:
            return -math.inf
        return NAN if value < 0 else of(value)

    return logarithm


def _sum(context: Context, nodes: list[XNode]) -> float:
    if context.profile.sum_skips_blanks:
        nodes = [node for node in nodes if node.string()]
    return math.fsum(node_number(node, context) for node in nodes)


def _extreme(
    of: Callable[[list[float]], float], context: Context, arguments: tuple[Value, ...]
) -> float:
    found = numbers(arguments, context)
    return NAN if not found or any(map(math.isnan, found)) else of(found)


def _smallest(context: Context, *arguments: Value) -> float:
    return _extreme(min, context, arguments)


def _largest(context: Context, *arguments: Value) -> float:
    return _extreme(max, context, arguments)


def _random(context: Context) -> float:
    drawn = int.from_bytes(context.random(_RANDOM_BYTES), "big") % _RANDOM_STEPS
    return drawn / _RANDOM_STEPS


def _atan2(y: float, x: float) -> float:
    return math.atan2(y, x)


NUMBERS = {
    "abs": Function(NUMBER, NUMBER, abs),
    "acos": Function(NUMBER, NUMBER, _guarded(math.acos)),
    "asin": Function(NUMBER, NUMBER, _guarded(math.asin)),
    "atan": Function(NUMBER, NUMBER, _guarded(math.atan)),
    "atan2": Function(NUMBER, "number number", _atan2),
    "ceiling": Function(NUMBER, NUMBER, _whole(math.ceil)),
    "cos": Function(NUMBER, NUMBER, _guarded(math.cos)),
    "exp": Function(NUMBER, NUMBER, _guarded(math.exp)),
    "exp10": Function(NUMBER, NUMBER, lambda power: _pow(10.0, power)),
    "floor": Function(NUMBER, NUMBER, _whole(math.floor)),
    "int": Function(NUMBER, NUMBER, _whole(math.trunc)),
    "log": Function(NUMBER, NUMBER, _log(math.log)),
    "log10": Function(NUMBER, NUMBER, _log(math.log10)),
    "max": Function(NUMBER, "any any*", _largest, context=True),
    "min": Function(NUMBER, "any any*", _smallest, context=True),
    "pi": Function(NUMBER, "", lambda: math.pi),
    "pow": Function(NUMBER, "number number", _pow),
    "random": Function(NUMBER, "", _random, context=True),
    "round": Function(NUMBER, "number number?", round_to),
    "sin": Function(NUMBER, NUMBER, _guarded(math.sin)),
    "sqrt": Function(NUMBER, NUMBER, _guarded(math.sqrt)),
    "sum": Function(NUMBER, NODES, _sum, context=True),
    "tan": Function(NUMBER, NUMBER, _guarded(math.tan)),
}
