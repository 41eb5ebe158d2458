"""Lists beside a form taken into it, so that one file is the whole questionnaire."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from .errors import BadList, NotAForm
from .itemsets import FILE, is_asked, with_itemsets
from .lists import read_file
from .xml import XFORMS, elements, read_xml
from .xpath import XNode
from .xpath.tables import Table

LIST_BYTES_MAX = 64 * 1024 * 1024
# So many lists are taken in where an answer says in which of them to look.
LISTS_MOST = 500
_BY_ANSWER = re.compile(rb"instance\((?!')[^)]")
_NAME = re.compile(r"[^\W\d][\w.-]*")


def files_beside(source: Path, xform: bytes) -> dict[str, bytes]:
    """Read the lists that a form names and that lie in its folder."""
    found: dict[str, bytes] = {}
    for address in re.findall(rb'src="(jr://file[^"]*)"', xform):
        name = address.decode("utf-8", "replace").rpartition("/")[2]
        file = source.with_name(name) if name not in ("", ".", "..") else source
        if file != source and _small(file):
            found[name] = file.read_bytes()
    if _BY_ANSWER.search(xform):
        for file in sorted(source.parent.glob("*.csv"))[:LISTS_MOST]:
            if file.name != FILE and _small(file):
                found.setdefault(file.name, file.read_bytes())
    choices = source.with_name(FILE)
    if is_asked(xform) and _small(choices):
        found[FILE] = choices.read_bytes()
    return found


def _small(file: Path) -> bool:
    return file.is_file() and file.stat().st_size < LIST_BYTES_MAX


def embed(xform: bytes, files: Mapping[str, bytes]) -> bytes:
    """Give the form with these lists inside; raises BadList where one is none."""
    if not files:
        return xform
    if FILE in files:
        try:
            xform = with_itemsets(xform, files[FILE])
        except NotAForm as error:
            raise BadList(FILE, error.detail) from error
    document = read_xml(xform)
    if _BY_ANSWER.search(xform):
        _declare(document, files)
    for instance in document.iter(f"{XFORMS}instance"):
        name = (instance.get("src") or "").rpartition("/")[2]
        if name in files and not elements(instance):
            try:
                instance.append(_tree(read_file(name, files[name])))
            except NotAForm as error:
                raise BadList(name, error.detail) from error
            del instance.attrib["src"]
    return etree.tostring(document, encoding="utf-8", xml_declaration=True)


def _declare(document: etree._Element, files: Mapping[str, bytes]) -> None:
    """Let a form know the lists that an answer may name."""
    instances = list(document.iter(f"{XFORMS}instance"))
    known = {each.get("id") for each in instances}
    for file in files:
        name = file.removesuffix(".csv")
        if name != file and name not in known and file != FILE and instances:
            added = etree.Element(f"{XFORMS}instance", id=name)
            added.set("src", f"jr://file-csv/{file}")
            instances[-1].addnext(added)


def _tree(top: XNode) -> etree._Element:
    if isinstance(top, Table):
        top.complete()
    if not top.kids:
        raise NotAForm("a list without a root")
    return _element(top.kids[0])


def _element(node: XNode) -> etree._Element:
    element = etree.Element(f"{XFORMS}{node.name}")
    for name, attribute in node.attributes.items():
        element.set(name, attribute.text)
    if node.text and not node.kids:
        element.text = node.text
    element.extend(_element(kid) for kid in node.kids if _NAME.fullmatch(kid.name))
    return element
