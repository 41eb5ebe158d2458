"""Totals over a roster that each of its rows asks for: one index, not a scan a row.

    count(/data/member[age > current()/../age])
    sum(/data/member[family = current()/../family]/income)

Every row of two hundred would look at two hundred. What they look at is the same for
all of them, so it is sorted once, and thrown away when any of it changes: whoever
changes a node stamps its place (`Context.stamps`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .code import NODE, NUMBER, TEXT, TRUTH, Code, as_nodes, as_number, as_text
from .context import Context
from .indexes import Against, Index, kept_by
from .lookups import claims, independent
from .nodes import XNode
from .predicates import Narrow, compile_predicate
from .shape import Shape
from .tree import (
    Binary,
    Call,
    Expression,
    Here,
    Path,
    Root,
    Step,
    reads_position,
    walk,
)

if TYPE_CHECKING:
    from .compiler import Compiler

# How many keys of a sorted list stand so to a number.
Below = Callable[[list[float], float], int]
_SIDES: dict[str, Below] = {
    "<": bisect_left,
    "<=": bisect_right,
    ">": lambda keys, number: len(keys) - bisect_right(keys, number),
    ">=": lambda keys, number: len(keys) - bisect_left(keys, number),
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
# What gives the same for a row as long as the row says the same.
_PLAIN = frozenset(
    {
        *("selected", "selected-at", "count-selected", "not", "if", "coalesce"),
        *("contains", "starts-with", "ends-with", "regex", "concat", "substr"),
        *("round", "int", "abs", "floor"),
    }
)
_CONSTANT = frozenset({"true", "false"})


@dataclass(frozen=True, slots=True)
class _Rows:
    """Which rows are meant: those inside a node, and the place that they are at."""

    base: Path
    shape: Shape
    claims: tuple[Expression, ...]
    after: tuple[Step, ...]


def compile_total(call: Call, compiler: Compiler) -> Code | None:
    """Compile count() or sum() over rows with an index; None where none would help."""
    asker = compiler.current
    rows = _rows(call, compiler) if asker is not None and _in_a_row(asker) else None
    if rows is None:
        return None
    own, others = _parted(rows)
    against = _against(others[0], rows.shape) if len(others) == 1 else None
    if len(others) > 1 or (others and against is None):
        return None
    leaf = _leaf(call, rows)
    if leaf is None:
        return None
    return _compiled(call, compiler, rows, own, against, leaf)


def _in_a_row(shape: Shape | None) -> bool:
    while shape is not None:
        if shape.repeats:
            return True
        shape = shape.parent
    return False


def _rows(call: Call, compiler: Compiler) -> _Rows | None:
    """Follow a path to the first place that repeats."""
    path = call.arguments[0]
    if not isinstance(path, Path):
        return None
    shape = _start(path, compiler)
    for number, step in enumerate(path.steps):
        if shape is None:
            return None
        if step.axis == "child":
            shape = shape.inner.get(step.test)
        elif step.test != "node()" or step.axis not in ("self", "parent"):
            return None
        elif step.axis == "parent":
            shape = shape.parent
        if step.axis == "child" and shape is not None and shape.repeats:
            told = [claim for each in step.predicates for claim in claims(each)]
            base, after = path.steps[:number], path.steps[number + 1 :]
            return _Rows(Path(path.start, base), shape, tuple(told), after)
        if step.predicates:
            return None
    return None


def _start(path: Path, compiler: Compiler) -> Shape | None:
    if isinstance(path.start, Root):
        return compiler.root
    if isinstance(path.start, Here):
        return compiler.home
    current = isinstance(path.start, Call) and path.start.name == "current"
    return compiler.current if current else None


def _leaf(call: Call, rows: _Rows) -> str | None:
    """Give the column that is added up, "" for rows that are counted."""
    match call.name, rows.after:
        case "count", ():
            return ""
        case "sum", (Step("child", name, ()),) if _is_leaf(rows.shape, name):
            return name
        case _:
            return None


def _is_leaf(shape: Shape, name: str) -> bool:
    inner = shape.inner.get(name)
    return inner is not None and not inner.repeats and not inner.inner


def _parted(rows: _Rows) -> tuple[list[Expression], list[Expression]]:
    """Part the conditions: what a row says of itself, and what differs by asker."""
    own = [each for each in rows.claims if _of_itself(each, rows.shape)]
    return own, [each for each in rows.claims if each not in own]


def _of_itself(claim: Expression, shape: Shape) -> bool:
    """Whether a condition reads nothing but answers directly in the row."""
    for each in walk(claim):
        match each:
            case Path(Here(), (Step("child", name, ()),)) if _is_leaf(shape, name):
                continue
            case Path():
                return False
            case Call(name, arguments):
                if name not in (_PLAIN if arguments else _CONSTANT):
                    return False
    return True


def _against(claim: Expression, shape: Shape) -> Against | None:
    if not isinstance(claim, Binary) or claim.operator not in _TURNED:
        return None
    sides = [(claim.left, claim.right, claim.operator)]
    sides.append((claim.right, claim.left, _TURNED[claim.operator]))
    for column, value, sign in sides:
        match column:
            case Path(Here(), (Step("child", name, ()),)) if _is_leaf(shape, name):
                if independent(value) and not reads_position(value):
                    return Against(name, sign, value)
    return None


def _columns(claims_: list[Expression]) -> Iterator[str]:
    for claim in claims_:
        for each in walk(claim):
            if isinstance(each, Path):
                yield each.steps[0].test


def _compiled(  # noqa: PLR0913 - all that there is to know of one total
    call: Call,
    compiler: Compiler,
    rows: _Rows,
    own: list[Expression],
    against: Against | None,
    leaf: str,
) -> Code | None:
    inside = compiler.at(rows.shape)
    narrows: list[Narrow] = []
    for claim in own:
        code = inside.compile(claim)
        if code.kind != TRUTH:
            return None  # a number is a place among the rows
        narrows.append(compile_predicate(claim, code))
    index = Index(rows.shape.name, tuple(narrows), against, leaf)
    read = {*_columns(own), *filter(None, (leaf, against.column if against else ""))}
    shapes = (rows.shape, *(rows.shape.inner[name] for name in sorted(read)))
    kept = kept_by(as_nodes(compiler.compile(rows.base)), index, shapes)
    if against is None:
        return Code(NUMBER, lambda node, context: kept(node, context).total)
    value = compiler.at(None).compile(against.value)
    if against.sign == "=":
        if value.kind not in (TEXT, NODE):
            return None  # as numbers, which are the same but for the last bits
        text = as_text(value)
        return Code(
            NUMBER,
            lambda node, context: kept(node, context).of(text(node, context)),
        )
    if call.name == "sum":
        return None
    below, number = _SIDES[against.sign], as_number(value)

    def counted(node: XNode, context: Context) -> float:
        asked = number(node, context)
        if asked != asked:  # noqa: PLR0124 - NaN
            return 0.0
        return float(below(kept(node, context).keys, asked))

    return Code(NUMBER, counted)
