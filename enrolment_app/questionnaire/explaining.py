"""Why a workbook cannot be used: the sheet, the row and the column that say so."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from enrolment_app.problems import Problem

from .errors import BadExpression, BadList, Circular, NotAForm
from .workbook import Workbook

DETAIL_LENGTH_MAX = 600
_FIRST_ROW = 2
# A column that every survey sheet of ODK-X has and no XLSForm.
OTHER_DIALECT = "clause"
_NO_CHOICES = "There should be a choices sheet"
_NO_TYPES = "required column headers were not found: 'type'"
_NO_SURVEY = "sheet named 'survey'"
_ROW = re.compile(r"\[row : (\d+)\] ?")
_SHEET = re.compile(r"(?:[Oo]n the|[Oo]f the|sheet:) '(\w+)'(?: sheet)?,? ?")
_COLUMN = re.compile(r"the '([\w: ]+)' value")
_TYPE = re.compile(r"Unknown question type '([^']+)'")
_DUPLICATE = re.compile(r"Duplicate column header: (.+)")
_LIST = re.compile(r"List name not in (?:choices|external choices) sheet: (\S+)")
_INCLUDED = "section has not been included"
_LEARN_MORE = re.compile(r"\s*Learn more: \S+")
# What the columns are called whose rules the engine reads.
COLUMNS: Mapping[str, str] = {
    "calculate": "calculation",
    "count": "repeat_count",
    "list-relevant": "relevant",
    "readonly": "read_only",
}
# What a row may ask for, to guess what was meant by a word that is none.
_TYPES = (
    *("text", "integer", "decimal", "date", "time", "dateTime", "note", "calculate"),
    *("select_one", "select_multiple", "begin_group", "end_group", "begin_repeat"),
    *("end_repeat", "geopoint", "image", "audio", "video", "file", "barcode", "range"),
    *("rank", "acknowledge", "hidden", "start", "end", "today", "deviceid"),
)


def why_unusable(error: Exception, rows: Mapping[str, int]) -> Problem:
    """Say why the engine does not take a form that could be converted."""
    match error:
        case NotAForm():
            return Problem("form.not_a_form")
        case Circular():
            return Problem(error.code, values={"members": ", ".join(error.members)})
        case BadList():
            return Problem(error.code, values={"list": error.list})
        case BadExpression():
            return _bad_expression(error, rows)
        case _:
            return Problem("form.unusable", values={"detail": str(error)})


def _bad_expression(error: BadExpression, rows: Mapping[str, int]) -> Problem:
    """Name the cell of an expression where there is a workbook, else its place."""
    where = error.where.strip("/").partition("/")[2]
    expression = error.expression or error.reason
    values = {"where": error.where, "expression": expression}
    if where not in rows:
        return Problem("form.bad_expression", error.where, values)
    values |= {
        "sheet": "survey",
        "row": str(rows[where]),
        "column": COLUMNS.get(error.rule, error.rule),
        "detail": f"{expression}: {error.reason}.",
    }
    return Problem("form.in_cell" if values["column"] else "form.in_row", where, values)


def explain(words: str, workbook: Workbook | None) -> Problem:
    """Say what pyxform's `words` complain of, in the workbook's own places."""
    if _NO_SURVEY in words or (_NO_TYPES in words and not _has_survey(workbook)):
        return Problem("form.not_a_form")
    row, sheet, column = _ROW.search(words), _SHEET.search(words), _COLUMN.search(words)
    values = {
        "sheet": sheet[1] if sheet else "survey",
        "row": row[1] if row else "",
        "column": column[1] if column else "",
        "detail": _detail(words),
    }
    values |= _found_by_us(words, workbook)
    if values["row"] and values["column"]:
        code = "form.in_cell"
    elif values["row"]:
        code = "form.in_row"
    elif sheet or _NO_CHOICES in words:
        values["sheet"] = "choices" if _NO_CHOICES in words else values["sheet"]
        code = "form.in_sheet"
    else:
        code = "form.unusable"
    return Problem(code, values=values)


def _has_survey(workbook: Workbook | None) -> bool:
    """Whether any sheet says that it is the questions; a lone one need not."""
    names = workbook.names if workbook is not None else []
    return any("survey" in name.lower() for name in names)


def _detail(words: str) -> str:
    words = _LEARN_MORE.sub("", _ROW.sub("", words))
    return words[:DETAIL_LENGTH_MAX]


def _found_by_us(words: str, workbook: Workbook | None) -> dict[str, str]:
    """Find the cell where pyxform names none."""
    unknown, absent = _TYPE.search(words), _LIST.search(words)
    header = _DUPLICATE.search(words)
    if unknown:
        found = {"sheet": "survey", "column": "type"}
        near = difflib.get_close_matches(unknown[1], _TYPES, n=1)
        if near:
            found["detail"] = f"{_detail(words)} Did you mean '{near[0]}'?"
        return found | _row_of(workbook, unknown[1])
    if _INCLUDED in words:
        return {"sheet": "survey", "column": "type"} | _row_of(workbook, "include")
    if absent:
        return {"sheet": "survey", "column": "type"}
    if header:
        return {"row": "1", "column": header[1]}
    return {}


def _row_of(workbook: Workbook | None, kind: str) -> dict[str, str]:
    """Find the first row of a type."""
    rows = workbook.rows("survey") if workbook is not None else []
    for number, row in enumerate(rows, _FIRST_ROW):
        if str(row.get("type", "")).strip() in (kind, kind.lower()):
            return {"row": str(number)}
    return {}
