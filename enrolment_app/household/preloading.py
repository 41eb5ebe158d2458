"""Rows of a table, or documents, as answers to a questionnaire, each with its place."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from enrolment_app.household.folding import fold
from enrolment_app.household.nesting import around, got, put
from enrolment_app.household.tables import (
    DONT_KNOW,
    HOUSEHOLD,
    HOUSEHOLDS,
    ID,
    PARENT,
    REFUSED,
)
from enrolment_app.problems import Problem
from sync.values import Special

if TYPE_CHECKING:
    from collections.abc import Callable

    from enrolment_app.questionnaire import Question, Questionnaire
    from sync.layout import Layout

SPECIALS = {DONT_KNOW: Special.DONT_KNOW, REFUSED: Special.REFUSED}
BETWEEN_CODES = ";"


@dataclass(frozen=True)
class Row:
    """One row of a table as it was read, with its number there."""

    number: int
    cells: Mapping[str, str]


Sheets = Mapping[str, Sequence[Row]]
"""Rows by the name of their table; `HOUSEHOLDS` is the one that matters."""


@dataclass
class Entry:
    """One household to be taken in.

    `rows` are the numbers of the rows of its lists, by table, in their order.
    """

    number: int
    identity: str = ""
    document: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)

    def key(self, column: str) -> str:
        """Give what the household is known by, "" where the row does not say."""
        found = self.identity if column == ID else got(self.document, column)
        return found if isinstance(found, str) else ""


def unknown_columns(sheets: Sheets, form: "Questionnaire") -> Iterator[Problem]:
    """Find headers that no question has: a column is never left out in silence."""
    for name, rows in sheets.items():
        kind = _kind(name, form)
        if kind is None:
            yield Problem("import.no_such_table", values={"table": name})
            continue
        for header in rows[0].cells if rows else ():
            own = header.startswith("_") or not header
            if not own and _question(form, kind, header) is None:
                values = {"table": name, "column": header}
                yield Problem("import.no_such_column", header, values)


def entries_of(
    sheets: Sheets,
    form: "Questionnaire",
    layout: "Layout",
    words: "Callable[[Question], Mapping[str, str]]",
) -> list[Entry]:
    """Put the rows of all tables together; `words` gives codes by folded words."""
    entries = {}
    nodes: dict[str, dict[str, Any]] = {}
    for row in sheets.get(HOUSEHOLDS, ()):
        entry = Entry(row.number, row.cells.get(ID, ""))
        _answers(entry.document, row, "", form, words)
        entries[row.number] = entry
        if entry.identity:
            nodes[entry.identity] = entry.document
    by_id = {entry.identity: entry for entry in entries.values() if entry.identity}
    for kind in sorted(form.repeats, key=lambda one: one.count("/")):
        name = kind.replace("/", "-")
        outer = around(kind, layout)
        for row in sheets.get(name, ()):
            holder = nodes.get(row.cells.get(PARENT) or row.cells.get(HOUSEHOLD, ""))
            of = by_id.get(row.cells.get(HOUSEHOLD, ""))
            if holder is None or of is None:
                continue
            inside: dict[str, Any] = {}
            _answers(inside, row, kind, form, words)
            path = kind[len(outer) + 1 :] if outer else kind
            rows = got(holder, path)
            if rows is None:
                rows = []
                put(holder, path, rows)
            rows.append(inside)
            of.rows.setdefault(name, []).append(row.number)
            if identity := row.cells.get(ID, ""):
                nodes[identity] = inside
    return list(entries.values())


def _answers(
    into: dict[str, Any],
    row: Row,
    kind: str,
    form: "Questionnaire",
    words: "Callable[[Question], Mapping[str, str]]",
) -> None:
    for header, text in row.cells.items():
        question = _question(form, kind, header)
        if question is None or question.field != header or not question.by_hand:
            continue
        if text and question.control != "note":
            put(into, header, _coded(question, text, words))
    for column, special in SPECIALS.items():
        for path in row.cells.get(column, "").split():
            put(into, path, {"special": special.value})


def _coded(
    question: "Question",
    text: str,
    words: "Callable[[Question], Mapping[str, str]]",
) -> str:
    """Give codes for what may be written in words."""
    if question.type not in ("code", "codes") or text in question.choices:
        return text
    if question.type == "code":
        return words(question).get(fold(text), text)
    several = BETWEEN_CODES in text or fold(text) in words(question)
    pieces = text.split(BETWEEN_CODES) if several else text.split()
    codes = (words(question).get(fold(each), each.strip()) for each in pieces)
    return " ".join(code for code in codes if code)


def _kind(name: str, form: "Questionnaire") -> str | None:
    if name == HOUSEHOLDS:
        return ""
    return next((k for k in form.repeats if k.replace("/", "-") == name), None)


def _question(form: "Questionnaire", kind: str, header: str) -> "Question | None":
    """Give the question of a header; of "goods/fan" that of "goods"."""
    lead = f"{kind}/" if kind else ""
    found = form.questions.get(lead + header)
    if found is None and "/" in header:
        outer = form.questions.get(lead + header.rpartition("/")[0])
        found = outer if outer is not None and outer.type == "codes" else None
    return found if found is not None and found.kind == kind else None


def same_as(given: Any, there: Any) -> bool:
    """Tell whether everything that is given is there already, ids of rows apart."""
    if isinstance(given, Mapping):
        if not isinstance(there, Mapping):
            return False
        return all(
            same_as(each, there.get(n)) for n, each in given.items() if n != "id"
        )
    if isinstance(given, list) and given and isinstance(given[0], Mapping):
        rows = there if isinstance(there, list) else []
        return len(given) == len(rows) and all(map(same_as, given, rows))
    return _text(given) == _text(there)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def without_lists(
    document: Mapping[str, Any], lists: Collection[str], at: str = ""
) -> dict[str, Any]:
    """Give a document without the lists at some paths."""
    kept: dict[str, Any] = {}
    for name, value in document.items():
        path = f"{at}/{name}" if at else name
        if path in lists:
            continue
        inner = isinstance(value, Mapping) and "special" not in value
        kept[name] = without_lists(value, lists, path) if inner else value
    return kept


def without_ids(document: Mapping[str, Any]) -> dict[str, Any]:
    """Give a document without the ids of its rows: they get ids of their own."""
    return {n: _bare(each) for n, each in document.items() if n != "id"}


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return without_ids(value)
    return [_bare(each) for each in value] if isinstance(value, list) else value
