"""Choices that are searched in a list: the appearance search() of an XLSForm.

    search('villages', 'contains', 'name', ${part}, 'district', ${district})

An XLSForm writes what is sought into the appearance, and into the choices which columns
hold the codes and the words. Here that is a select from a list like any: the form is
rewritten so. Whole numbers among the choices are offered besides what is found.
"""

from __future__ import annotations

import re
import string

from lxml import etree

from .errors import BadExpression
from .xml import XFORMS, read_xml
from .xpath import parse
from .xpath.tree import (
    Binary,
    Call,
    Expression,
    Filter,
    Here,
    Negate,
    Path,
    Root,
    Step,
    Text,
    Union,
)
from .xpath.writing import write

_SELECTS = (f"{XFORMS}select", f"{XFORMS}select1")
_APPEARANCE = "appearance"
_BEGINS = re.compile(r"\bsearch\s*\(")
# Brackets count, but not those in quotation marks.
_PIECE = re.compile(r"'[^']*'|\"[^\"]*\"|[()]")
_WHOLE = re.compile(r"-?\d+")
_NAMED = re.compile(r"jr:itext\('([^']+)'\)")
# How a row is found, and the function that tells; what matches is the same.
_WAYS = {
    "contains": "contains",
    "startswith": "starts-with",
    "endswith": "ends-with",
    "matches": "",
}


def with_searches(xform: bytes) -> bytes:
    """Give the form with its searches as lists; one that says nothing clear stays."""
    if b"search(" not in xform and b"search (" not in xform:
        return xform
    document = read_xml(xform)
    model = next(document.iter(f"{XFORMS}model"), None)
    if model is None:
        return xform
    for select in document.iter(*_SELECTS):
        call, rest = _search(select.get(_APPEARANCE) or "")
        rows = _rows(call) if call is not None else None
        if rows is not None:
            _become_list(select, rows, model)
            select.set(_APPEARANCE, rest)
    return etree.tostring(document, encoding="utf-8", xml_declaration=True)


def _search(appearance: str) -> tuple[Call | None, str]:
    """Take the search out of an appearance; gives it and what else is said."""
    begins = _BEGINS.search(appearance)
    if begins is None:
        return None, appearance
    start, end = begins.start(), _end(appearance, begins.end())
    try:
        found = parse(appearance[start:end])
    except BadExpression:
        return None, appearance
    rest = f"{appearance[:start]} {appearance[end:]}".strip()
    return (found, rest) if isinstance(found, Call) else (None, appearance)


def _end(text: str, start: int) -> int:
    """Give where a call whose bracket is open at `start` ends."""
    depth = 1
    for piece in _PIECE.finditer(text, start):
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if not depth:
            return piece.end()
    return len(text)


def _rows(call: Call) -> Path | None:
    """Give the rows that a search is about; None where it does not say that plainly."""
    match call.arguments:
        case (of,):
            narrowed: tuple[Expression, ...] = ()
        case (of, Text(way), Text(columns), what) if way.lower() in _WAYS:
            narrowed = (_sought(way, columns, what),)
        case (
            of,
            Text(way),
            Text(columns),
            what,
            Text(column),
            value,
        ) if way.lower() in _WAYS:
            # First what is the same, so that an index finds it.
            same = Binary("=", _column(column), _of_the_form(value))
            narrowed = (same, _sought(way, columns, what))
        case _:
            return None
    # An answer may say in which of the lists beside the form to look.
    named = Text(of.value.removesuffix(".csv")) if isinstance(of, Text) else None
    listed = Call("instance", (named or _of_the_form(of),))
    return Path(listed, (Step("child", "root"), Step("child", "item", narrowed)))


def _sought(way: str, columns: str, of: Expression) -> Expression:
    """Give the condition of a row in which something is found."""
    function, what = _WAYS[way.lower()], _of_the_form(of)
    terms: list[Expression] = [
        Call(function, (_small(column), _small(what)))
        if function
        else Binary("=", column, what)
        for column in map(_column, columns.split(","))
    ]
    condition = terms[0]
    for term in terms[1:]:
        condition = Binary("or", condition, term)
    return condition


def _column(name: str) -> Path:
    return Path(Here(), (Step("child", name.strip()),))


def _small(of: Expression) -> Call:
    """Read letters of any size as the same."""
    sizes = (Text(string.ascii_uppercase), Text(string.ascii_lowercase))
    return Call("translate", (of, *sizes))


def _of_the_form(of: Expression) -> Expression:
    """Read paths from where the question stands, not from the row that is tried."""
    match of:
        case Path(start, steps):
            if isinstance(start, Here):
                return Path(Call("current", ()), steps)
            return of if isinstance(start, Root) else Path(_of_the_form(start), steps)
        case Call(name, arguments):
            return Call(name, tuple(map(_of_the_form, arguments)))
        case Binary(operator, left, right):
            return Binary(operator, _of_the_form(left), _of_the_form(right))
        case Union(left, right):
            return Union(_of_the_form(left), _of_the_form(right))
        case Negate(inner):
            return Negate(_of_the_form(inner))
        case Filter(inner, predicates):
            return Filter(_of_the_form(inner), predicates)
        case _:
            return of


def _become_list(select: etree._Element, rows: Path, model: etree._Element) -> None:
    """Ask for the rows in place of the choice that names their columns."""
    itemset = etree.Element(f"{XFORMS}itemset", nodeset=write(rows))
    for item in select.findall(f"{XFORMS}item"):
        column = (item.findtext(f"{XFORMS}value") or "").strip()
        if _WHOLE.fullmatch(column):
            continue
        item.addprevious(itemset)
        select.remove(item)
        etree.SubElement(itemset, f"{XFORMS}value", ref=column)
        label = item.find(f"{XFORMS}label")
        if label is not None:
            words = etree.SubElement(itemset, f"{XFORMS}label")
            words.set("ref", _words(label, model))
        break
    _declare(rows, model)


def _words(label: etree._Element, model: etree._Element) -> str:
    """Give the words of a row: columns, or a text that names them in each language."""
    named = _NAMED.fullmatch((label.get("ref") or "").strip())
    if named is None:
        return _together(label.text or "")
    for text in model.iter(f"{XFORMS}text"):
        if text.get("id") == named[1]:
            for value in text.iterfind(f"{XFORMS}value"):
                if value.get("form") is None and value.text and not len(value):
                    output = etree.SubElement(value, f"{XFORMS}output")
                    output.set("value", _together(value.text))
                    value.text = None
    return label.get("ref") or ""


def _together(columns: str) -> str:
    """Give the expression of several columns as one text."""
    names = [name.strip() for name in columns.split(",") if name.strip()]
    told = ", ', ', ".join(names) or "''"
    return told if len(names) == 1 else f"concat({told})"


def _declare(rows: Path, model: etree._Element) -> None:
    """Let the model know the list, which lies beside the form unless it is inside."""
    match rows.start:
        case Call("instance", (Text(name),)):
            instances = model.findall(f"{XFORMS}instance")
            if all(each.get("id") != name for each in instances):
                added = etree.Element(f"{XFORMS}instance", id=name)
                added.set("src", f"jr://file-csv/{name}.csv")
                instances[-1].addnext(added)
