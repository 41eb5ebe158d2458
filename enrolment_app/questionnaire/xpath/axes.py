"""Steps along the tree: for each axis, the nodes that it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from enrolment_app.questionnaire.errors import BadExpression

from .nodes import XNode

Axis = Callable[[XNode], Iterable[XNode]]


def _children(node: XNode) -> Iterator[XNode]:
    return (kid for kid in node.kids if kid.relevant)


def _descendants(node: XNode) -> Iterator[XNode]:
    for kid in node.kids:
        if kid.relevant:
            yield kid
            yield from _descendants(kid)


def _descendants_or_self(node: XNode) -> Iterator[XNode]:
    yield node
    yield from _descendants(node)


def _ancestors(node: XNode) -> Iterator[XNode]:
    up = node.parent
    while up is not None:
        yield up
        up = up.parent


def _ancestors_or_self(node: XNode) -> Iterator[XNode]:
    yield node
    yield from _ancestors(node)


def _neighbours(node: XNode) -> list[XNode]:
    return node.parent.kids if node.parent is not None else [node]


def _following_siblings(node: XNode) -> list[XNode]:
    around = _neighbours(node)
    return [each for each in around[around.index(node) + 1 :] if each.relevant]


def _preceding_siblings(node: XNode) -> list[XNode]:
    around = _neighbours(node)
    return [each for each in reversed(around[: around.index(node)]) if each.relevant]


def _following(node: XNode) -> Iterator[XNode]:
    for up in _ancestors_or_self(node):
        for sibling in _following_siblings(up):
            yield from _descendants_or_self(sibling)


def _preceding(node: XNode) -> Iterator[XNode]:
    for up in _ancestors_or_self(node):
        for sibling in _preceding_siblings(up):
            yield from reversed(list(_descendants_or_self(sibling)))


AXES: dict[str, Axis] = {
    "ancestor": _ancestors,
    "ancestor-or-self": _ancestors_or_self,
    "attribute": lambda node: node.attributes.values(),
    "child": _children,
    "descendant": _descendants,
    "descendant-or-self": _descendants_or_self,
    "following": _following,
    "following-sibling": _following_siblings,
    "parent": lambda node: () if node.parent is None else (node.parent,),
    "preceding": _preceding,
    "preceding-sibling": _preceding_siblings,
    "self": lambda node: (node,),
}


def along(axis: str, test: str) -> Axis:
    """Give a function for one step; the document itself is no element."""
    walk = AXES[axis]
    if test == "node()":
        return walk
    if test == "*":
        if axis in ("child", "attribute"):
            return walk
        return lambda node: [each for each in walk(node) if each.parent is not None]
    if test.endswith(")"):
        # Text belongs to its element here; comments are not kept.
        return lambda node: ()
    if ":*" in test:
        raise BadExpression(f"the namespace of {test} is not known")
    name = test
    if axis == "child":

        def named(node: XNode) -> list[XNode]:
            found = node.named.get(name)
            return [kid for kid in found if kid.relevant] if found else []

        return named
    if axis == "attribute":
        return lambda node: [a for a in (node.attributes.get(name),) if a is not None]
    return lambda node: [each for each in walk(node) if each.name == name]


def in_document_order(nodes: list[XNode]) -> list[XNode]:
    """Sort nodes as the document has them, each once."""
    if len(nodes) < 2:  # noqa: PLR2004 - nothing to sort
        return nodes
    places: dict[int, int] = {}
    for node in nodes[0].root().within():
        places[id(node)] = len(places)
        for attribute in node.attributes.values():
            places[id(attribute)] = len(places)
    once = {id(node): node for node in nodes}
    return sorted(once.values(), key=lambda node: places.get(id(node), -1))
