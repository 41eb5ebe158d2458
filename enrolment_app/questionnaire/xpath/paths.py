"""Paths as closures: single nodes by slot or by a few hops, the rest as lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from .axes import along, in_document_order
from .code import NODE, NODES, Code, as_nodes
from .context import Context
from .lookups import LOOKUP_STEPS, compile_lookup
from .nodes import XNode
from .predicates import Narrow, compile_predicate
from .shape import Shape
from .tree import Call, Expression, Filter, Here, Path, Root, Step
from .values import Run

if TYPE_CHECKING:
    from .compiler import Compiler

Walk = Callable[[list[XNode], Context], list[XNode]]
_IN_ORDER = frozenset({"child", "self", "attribute"})


def compile_path(path: Path, compiler: Compiler) -> Code:
    """Compile a path where the compiler stands."""
    start, steps = path.start, path.steps
    if isinstance(start, Root):
        return _absolute(steps, compiler)
    if isinstance(start, Here):
        return _relative(steps, compiler.home, compiler, current=False)
    if isinstance(start, Call) and start.name == "current" and not start.arguments:
        return _relative(steps, compiler.current, compiler, current=True)
    begin = as_nodes(compiler.compile(start))
    if isinstance(start, Call) and start.name == "instance":
        scan = _lists(begin, steps[:LOOKUP_STEPS], None, compiler).run
        lookup = compile_lookup(path, compiler, scan)
        if lookup is not None:
            return _lists(lookup, steps[LOOKUP_STEPS:], None, compiler)
    return _lists(begin, steps, None, compiler)


def compile_filter(expression: Filter, compiler: Compiler) -> Code:
    """Compile an expression with predicates that is no path."""
    inner = as_nodes(compiler.compile(expression.of))
    narrow = _narrow_all(expression.predicates, compiler.at(None))

    def filtered(node: XNode, context: Context) -> list[XNode]:
        found = inner(node, context)
        for each in narrow:
            found = each(found, context)
        return cast("list[XNode]", found)

    return Code(NODES, filtered)


def _absolute(steps: Sequence[Step], compiler: Compiler) -> Code:
    shape = compiler.root
    slot = -1
    taken = 0
    if shape is not None:
        while taken < len(steps) and _plain(steps[taken], "child"):
            inner = shape.inner.get(steps[taken].test)
            if inner is None or inner.slot < 0:
                break
            shape, slot = inner, inner.slot
            taken += 1
    if not taken:
        return _lists(lambda _node, context: [context.root], steps, shape, compiler)
    if taken == len(steps):

        def single(_node: XNode, context: Context) -> XNode | None:
            found = context.slots[slot]
            return found if found.relevant else None

        return Code(NODE, single)

    def start(_node: XNode, context: Context) -> list[XNode]:
        return [context.slots[slot]]

    return _lists(start, steps[taken:], shape, compiler)


def _plain(step: Step, axis: str) -> bool:
    if step.axis != axis or step.predicates:
        return False
    return step.test == "node()" if axis in ("self", "parent") else step.test[-1] != ")"


def _relative(
    steps: Sequence[Step], shape: Shape | None, compiler: Compiler, *, current: bool
) -> Code:
    taken = climbs = 0
    while taken < len(steps):
        step = steps[taken]
        if _plain(step, "parent"):
            climbs += 1
            shape = shape.parent if shape is not None else None
        elif not _plain(step, "self"):
            break
        taken += 1
    names: list[str] = []
    while shape is not None and taken < len(steps) and _plain(steps[taken], "child"):
        inner = shape.inner.get(steps[taken].test)
        if inner is None or inner.repeats:
            break
        shape = inner
        names.append(inner.name)
        taken += 1
    run = _hop(climbs, tuple(names), current=current)
    code = Code(NODE, run)
    if taken == len(steps):
        return code
    return _lists(as_nodes(code), steps[taken:], shape, compiler)


def _hop(climbs: int, names: tuple[str, ...], *, current: bool) -> Run:
    """Go up so many times, then down by names that are known to be there."""
    if current:

        def from_current(node: XNode, context: Context) -> XNode | None:
            del node
            return _go(context.current, climbs, names)

        return from_current
    if climbs == 1 and len(names) == 1:
        name = names[0]

        def beside(node: XNode, context: Context) -> XNode | None:
            del context
            around = node.parent
            assert around is not None, "the shape says that there is something around"
            found = around.named[name][0]
            return found if found.relevant else None

        return beside
    if not climbs and not names:
        return lambda node, context: node

    def hop(node: XNode, context: Context) -> XNode | None:
        del context
        return _go(node, climbs, names)

    return hop


def _go(node: XNode | None, climbs: int, names: tuple[str, ...]) -> XNode | None:
    for _ in range(climbs):
        if node is None:
            return None
        node = node.parent
    for name in names:
        if node is None:
            return None
        found = node.named.get(name)
        node = found[0] if found else None
    return node if node is None or node.relevant or not names else None


def _lists(
    start: Run, steps: Sequence[Step], shape: Shape | None, compiler: Compiler
) -> Code:
    walks: list[Walk] = []
    sort = False
    for place, step in enumerate(steps):
        shape = _after(step, shape)
        narrow = _narrow_all(step.predicates, compiler.at(shape))
        walks.append(_walk(step, narrow))
        # One parent of one node needs no order; a name below "//" does not either.
        sort = sort or not (
            step.axis in _IN_ORDER or (place == 0 and len(steps) == 1 == len(walks))
        )
        sort = sort or (step.axis not in _IN_ORDER and step.axis != "parent")
    if not walks:
        return Code(NODES, start)
    if len(walks) == 1 and not sort:
        only = walks[0]
        return Code(NODES, lambda node, context: only(start(node, context), context))

    def walked(node: XNode, context: Context) -> list[XNode]:
        found = start(node, context)
        for walk in walks:
            found = walk(found, context)
        return in_document_order(found) if sort else found

    return Code(NODES, walked)


def _after(step: Step, shape: Shape | None) -> Shape | None:
    """Tell where a step leads, None if that is not known."""
    if shape is None:
        return None
    match step.axis:
        case "child":
            return shape.inner.get(step.test)
        case "parent" if step.test == "node()":
            return shape.parent
        case "self" if step.test == "node()":
            return shape
        case _:
            return None


def _narrow_all(
    predicates: Sequence[Expression], compiler: Compiler
) -> tuple[Narrow, ...]:
    return tuple(
        compile_predicate(predicate, compiler.compile(predicate))
        for predicate in predicates
    )


def _walk(step: Step, narrow: tuple[Narrow, ...]) -> Walk:
    """Make a closure for one step; predicates count within each node's own step."""
    walk = along(step.axis, step.test)
    if not narrow:

        def plain(nodes: list[XNode], context: Context) -> list[XNode]:
            del context
            if len(nodes) == 1:
                return list(walk(nodes[0]))
            return [each for node in nodes for each in walk(node)]

        return plain

    def narrowed(nodes: list[XNode], context: Context) -> list[XNode]:
        kept: list[XNode] = []
        for node in nodes:
            found = list(walk(node))
            for each in narrow:
                found = each(found, context)
            kept += found
        return kept

    return narrowed
