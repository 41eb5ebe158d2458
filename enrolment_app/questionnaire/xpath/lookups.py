"""Paths into lists as look-ups in an index instead of scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .code import as_value
from .context import Context
from .nodes import XNode
from .predicates import compile_predicate
from .tables import Table
from .tree import (
    Binary,
    Call,
    Expression,
    Here,
    Path,
    Root,
    Step,
    Text,
    parts,
    reads_position,
)
from .values import Run

if TYPE_CHECKING:
    from .compiler import Compiler

Key = tuple[str, Expression]

# The steps of instance(...)/root/item that a look-up stands for.
LOOKUP_STEPS = 2
# Without arguments these read the node that is being tried.
_OF_THE_NODE = frozenset(
    {"local-name", "name", "normalize-space", "number", "string", "string-length"}
)


def compile_lookup(path: Path, compiler: Compiler, scan: Run) -> Run | None:
    """Compile instance('x')/root/item[column = ...] as a look-up, if it is one.

    `scan` gives the same nodes the long way, for values that no index can find.
    """
    name = _list_name(path)
    if not name:
        return None
    root, item = path.steps[:LOOKUP_STEPS]
    keys, rest = _split(item.predicates[0])
    if not keys or reads_position(item.predicates[0]):
        return None
    inside = compiler.at(None)
    columns = tuple(column for column, _ in keys)
    runs = [as_value(inside.compile(value)) for _, value in keys]
    narrows = [
        compile_predicate(each, inside.compile(each))
        for each in (*rest, *item.predicates[1:])
    ]

    def lookup(node: XNode, context: Context) -> list[XNode]:
        table = context.form.instance(name)
        if not isinstance(table, Table) or not table.holds(root.test, item.test):
            return scan(node, context)  # type: ignore[no-any-return]
        values: list[str] = []
        for run in runs:
            value = run(node, context)
            if type(value) is list and len(value) <= 1:
                value = value[0].string() if value else None
            if value is None:
                return []
            if type(value) is not str:
                # Numbers and several nodes compare otherwise than by their text.
                return scan(node, context)  # type: ignore[no-any-return]
            values.append(value)
        found = [table.row(place) for place in table.find(columns, tuple(values))]
        for narrow in narrows:
            found = narrow(found, context)
        return found

    return lookup


def _list_name(path: Path) -> str:
    """Recognise instance('name')/root/item[...]; gives the name or ""."""
    start, steps = path.start, path.steps
    if not (
        isinstance(start, Call)
        and start.name == "instance"
        and len(start.arguments) == 1
        and len(steps) >= LOOKUP_STEPS
    ):
        return ""
    named = start.arguments[0]
    root, item = steps[:LOOKUP_STEPS]
    if root.axis != "child" or item.axis != "child":
        return ""
    if root.predicates or not item.predicates or not isinstance(named, Text):
        return ""
    return named.value


def _split(predicate: Expression) -> tuple[list[Key], list[Expression]]:
    """Part a predicate into what an index can answer and the rest."""
    keys: list[Key] = []
    rest: list[Expression] = []
    for claim in claims(predicate):
        key = _key(claim)
        if key is None:
            rest.append(claim)
        else:
            keys.append(key)
    return keys, rest


def claims(predicate: Expression) -> list[Expression]:
    """Part a predicate at its and."""
    if isinstance(predicate, Binary) and predicate.operator == "and":
        return claims(predicate.left) + claims(predicate.right)
    return [predicate]


def _key(claim: Expression) -> Key | None:
    if not (isinstance(claim, Binary) and claim.operator == "="):
        return None
    for column, value in ((claim.left, claim.right), (claim.right, claim.left)):
        name = _column(column)
        if name and independent(value):
            return name, value
    return None


def _column(expression: Expression) -> str:
    match expression:
        case Path(Here(), (Step("child", name, ()),)) if name[-1] not in "*)":
            return name
        case _:
            return ""


def independent(expression: Expression) -> bool:
    """Whether an expression has the same value for every row that is tried."""
    match expression:
        case Path(Here(), _):
            return False
        case Path(Root(), _):
            return True
        case Path(start, _) if not isinstance(start, Root | Here):
            return independent(start)
        case Call("once", _):
            return False
        case Call(name, ()) if name in _OF_THE_NODE:
            return False
        case _:
            return all(independent(part) for part in parts(expression))
