"""One expression against one document, given and answered as plain JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from enrolment_app.questionnaire.errors import BadExpression, NotAForm
from enrolment_app.questionnaire.xml import XFORMS, elements, local_name, read_xml

from .code import as_number, as_text, as_truth, as_value
from .compiler import compile_expression, evaluate
from .context import Alone, Context
from .nodes import XNode
from .profile import ALONE

_INDEX = re.compile(r"/(?:\*\[(\d+)\]|@([^/]+))")


class _Document(Alone):
    """A document's secondary instances and texts, found by their ids."""

    def __init__(self, xml: str) -> None:
        element = read_xml(xml.encode())
        self.top = XNode("#document")
        self.instances: dict[str, XNode] = {}
        self.texts: dict[str, dict[str, str]] = {}
        self.language = ""
        self.top.append(self._node(element))

    def _node(self, element: etree._Element) -> XNode:
        node = XNode(local_name(element))
        for name, value in element.attrib.items():
            node.mark(str(name).rpartition("}")[2], str(value))
        inner = elements(element)
        if not inner:
            node.text = element.text or ""
        for each in inner:
            node.append(self._node(each))
        if element.tag == f"{XFORMS}instance" and element.get("id"):
            self.instances[element.get("id") or ""] = node
        if element.tag == f"{XFORMS}translation":
            self.texts[element.get("lang") or ""] = {
                text.get("id") or "": "".join(v.text or "" for v in elements(text)[:1])
                for text in elements(element)
            }
        return node

    def instance(self, name: str) -> XNode | None:
        return self.instances.get(name)

    def itext(self, name: str) -> str | None:
        texts = self.texts.get(self.language) or next(iter(self.texts.values()), {})
        return texts.get(name)

    def lookup(self, instance: str, wanted: str, column: str, value: str) -> str:
        top = self.instances.get(instance)
        for item in top.kids[0].kids if top is not None and top.kids else ():
            if any(key.string() == value for key in item.named.get(column, ())):
                found = item.named.get(wanted)
                return found[0].string() if found else ""
        return ""

    def find(self, place: str) -> XNode:
        """Find a node by its place: "/*[1]/*[2]/@id", "/" for the document."""
        node = self.top
        for index, attribute in _INDEX.findall(place):
            node = (
                node.attributes[attribute] if attribute else node.kids[int(index) - 1]
            )
        return node

    def place(self, node: XNode) -> str:
        """Say where a node is, the other way round."""
        steps = ""
        while node.parent is not None:
            around = node.parent
            if any(attribute is node for attribute in around.attributes.values()):
                steps = f"/@{node.name}{steps}"
            else:
                number = next(i for i, kid in enumerate(around.kids, 1) if kid is node)
                steps = f"/*[{number}]{steps}"
            node = around
        return steps or "/"


@lru_cache(maxsize=256)
def _document(xml: str) -> _Document:
    return _Document(xml)


def _written(number: float) -> float | int | str:
    """Give a number as JSON can carry it."""
    if number != number:  # noqa: PLR0124 - NaN
        return "NaN"
    if number in (float("inf"), float("-inf")):
        return "Infinity" if number > 0 else "-Infinity"
    return float(number)


def answer_case(
    case: Mapping[str, Any],
    *,
    now: datetime,
    random: Callable[[int], bytes],
) -> dict[str, Any]:
    """Evaluate one case; gives the same case with `result`, or with `error` in words.

    Read of the case: context_xml, context_node, expression, expected_type (boolean,
    number, string, nodeset and their kin; string where it is left out), root, lang, tz.
    """
    try:
        return {**case, "result": _result(case, now, random)}
    except (BadExpression, NotAForm, KeyError, IndexError, RecursionError) as error:
        return {**case, "error": str(error) or type(error).__name__}


def _result(
    case: Mapping[str, Any], now: datetime, random: Callable[[int], bytes]
) -> Any:
    document = _document(case.get("context_xml") or "<data/>")
    document.language = case.get("lang") or ""
    zone: tzinfo | None = ZoneInfo(case["tz"]) if case.get("tz") else now.tzinfo
    context = Context(
        document.find(case.get("root") or "/"),
        now.astimezone(zone),
        random,
        form=document,
        profile=ALONE,
    )
    for node in document.top.within():
        node.number = None  # it was read in another case's time zone
    code = compile_expression(case["expression"])
    node = document.find(case.get("context_node") or "/")
    kind = str(case.get("expected_type") or "string")
    if kind.startswith("nodeset"):
        found = evaluate(as_value(code), node, context)
        if not isinstance(found, list):
            raise BadExpression("no nodes")
        return [document.place(each) for each in found]
    if kind == "boolean":
        return evaluate(as_truth(code), node, context)
    if kind.startswith("number"):
        number = evaluate(as_number(code), node, context)
        assert isinstance(number, float)
        return _written(number)
    text = str(evaluate(as_text(code), node, context))
    return len(text) if kind == "string-length" else text
