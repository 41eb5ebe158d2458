"""The rows of a roster, sorted by what is asked of them, as long as nothing changes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from .context import Context
from .nodes import XNode
from .predicates import Narrow
from .shape import Shape
from .tree import Expression
from .values import Run, node_number


@dataclass(frozen=True, slots=True)
class Against:
    """The one condition that differs from row to row: a column and what it is to."""

    column: str
    sign: str
    value: Expression


@dataclass(slots=True)
class Sorted:
    """What an index holds of the rows as they are now."""

    total: float
    keys: list[float]
    groups: dict[str, float]

    def of(self, text: str) -> float:
        """Give what the rows with this text come to."""
        return self.groups.get(text, 0.0)


NOBODY = Sorted(0.0, [], {})


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """How rows are sorted: by which column, and what of each is added up."""

    name: str
    narrows: tuple[Narrow, ...]
    against: Against | None
    leaf: str

    def sort(self, base: XNode, context: Context) -> Sorted:
        """Look at every row once."""
        rows = [row for row in base.named.get(self.name, ()) if row.relevant]
        for narrow in self.narrows:
            rows = narrow(rows, context)
        if self.against is None:
            return Sorted(self._added(rows, context), [], {})
        column = self.against.column
        if self.against.sign != "=":
            numbers = [node_number(row.named[column][0], context) for row in rows]
            keys = sorted(number for number in numbers if not math.isnan(number))
            return Sorted(0.0, keys, {})
        groups: dict[str, list[XNode]] = {}
        for row in rows:
            groups.setdefault(row.named[column][0].string(), []).append(row)
        added = {text: self._added(each, context) for text, each in groups.items()}
        return Sorted(0.0, [], added)

    def _added(self, rows: list[XNode], context: Context) -> float:
        if not self.leaf:
            return float(len(rows))
        nodes = [row.named[self.leaf][0] for row in rows]
        skips = context.profile.sum_skips_blanks
        return math.fsum(
            node_number(node, context)
            for node in nodes
            if node.relevant and (node.text or not skips)
        )


def kept_by(
    base: Run, index: Index, shapes: tuple[Shape, ...]
) -> Callable[[XNode, Context], Sorted]:
    """Give what an index holds, sorted anew only where anything of it changed."""

    def kept(node: XNode, context: Context) -> Sorted:
        found: list[XNode] = base(node, context)
        if not found:
            return NOBODY
        stamps = tuple(map(context.stamps.get, shapes))
        key = (index, id(found[0]))
        held = context.indexes.get(key)
        if held is None or held[0] != stamps:
            held = context.indexes[key] = (stamps, index.sort(found[0], context))
        return held[1]

    return kept
