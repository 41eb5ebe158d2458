"""Functions on chosen codes, check lists and the labels of choices."""

from __future__ import annotations

from enrolment_app.questionnaire.xpath.context import Context
from enrolment_app.questionnaire.xpath.values import (
    Value,
    node_number,
    to_number,
    to_truth,
)

from .function import ANY, NUMBER, TEXT, TRUTH, Function


def _selected(codes: str, code: str) -> bool:
    """Whether a code is among the chosen; of no answer at all only "" is."""
    return code.strip() in (codes.split() or [""])


def _selected_at(codes: str, place: float) -> str:
    chosen = codes.split()
    if not 0 <= place < len(chosen):
        return ""
    return chosen[int(place)]


def _ticks(value: Value) -> list[bool]:
    """Give each node of a node-set, or the value itself, as ticked or not.

    Every text is a tick, "0" too: so do all engines, whatever the specification's
    words on numbers above 0.
    """
    if type(value) is list:
        return [bool(node.string()) for node in value]
    return [to_truth(value)]


def _weights(value: Value, context: Context) -> list[float]:
    if type(value) is list:
        return [node_number(node, context) for node in value]
    return [to_number(value, context)]


def _between(total: float, fewest: float, most: float) -> bool:
    """Whether a total is in bounds, -1 standing for no bound."""
    return (fewest < 0 or total >= fewest) and (most < 0 or total <= most)


def _checklist(fewest: float, most: float, *of: Value) -> bool:
    ticked = sum(sum(_ticks(value)) for value in of)
    return _between(ticked, fewest, most)


def _weighted(context: Context, fewest: float, most: float, *of: Value) -> bool:
    total = 0.0
    for value, weight in zip(of[::2], of[1::2], strict=False):
        ticks = _ticks(value)
        weights = _weights(weight, context)
        total += sum(w for t, w in zip(ticks, weights, strict=False) if t)
    return _between(total, fewest, most)


def _lookup(
    context: Context, instance: str, wanted: str, column: str, value: str
) -> str:
    return context.form.lookup(instance, wanted, column, value)


def _version(context: Context) -> str:
    return context.form.version()


def _property(context: Context, name: str) -> str:
    return context.form.property(name)


CHOICES = {
    "checklist": Function(TRUTH, "number number any*", _checklist),
    # Its further arguments are only to be waited for.
    "depend": Function(ANY, "any any*", lambda first, *_: first),
    "count-selected": Function(NUMBER, TEXT, lambda codes: float(len(codes.split()))),
    "is-selected": Function(TRUTH, "text text", _selected),
    "property": Function(TEXT, TEXT, _property, context=True),
    "pulldata": Function(TEXT, "text text text text", _lookup, context=True),
    "selected": Function(TRUTH, "text text", _selected),
    "selected-at": Function(TEXT, "text number", _selected_at),
    "version": Function(TEXT, "", _version, context=True),
    "weighted-checklist": Function(
        TRUTH, "number number any*", _weighted, context=True
    ),
}
