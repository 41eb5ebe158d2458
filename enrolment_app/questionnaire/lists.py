"""Secondary instances: lists inside the form and beside it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from lxml import etree

from .errors import NotAForm
from .places import is_places
from .xml import elements, local_name, read_xml
from .xpath import XNode
from .xpath.tables import Table

# Where a form finds the household of its own kind that was saved before.
LAST_SAVED = "jr://instance/last-saved"
# What comes of JSON that is there but of another shape.
_NOT_AS_SAID = (LookupError, TypeError, ValueError, AttributeError, RecursionError)

Files = Mapping[str, bytes]


class Lists:
    """The lists of a form by their ids; each is read when it is first asked for."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.missing: list[str] = []
        self._inside: dict[str, etree._Element] = {}
        self._beside: dict[str, str] = {}
        self._read: dict[str, XNode] = {}

    def add(self, instance: etree._Element) -> None:
        """Take in a secondary instance element."""
        name = instance.get("id") or ""
        source = instance.get("src") or ""
        if source:
            self._beside[name] = source
            lies = _file(source, self.files) is not None or source == LAST_SAVED
            if not (lies or is_places(source)) and not elements(instance):
                self.missing.append(source)
        if elements(instance):
            self._inside[name] = instance

    def source(self, name: str) -> str:
        """Give the address that a list beside the form has, "" for one inside."""
        return self._beside.get(name, "")

    def of_places(self, name: str) -> bool:
        """Whether a list is the province's places, and no file of the form's own."""
        source = self._beside.get(name, "")
        own = name in self._inside or _file(source, self.files) is not None
        return is_places(source) and not own

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of all lists."""
        return tuple(dict.fromkeys([*self._inside, *self._beside]))

    def get(self, name: str) -> XNode | None:
        """Give the top of a list; None if the form has none of that name."""
        found = self._read.get(name)
        if found is None:
            if name not in self._inside and name not in self._beside:
                return None
            found = self._read[name] = self._load(name)
        return found

    def _load(self, name: str) -> XNode:
        source = self._beside.get(name)
        content = _file(source, self.files) if source else None
        if content is not None:
            return read_file(str(source), content)
        instance = self._inside.get(name)
        inner = elements(instance) if instance is not None else []
        return _read_tree(inner[0]) if inner else Table("root", "item", [])

    def codes(self, name: str, column: str, *, most: int) -> tuple[str, ...]:
        """Give the values of one column, () if there are more than `most` rows."""
        instance = self._inside.get(name)
        if instance is not None and any(len(top) > most for top in elements(instance)):
            return ()  # and nobody has to read it yet
        table = self.get(name)
        if not isinstance(table, Table) or len(table.rows) > most:
            return ()
        codes = [row[column] for row in table.rows if row.get(column)]
        return tuple(dict.fromkeys(codes))

    def lookup(self, name: str, wanted: str, column: str, value: str) -> str:
        """Give one column of the first row whose `column` is `value`."""
        return looked_up(
            self.get(name) or self.get(name.removesuffix(".csv")), wanted, column, value
        )


def looked_up(table: XNode | None, wanted: str, column: str, value: str) -> str:
    """Give one column of the first row of a list whose `column` is `value`."""
    if isinstance(table, Table):
        for place in table.find((column,), (value,)):
            return table.rows[place].get(wanted, "")
    elif table is not None:
        for item in (each for top in table.kids for each in top.kids):
            if value in _cells(item, column):
                return next(iter(_cells(item, wanted)), "")
    return ""


def _cells(item: XNode, column: str) -> list[str]:
    """Give what an item of an irregular list has in a column or an "@attribute"."""
    if column.startswith("@"):
        attribute = item.attributes.get(column[1:])
        return [] if attribute is None else [attribute.text]
    return [node.string() for node in item.named.get(column, ())]


def _file(source: str, files: Files) -> bytes | None:
    """Find a file by its whole address or by its name alone."""
    for each in (source, source.rpartition("/")[2]):
        if each in files:
            return files[each]
    return None


def _read_tree(root: etree._Element) -> XNode:
    """Read an XML list: rows where it is regular, else a tree."""
    first = next(iter(elements(root)), None)
    if first is None:
        return Table(local_name(root), "item", [])
    rows: list[dict[str, str]] = []
    names: dict[str, str] = {}  # by tag: there are few, and each is read often
    for item in root:
        row: dict[str, str] = {}
        for column in item:
            tag = str(column.tag)
            name = names.get(tag) or names.setdefault(tag, local_name(column))
            if len(column) or column.attrib:
                return _node_tree(root)
            row[name] = column.text or ""
        regular = row and len(row) == len(item) and not item.attrib
        if not regular or item.tag != first.tag:
            return _node_tree(root)
        rows.append(row)
    return Table(local_name(root), local_name(first), rows)


def _node_tree(root: etree._Element) -> XNode:
    top = XNode("#instance")
    top.append(_node(root))
    return top


def _node(element: etree._Element) -> XNode:
    node = XNode(local_name(element))
    for name, value in element.attrib.items():
        node.mark(str(name).rpartition("}")[2], str(value))
    inner = elements(element)
    if not inner:
        node.text = element.text or ""
    for each in inner:
        node.append(_node(each))
    return node


def read_file(source: str, content: bytes) -> XNode:
    """Read a list by what its name says it is; raises NotAForm where it is not."""
    if source.endswith(".geojson"):
        return Table("root", "item", _geojson(content))
    if "file-csv" in source or source.endswith(".csv"):
        return Table("root", "item", read_csv(content))
    return _read_tree(read_xml(content))


def read_csv(content: bytes) -> list[dict[str, str]]:
    """Read rows by their header; raises NotAForm where it is no text in UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAForm(f"no CSV in UTF-8: {error}") from error
    for ending in ("\r\n", "\n\r", "\r"):
        text = text.replace(ending, "\n")
    first = text.partition("\n")[0]
    separator = max(",;\t|", key=first.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=separator)
    try:
        return [
            {column: value or "" for column, value in row.items() if column is not None}
            for row in rows
        ]
    except csv.Error as error:
        raise NotAForm(f"no CSV: {error}") from error


def _geojson(content: bytes) -> list[dict[str, str]]:
    """Read points, lines and outlines as geometry beside their properties."""
    try:
        features = json.loads(content)["features"]
        return [_feature(feature) for feature in features]
    except _NOT_AS_SAID as error:
        raise NotAForm(f"no GeoJSON: {error}") from error


def _feature(feature: dict[str, Any]) -> dict[str, str]:
    shape = feature["geometry"]
    corners = shape["coordinates"]
    if shape["type"] == "Point":
        corners = [corners]
    elif shape["type"] == "Polygon":
        corners = corners[0]
    geometry = ";".join(f"{corner[1]} {corner[0]} 0 0" for corner in corners)
    row = {"geometry": geometry}
    if "id" in feature:
        row["id"] = str(feature["id"])
    properties = feature.get("properties") or {}
    return row | {name: _plain(value) for name, value in properties.items()}


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
