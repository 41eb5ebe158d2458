"""Nodes from seeds: a whole form, or one row of a repeat."""

from __future__ import annotations

from typing import cast

from .chance import NameRow
from .nodes import Node
from .place import Place, Seed
from .xpath.moments import Calendar


class Gardener:
    """Grows nodes, names new rows and knows which nodes exist exactly once."""

    def __init__(
        self,
        name_row: NameRow,
        slots: list[Node | None],
        calendar: Calendar,
        *,
        first_rows: bool,
    ) -> None:
        self.name_row = name_row
        self.first_rows = first_rows  # whether lists begin with their one empty row
        self.slots = slots
        self.calendar = calendar
        self._planned: dict[int, list[Seed]] = {}

    def grow(self, seed: Seed, parent: Node) -> Node:
        """Grow a seed and put it last in its parent."""
        node = Node(seed.place, parent)
        parent.append(node)
        self._fill(node, seed)
        if seed.place.repeats:
            listed = parent.lists.get(seed.place.name) or parent.open_list(seed.place)
            listed.rows.append(node)
            node.row_id = self.next_name(listed)
        return node

    def next_name(self, listed: Node) -> str:
        """Name the newest row of a list."""
        return self.name_row(listed.path, len(listed.rows))

    def _fill(self, node: Node, seed: Seed) -> None:
        place = seed.place
        self._begin(node, seed.text)
        if place.leaf:
            return
        by_place: dict[int, list[Seed]] = {}
        for kid in seed.kids:
            by_place.setdefault(id(kid.place), []).append(kid)
        for inner in place.inner.values():
            for each in self._seeds(inner, node, by_place.get(id(inner), [])):
                self.grow(each, node)

    def _seeds(self, inner: Place, node: Node, seeds: list[Seed]) -> list[Seed]:
        """Give what is to stand at a place from the start; opens the list of rows."""
        if not inner.repeats:
            return seeds or [Seed(inner)]
        listed = node.open_list(inner)
        if inner.counted_by:
            # The count makes them, after these as long as there are some.
            self._planned[id(listed)] = list(seeds)
            return []
        if inner.fixed:
            # Nobody can add the rows that it is about: what says how one looks is one.
            return seeds or [inner.seed or Seed(inner)]
        if not self.first_rows and _empty_row(seeds, inner):
            return []
        return seeds

    def _begin(self, node: Node, text: str) -> None:
        """Give a new node its default and its attributes."""
        place = node.place
        node.text = text
        if place.cast is not None and text:
            node.text = place.cast(text, self.calendar)
        for name, mark in place.marks.items():
            node.mark(name, mark)
        for name, inner in place.attributes.items():
            attribute = Node(inner, node)
            attribute.text = place.marks.get(name, "")
            node.attributes = {**node.attributes, name: attribute}
        if place.slot >= 0:
            self.slots[place.slot] = node

    def row(self, listed: Node, row_id: str) -> Node:
        """Grow a new row at the end of a list."""
        place, parent = listed.place, listed.parent
        assert parent is not None, "a list is in something"
        node = Node(place, parent)
        node.row_id = row_id
        self.put(listed, node)
        planned = self._planned.get(id(listed))
        seed = planned.pop(0) if planned else place.seed or Seed(place)
        self._fill(node, seed)
        return node

    @staticmethod
    def put(listed: Node, row: Node) -> None:
        """Put a row at the end of a list, where the form has the list."""
        parent = listed.parent
        assert parent is not None, "a list is in something"
        after = _end_of(listed.place, parent)
        parent.insert(after, row)
        listed.rows.append(row)

    @staticmethod
    def take(listed: Node, row: Node) -> None:
        """Take a row out of a list; it keeps what is in it."""
        assert listed.parent is not None, "a list is in something"
        listed.parent.remove(row)
        listed.rows.remove(row)


def _empty_row(seeds: list[Seed], place: Place) -> bool:
    """Whether a list begins with one row that says no more than its template."""
    template = place.seed
    return (
        len(seeds) == 1
        and template is not None
        and _texts(seeds[0]) == _texts(template)
    )


def _texts(seed: Seed) -> list[str]:
    """Give what a seed says; the empty rows of its own lists say nothing."""
    saying = (
        kid
        for kid in seed.kids
        if not (kid.place.repeats and _empty_row([kid], kid.place))
    )
    return [seed.text, *(text for kid in saying for text in _texts(kid))]


def _end_of(place: Place, parent: Node) -> int:
    """Give the place among the kids after the last row, or where the first belongs."""
    kids = cast("list[Node]", parent.kids)
    for number in range(len(kids), 0, -1):
        if kids[number - 1].place.ordinal <= place.ordinal:
            return number
    return 0
