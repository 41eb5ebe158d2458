"""The four kinds of value (text, number, truth, nodes) and how each becomes another."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .context import Context
from .moments import NAN, Moment
from .nodes import XNode

Value = Any  # str | float | bool | list[XNode]; Any keeps the hot paths unchecked
Run = Callable[[XNode, Context], Value]

_LARGEST_WHOLE = 1e21


def node_number(node: XNode, context: Context) -> float:
    """Read a node as a number; NaN if it is blank, no number or not relevant."""
    number = node.number
    if number is None:
        text = node.string() if node.kids else node.text
        number = context.calendar.number(text)
        if not node.kids:
            node.number = number
    return number if node.relevant else NAN


def number_text(number: float, context: Context) -> str:
    """Write a number without an exponent, a date as a date."""
    if isinstance(number, Moment):
        return number.text
    if number == number and not math.isinf(number):  # noqa: PLR0124 - not NaN
        if number == int(number) and abs(number) < _LARGEST_WHOLE:
            return str(int(number))
        return _write_out(number)
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    return context.profile.nan_text


def _write_out(number: float) -> str:
    written = repr(number)
    if "e" not in written:
        return written
    digits, _, exponent = written.lstrip("-").partition("e")
    whole, _, part = digits.partition(".")
    power = int(exponent)
    if power < 0:
        written = "0." + "0" * (-power - 1) + whole + part
    else:
        written = whole + part + "0" * (power - len(part))
    return ("-" if number < 0 else "") + written


def to_text(value: Value, context: Context) -> str:
    """Give any value as text: of nodes the first one's."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if kind is list:
        return value[0].string() if value else ""
    if kind is bool:
        return "true" if value else "false"
    return number_text(value, context)


def to_number(value: Value, context: Context) -> float:
    """Give any value as a number: of nodes the first one's, NaN for none."""
    kind = type(value)
    if kind is float or kind is Moment:
        return value  # type: ignore[no-any-return]
    if kind is str:
        return context.calendar.number(value)
    if kind is list:
        return node_number(value[0], context) if value else NAN
    return 1.0 if value else 0.0


def to_truth(value: Value) -> bool:
    """Give any value as a truth: nodes and text if there are any, numbers but 0."""
    kind = type(value)
    if kind is bool:
        return value  # type: ignore[no-any-return]
    if kind is str or kind is list:
        return bool(value)
    return value == value and value != 0  # type: ignore[no-any-return]  # noqa: PLR0124


def texts(arguments: tuple[Value, ...], context: Context) -> list[str]:
    """Give all values as texts, every node of a node-set for itself."""
    found = []
    for argument in arguments:
        if type(argument) is list:
            found += [node.string() for node in argument]
        else:
            found.append(to_text(argument, context))
    return found


def numbers(arguments: tuple[Value, ...], context: Context) -> list[float]:
    """Give all values as numbers, every node of a node-set for itself."""
    found = []
    for argument in arguments:
        if type(argument) is list:
            found += [node_number(node, context) for node in argument]
        else:
            found.append(to_number(argument, context))
    return found
