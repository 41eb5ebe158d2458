"""indexed-repeat() of one list as a few steps: no row is looked at but those before.

    indexed-repeat(/data/member/name, /data/member, 2)

As long as the first path goes on where the second one ends; else every row is read.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .code import NODES, Code, as_nodes, as_number
from .context import Context
from .nodes import XNode
from .tree import Call, Path, Step

if TYPE_CHECKING:
    from .compiler import Compiler


def compile_indexed(call: Call, compiler: Compiler) -> Code | None:
    """Compile a call with one list and one place; None where the paths differ."""
    wanted, rows, place = call.arguments
    if not isinstance(wanted, Path) or not isinstance(rows, Path) or not rows.steps:
        return None
    *around, row = rows.steps
    names = [step.test for step in wanted.steps[len(rows.steps) :]]
    begun = wanted.steps[: len(rows.steps)] == rows.steps and names
    plain = all(map(_is_named, (row, *wanted.steps[len(rows.steps) :])))
    if not begun or not plain or wanted.start != rows.start:
        return None
    bases = as_nodes(compiler.compile(Path(rows.start, tuple(around))))
    number = as_number(compiler.compile(place))

    def indexed(node: XNode, context: Context) -> list[XNode]:
        at = number(node, context)
        if not math.isfinite(at) or at < 1:
            return []
        left = int(at)
        for base in bases(node, context):
            for each in base.named.get(row.test, ()):
                left -= each.relevant
                if not left:
                    return _below(each, names)
        return []

    return Code(NODES, indexed)


def _is_named(step: Step) -> bool:
    return step.axis == "child" and not step.predicates and step.test[-1] not in "*)"


def _below(row: XNode, names: list[str]) -> list[XNode]:
    at = [row]
    for name in names:
        at = [k for each in at for k in each.named.get(name, ()) if k.relevant]
    return at
