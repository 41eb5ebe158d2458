"""A compiled expression: what kind of value it gives, and the closure that gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from enrolment_app.questionnaire.errors import BadExpression

from .context import Context
from .moments import NAN, Moment
from .nodes import XNode
from .values import Run, node_number, number_text, to_number, to_text, to_truth

TEXT, NUMBER, TRUTH, NODES, ANY = "text", "number", "truth", "nodes", "any"
NODE = "node"  # at most one node: the closure gives it or None, not a list


@dataclass(frozen=True, slots=True)
class Code:
    """One expression, compiled."""

    kind: str
    run: Run


def as_text(code: Code) -> Run:
    """Give a closure for the expression's text."""
    run = code.run
    match code.kind:
        case "text":
            return run
        case "node":

            def of_node(node: XNode, context: Context) -> str:
                found: XNode | None = run(node, context)
                if found is None:
                    return ""
                return found.string() if found.kids else found.text

            return of_node
        case "number":
            return lambda node, context: number_text(run(node, context), context)
        case "truth":
            return lambda node, context: "true" if run(node, context) else "false"
        case _:
            return lambda node, context: to_text(run(node, context), context)


def as_number(code: Code) -> Run:
    """Give a closure for the expression as a number."""
    run = code.run
    match code.kind:
        case "number":
            return run
        case "node":

            def of_node(node: XNode, context: Context) -> float:
                found: XNode | None = run(node, context)
                return NAN if found is None else node_number(found, context)

            return of_node
        case "text":
            return lambda node, context: context.calendar.number(run(node, context))
        case "truth":
            return lambda node, context: 1.0 if run(node, context) else 0.0
        case _:
            return lambda node, context: to_number(run(node, context), context)


def as_truth(code: Code) -> Run:
    """Give a closure for the expression as a truth."""
    run = code.run
    match code.kind:
        case "truth":
            return run
        case "node":
            return lambda node, context: run(node, context) is not None
        case "text" | "nodes":
            return lambda node, context: bool(run(node, context))
        case _:
            return lambda node, context: to_truth(run(node, context))


def as_value(code: Code) -> Run:
    """Give a closure for whatever the expression gives, nodes as a list."""
    if code.kind != NODE:
        return code.run
    run = code.run

    def listed(node: XNode, context: Context) -> list[XNode]:
        found: XNode | None = run(node, context)
        return [] if found is None else [found]

    return listed


def as_nodes(code: Code) -> Run:
    """Give a closure for the nodes; what gives none fails when it is evaluated."""
    run = as_value(code)
    if code.kind in (NODE, NODES):
        return run

    def checked(node: XNode, context: Context) -> list[XNode]:
        found = run(node, context)
        if type(found) is not list:
            raise BadExpression("nodes are wanted here")
        return found

    return checked


CONVERSIONS: dict[str, Callable[[Code], Run]] = {
    TEXT: as_text,
    NUMBER: as_number,
    TRUTH: as_truth,
    NODES: as_nodes,
    ANY: as_value,
}


def is_number(value: Any) -> bool:
    """Whether a value is a number (a predicate's number means a position)."""
    return type(value) is float or type(value) is Moment
