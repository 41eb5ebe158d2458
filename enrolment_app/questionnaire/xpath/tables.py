"""Secondary instances as rows that look like a tree when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence

from .nodes import XNode


class Table(XNode):
    """A list of rows that looks like a tree: /root/item/column.

    Rows are plain mappings until somebody asks for their nodes; an index over any
    columns is made when it is first wanted.
    """

    __slots__ = ("_at", "_complete", "_indexes", "item", "rows", "top")

    def __init__(self, root: str, item: str, rows: Sequence[dict[str, str]]) -> None:
        super().__init__("#instance")
        self.top = XNode(root)
        self.append(self.top)
        self.item = item
        self.rows = rows
        self._at: dict[int, XNode] = {}
        self._complete = False
        self._indexes: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = {}

    def complete(self) -> Table:
        """Give the whole as a tree; dear for long lists."""
        if not self._complete:
            self._complete = True
            for place in range(len(self.rows)):
                self.top.append(self.row(place))
        return self

    def holds(self, root: str, item: str) -> bool:
        """Whether its rows are at /root/item."""
        return self.top.name == root and self.item == item

    def row(self, place: int) -> XNode:
        """Give one row as nodes, the same ones each time."""
        node = self._at.get(place)
        if node is None:
            node = self._at[place] = XNode(self.item, self.top)
            for column, value in self.rows[place].items():
                node.append(XNode(column, node, value))
        return node

    def find(self, columns: tuple[str, ...], values: tuple[str, ...]) -> list[int]:
        """Give the places of the rows with these values in these columns."""
        index = self._indexes.get(columns)
        if index is None:
            index = {}
            for place, row in enumerate(self.rows):
                # A row without the column equals nothing, not even "".
                if all(column in row for column in columns):
                    key = tuple(row[column] for column in columns)
                    index.setdefault(key, []).append(place)
            self._indexes[columns] = index
        return index.get(values, [])
