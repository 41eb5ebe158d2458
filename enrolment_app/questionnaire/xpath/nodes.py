"""The tree that expressions read: small nodes with slots, not XML elements."""

from __future__ import annotations

from collections.abc import Iterator

# Most nodes are leaves: they share these, which nobody ever writes to.
_NO_KIDS: list[XNode] = []
_NO_NAMES: dict[str, list[XNode]] = {}
_NO_ATTRIBUTES: dict[str, XNode] = {}


class XNode:
    """One element or attribute.

    `kids` holds the elements inside in document order, `named` the same by name;
    `text` is the element's own value and means nothing where there are kids.
    `relevant` is effective: False where anything around the node is not relevant.
    `number` is what the text was last read as, None after each change.
    """

    attributes: dict[str, XNode]
    kids: list[XNode]
    named: dict[str, list[XNode]]

    __slots__ = (
        "attributes",
        "kids",
        "name",
        "named",
        "number",
        "parent",
        "relevant",
        "text",
    )

    def __init__(self, name: str, parent: XNode | None = None, text: str = "") -> None:
        self.name = name
        self.parent = parent
        self.text = text
        self.kids = _NO_KIDS
        self.named = _NO_NAMES
        self.attributes = _NO_ATTRIBUTES
        self.relevant = True
        self.number: float | None = None

    def append(self, kid: XNode) -> None:
        """Put `kid` last."""
        kid.parent = self
        if self.kids is _NO_KIDS:
            self.kids, self.named = [], {}
        self.kids.append(kid)
        self.named.setdefault(kid.name, []).append(kid)

    def insert(self, place: int, kid: XNode) -> None:
        """Put `kid` at `place` among all kids."""
        kid.parent = self
        if self.kids is _NO_KIDS:
            self.kids, self.named = [], {}
        self.kids.insert(place, kid)
        self.named[kid.name] = [each for each in self.kids if each.name == kid.name]

    def remove(self, kid: XNode) -> None:
        """Take `kid` out; its name stays known."""
        self.kids.remove(kid)
        self.named[kid.name].remove(kid)

    def mark(self, name: str, text: str) -> XNode:
        """Give the node an attribute."""
        if self.attributes is _NO_ATTRIBUTES:
            self.attributes = {}
        attribute = self.attributes[name] = XNode(name, self, text)
        return attribute

    def store(self, text: str) -> None:
        """Replace the value."""
        self.text = text
        self.number = None

    def within(self) -> Iterator[XNode]:
        """Yield the node and every element inside it in document order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.kids))

    def string(self) -> str:
        """Give the string value: its own text, or that of everything inside."""
        if not self.relevant:
            return ""
        if not self.kids:
            return self.text
        return "".join([kid.string() for kid in self.kids])

    def root(self) -> XNode:
        """Give the node at the top of the tree."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node
