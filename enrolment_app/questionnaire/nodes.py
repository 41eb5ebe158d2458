"""The live form's nodes: what screens, lists and reports see of an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from enrolment_app.problems import Problem
from sync.values import Special

from .definition import Question, Repeat
from .xpath import XNode

if TYPE_CHECKING:
    from .definition import Part
    from .place import Place

_NO_LISTS: dict[str, Node] = {}


class Node(XNode):
    """A question, a group, a repeat (its list of rows) or one row, alive.

    The same object as long as the interview lives, so it may be compared with `is`;
    what it says changes with every answer. `wrong` is the problem of a value that is
    there; `own` is the node's own relevance, whatever is around it.
    """

    parent: Node | None

    __slots__ = (
        "demanded",
        "is_list",
        "lists",
        "locked",
        "own",
        "place",
        "row_id",
        "rows",
        "special",
        "wrong",
    )

    def __init__(self, place: Place, parent: Node | None) -> None:
        super().__init__(place.name, parent)
        self.place = place
        self.special: Special | None = None
        self.own = True
        self.locked = False
        self.demanded = False
        self.wrong = ""
        self.row_id = ""
        self.is_list = False
        self.lists = _NO_LISTS
        self.rows: list[Node] = []

    def open_list(self, place: Place) -> Node:
        """Make the node that stands for all rows of the repeat at `place`."""
        if self.lists is _NO_LISTS:
            self.lists = {}
        listed = self.lists[place.name] = Node(place, self)
        listed.is_list = True
        return listed

    def ruled_attributes(self) -> list[XNode]:
        """Give the attributes that rules or actions are about."""
        if self.is_list:
            return []
        return [self.attributes[name] for name in self.place.attributes]

    @property
    def question(self) -> Part:
        """What the questionnaire says of it: a Question, a Group or a Repeat."""
        part = self.place.part
        assert part is not None, "every place of a form is described"
        return part

    @property
    def path(self) -> str:
        """The place without rows: "members/name_latin"."""
        return self.question.path

    @property
    def is_row(self) -> bool:
        """Whether it is one row of a repeat."""
        return self.place.repeats and not self.is_list

    @property
    def address(self) -> str:
        """The place with rows: "members[<row id>]/name_latin"; "" for the root."""
        around = self.parent
        if around is None or around.parent is None:
            return ""
        lead = around.address
        step = f"{self.name}[{self.row_id}]" if self.is_row else self.name
        return f"{lead}/{step}" if lead else step

    @property
    def row(self) -> str:
        """The id of the nearest row around it (a row's own), "" outside of any."""
        node: Node | None = self
        while node is not None:
            if node.row_id:
                return node.row_id
            node = node.parent
        return ""

    @property
    def value(self) -> str:
        """The answer as the form stores it, "" for none."""
        return self.text

    @property
    def answered(self) -> bool:
        """Whether there is an answer, a special one too."""
        return bool(self.text) or self.special is not None

    @property
    def required(self) -> bool:
        """Whether it must be answered now."""
        return self.demanded

    @property
    def readonly(self) -> bool:
        """Whether nobody may answer it by hand now."""
        node: Node | None = self
        while node is not None:
            if node.locked:
                return True
            node = node.parent
        return False

    @property
    def problem(self) -> Problem | None:
        """What is wrong with it now: a bad value, or none where one is required."""
        if not self.relevant:
            return None
        if self.wrong:
            values = {"value": self.text}
            return Problem(self.wrong, self.address, values)
        if self.demanded and not self.answered and self.visible:
            return Problem("answer.required", self.address)
        return None

    @property
    def visible(self) -> bool:
        """Whether it is relevant and has a place on the screen."""
        if not self.relevant:
            return False
        part = self.question
        if isinstance(part, Question):
            return part.shown
        if isinstance(part, Repeat):
            return self.place.control is not None
        return any(child.visible for child in self.children)

    @property
    def children(self) -> tuple[Node, ...]:
        """What is inside, in form order; of a list its rows."""
        if self.is_list:
            return tuple(self.rows)
        if not self.lists:
            return tuple(cast("list[Node]", self.kids))
        found: list[Node] = []
        for place in self.place.inner.values():
            listed = self.lists.get(place.name)
            if listed is not None:
                found.append(listed)
            else:
                found += cast("list[Node]", self.named.get(place.name, []))
        return tuple(found)

    def __repr__(self) -> str:
        return f"<Node {self.address}={self.text!r}>"


def everything(node: Node) -> Iterator[Node]:
    """Yield a node, everything inside it, and the lists that stand for rows."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        if each.place.attributes:
            waiting.extend(cast("list[Node]", each.ruled_attributes()))
        if not each.is_list:
            waiting.extend(reversed(cast("list[Node]", each.kids)))
            waiting.extend(each.lists.values())


def reached(origin: Node, climb: int, names: tuple[str, ...]) -> Iterator[Node]:
    """Go so many steps up, then down every way that has these names."""
    node: Node | None = origin
    for _ in range(climb):
        if node is None:
            return
        node = node.parent
    at = [node] if node is not None else []
    for name in names:
        if name[0] == "@":
            found = [each.attributes.get(name[1:]) for each in at]
            at = [each for each in found if isinstance(each, Node)]
        else:
            at = [cast("Node", kid) for each in at for kid in each.named.get(name, ())]
    yield from at


def at_address(root: Node, address: str) -> Node:
    """Give the node at an address seen from the root; KeyError where there is none."""
    node = root
    for step in filter(None, address.split("/")):
        name, _, index = step.rstrip("]").partition("[")
        listed = node.lists.get(name)
        if listed is not None:
            node = _row(listed, index) if index else listed
        else:
            found = node.named.get(name)
            if not found or node.is_list or index not in ("", "1"):
                raise KeyError(address)
            node = cast("Node", found[0])
    return node


def _row(listed: Node, index: str) -> Node:
    for row in listed.rows:
        if row.row_id == index:
            return row
    if index.isdecimal() and 0 < int(index) <= len(listed.rows):
        return listed.rows[int(index) - 1]
    raise KeyError(index)
