"""Predicates: closures that narrow a list of nodes."""

from __future__ import annotations

from collections.abc import Callable

from .code import NUMBER, TRUTH, Code, as_truth, is_number
from .context import Context
from .nodes import XNode
from .tree import Expression, Number, reads_position
from .values import Run, to_truth

Narrow = Callable[[list[XNode], Context], list[XNode]]


def compile_predicate(expression: Expression, code: Code) -> Narrow:
    """Make a closure that keeps the nodes for which the predicate holds."""
    if isinstance(expression, Number):
        return _at(expression.value)
    positional = reads_position(expression)
    if code.kind == NUMBER:
        return _numbered(code.run)
    if code.kind == "any" or positional:
        return _general(code.run if code.kind == "any" else as_truth(code))
    holds = code.run if code.kind == TRUTH else as_truth(code)
    return lambda nodes, context: [each for each in nodes if holds(each, context)]


def _at(place: float) -> Narrow:
    def at(nodes: list[XNode], context: Context) -> list[XNode]:
        del context
        whole = int(place)
        if whole != place or not 1 <= whole <= len(nodes):
            return []
        return [nodes[whole - 1]]

    return at


def _numbered(run: Run) -> Narrow:
    def numbered(nodes: list[XNode], context: Context) -> list[XNode]:
        outer = context.position, context.size
        context.size = float(len(nodes))
        kept = []
        for place, node in enumerate(nodes, 1):
            context.position = float(place)
            if run(node, context) == place:
                kept.append(node)
        context.position, context.size = outer
        return kept

    return numbered


def _general(run: Run) -> Narrow:
    def general(nodes: list[XNode], context: Context) -> list[XNode]:
        outer = context.position, context.size
        context.size = float(len(nodes))
        kept = []
        for place, node in enumerate(nodes, 1):
            context.position = float(place)
            value = run(node, context)
            if value == place if is_number(value) else to_truth(value):
                kept.append(node)
        context.position, context.size = outer
        return kept

    return general
