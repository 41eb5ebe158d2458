"""Choices that a form keeps beside it in one file for all its lists: itemsets.csv.

An XLSForm's select_one_external becomes a text field with a query, for devices that
cannot hold a long list. Here lists are looked up by an index: it is a select like any.
"""

from __future__ import annotations

import re

from lxml import etree

from .lists import read_csv
from .xml import XFORMS, read_xml

FILE = "itemsets.csv"
_LIST = "list_name"
_ASKS = re.compile(r"instance\('([^']+)'\)")
_NAME = re.compile(r"[^\W\d][\w.-]*")


def is_asked(xform: bytes) -> bool:
    """Whether a form may ask with choices from such a file."""
    return b" query=" in xform


def with_itemsets(xform: bytes, content: bytes) -> bytes:
    """Give the form with these choices inside; raises NotAForm where they are none."""
    document = read_xml(xform)
    asked = [e for e in document.iter(f"{XFORMS}input") if e.get("query")]
    model = next(document.iter(f"{XFORMS}model"), None)
    if not asked or model is None:
        return xform
    rows = read_csv(content)
    tags = _tags(rows)
    for element in asked:
        _become_select(element, "label" if "label" in tags.values() else "name")
    names = {m[1] for e in asked for m in _ASKS.finditer(_nodeset(e))}
    there = {each.get("id") for each in model.iter(f"{XFORMS}instance")}
    places = [each for each in model if each.tag == f"{XFORMS}instance"]
    for name in sorted(names - there):
        wanted = [row for row in rows if row.get(_LIST) == name]
        listed = _instance(name, wanted, tags)
        places[-1].addnext(listed)
    return etree.tostring(document, encoding="utf-8", xml_declaration=True)


def _tags(rows: list[dict[str, str]]) -> dict[str, str]:
    """Give what each column is called inside; of several languages the first."""
    tags: dict[str, str] = {}
    for column in rows[0] if rows else ():
        tag = column.partition("::")[0].strip()
        if column != _LIST and _NAME.fullmatch(tag) and tag not in tags.values():
            tags[column] = tag
    return tags


def _nodeset(element: etree._Element) -> str:
    itemset = element.find(f"{XFORMS}itemset")
    return (itemset.get("nodeset") or "") if itemset is not None else ""


def _become_select(element: etree._Element, label: str) -> None:
    element.tag = f"{XFORMS}select1"
    itemset = etree.SubElement(element, f"{XFORMS}itemset")
    itemset.set("nodeset", element.attrib.pop("query"))
    etree.SubElement(itemset, f"{XFORMS}value").set("ref", "name")
    etree.SubElement(itemset, f"{XFORMS}label").set("ref", label)


def _instance(
    name: str, rows: list[dict[str, str]], tags: dict[str, str]
) -> etree._Element:
    instance = etree.Element(f"{XFORMS}instance")
    instance.set("id", name)
    root = etree.SubElement(instance, f"{XFORMS}root")
    for row in rows:
        item = etree.SubElement(root, f"{XFORMS}item")
        for column, tag in tags.items():
            etree.SubElement(item, f"{XFORMS}{tag}").text = row.get(column, "")
    return instance
