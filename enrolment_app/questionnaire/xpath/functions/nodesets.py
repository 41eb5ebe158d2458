"""Functions on sets of nodes: counting, places, rows, shuffling."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable

from enrolment_app.questionnaire.errors import BadExpression
from enrolment_app.questionnaire.xpath.context import Context
from enrolment_app.questionnaire.xpath.moments import NAN
from enrolment_app.questionnaire.xpath.nodes import XNode
from enrolment_app.questionnaire.xpath.values import Value, to_number, to_text

from .function import NODES, NUMBER, Function

_MODULUS = 2**31 - 1
_MULTIPLIER = 16_807
_SEED_BYTES = 8
_DRAW_BYTES = 4


def place_among_rows(node: XNode) -> int:
    """Give the place, from 1, among the neighbours of the same name."""
    if node.parent is None:
        return 1
    same = node.parent.named.get(node.name, [node])
    return next((i for i, each in enumerate(same, 1) if each is node), 1)


def _position(nodes: list[XNode]) -> float:
    if not nodes:
        return NAN
    if len(nodes) > 1:
        raise BadExpression("position() takes one node")
    return float(place_among_rows(nodes[0]))


def _depth(node: XNode) -> int:
    depth = 0
    while node.parent is not None:
        depth, node = depth + 1, node.parent
    return depth


def _inside(outer: XNode, node: XNode | None) -> bool:
    while node is not None:
        if node is outer:
            return True
        node = node.parent
    return False


def _indexed(context: Context, *arguments: Value) -> list[XNode]:
    """Take the rows that the pairs (repeat, place) name, outermost first."""
    wanted: list[tuple[list[XNode], float]] = []
    for rows, place in zip(arguments[1::2], arguments[2::2], strict=True):
        if type(rows) is not list:
            raise BadExpression("indexed-repeat() takes a repeat and a place")
        number = to_number(place, context)
        if not rows or not math.isfinite(number):
            return []
        wanted.append((rows, number))
    wanted.sort(key=lambda pair: _depth(pair[0][0]))
    row: XNode | None = None
    for rows, number in wanted:
        within = rows if row is None else [each for each in rows if _inside(row, each)]
        if not 1 <= number <= len(within):
            return []
        row = within[int(number) - 1]
    assert row is not None, "the arity is checked where the call is compiled"
    return [node for node in arguments[0] if node is not row and _inside(row, node)]


def _seeded(seed: float) -> Callable[[], float]:
    """Park and Miller's generator, as the specification of randomize() names it."""
    state = int(math.fmod(seed, _MODULUS))
    if state <= 0:
        state += _MODULUS - 1

    def draw() -> float:
        nonlocal state
        state = state * _MULTIPLIER % _MODULUS
        return (state - 1) / (_MODULUS - 1)

    return draw


def seed_number(context: Context, seed: Value) -> float:
    """Give a seed as a number: text that is none through its SHA-256."""
    number = to_number(seed, context)
    if math.isfinite(number):
        return number
    text = to_text(seed, context)
    if not text:
        return 0.0
    head = hashlib.sha256(text.encode()).digest()[:_SEED_BYTES]
    # Not a float: the remainder needs all 64 bits.
    return int.from_bytes(head, "big", signed=True)


def shuffle(
    context: Context, nodes: list[XNode], seed: Value | None = None
) -> list[XNode]:
    """Shuffle inside out (Fisher and Yates); the same seed gives the same order."""
    if seed is None:

        def draw() -> float:
            return int.from_bytes(context.random(_DRAW_BYTES), "big") / 2**32
    else:
        draw = _seeded(seed_number(context, seed))
    out = list(nodes)
    for place, node in enumerate(nodes):
        other = math.floor(draw() * (place + 1))
        out[place] = out[other]
        out[other] = node
    return out


def _count_filled(nodes: list[XNode]) -> float:
    return float(sum(1 for node in nodes if node.string()))


NODESETS = {
    "count": Function(NUMBER, NODES, lambda nodes: float(len(nodes))),
    "count-non-empty": Function(NUMBER, NODES, _count_filled),
    "indexed-repeat": Function(NODES, "nodes nodes any any*", _indexed, context=True),
    "randomize": Function(NODES, "nodes any?", shuffle, context=True),
}
PLACE = Function(NUMBER, NODES, _position)
