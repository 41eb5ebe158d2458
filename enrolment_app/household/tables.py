"""Households as tables: one of households, one for each list, all versions' columns.

A row says who it belongs to by ids. A special answer is no value: its cell is empty and
the column `_dont_know` or `_refused` names the question. What people disagree about is
named in `_contested`; its cell holds what was agreed last.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from enrolment_app.household.layout import is_written
from enrolment_app.household.nesting import is_here
from enrolment_app.household.overlay import Overlaid
from enrolment_app.household.records import HERE, built_in
from enrolment_app.household.view import View
from sync.values import Atom, RecordId, Special

if TYPE_CHECKING:
    from enrolment_app.questionnaire import Question, Questionnaire

HOUSEHOLDS = "households"
ID, PARENT, HOUSEHOLD, STATUS = "_id", "_parent", "_household", "_status"
CONTESTED, DONT_KNOW, REFUSED = "_contested", "_dont_know", "_refused"
OF_HOUSEHOLDS = (
    *(ID, "_number", "_form", "_version", STATUS, "_area", "_changed"),
    *("_enumerator", "_open", CONTESTED, DONT_KNOW, REFUSED),
)
OF_ROWS = (ID, HOUSEHOLD, PARENT, STATUS, CONTESTED, DONT_KNOW, REFUSED)
BETWEEN = " "


@dataclass
class Column:
    """One question of a table, as its newest version asks it; `versions` have it."""

    path: str
    question: "Question"
    versions: list[str] = field(default_factory=list)
    choices: dict[str, None] = field(default_factory=dict)
    same_type: bool = True


@dataclass
class Table:
    """One kind of record: "" the households, else the path of a list."""

    kind: str
    columns: dict[str, Column] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Give the name of its file."""
        return self.kind.replace("/", "-") if self.kind else HOUSEHOLDS

    @property
    def own(self) -> Sequence[str]:
        """Give the columns that say which record it is and how it stands."""
        return OF_ROWS if self.kind else OF_HOUSEHOLDS


def tables_of(versions: Iterable["Questionnaire"]) -> dict[str, Table]:
    """Give the tables by kind: the newest version's columns, then those of before."""
    tables = {"": Table("")}
    for form in versions:
        for kind in form.repeats:
            tables.setdefault(kind, Table(kind))
        for question in form.questions.values():
            if is_written(question) or question.calculated:
                _add(tables[question.kind], question, form.version)
    return tables


def _add(table: Table, question: "Question", version: str) -> None:
    column = table.columns.setdefault(question.field, Column(question.field, question))
    column.versions.append(version)
    column.choices.update(dict.fromkeys(question.choices))
    column.same_type = column.same_type and column.question.type == question.type


@dataclass(frozen=True)
class Cells:
    """One row: its own columns and its answers by path."""

    kind: str
    own: Mapping[str, str]
    answers: Mapping[str, str]


def cells_of(
    seen: View | Overlaid,
    told: Mapping[str, str],
    calculated: Mapping[RecordId, Mapping[str, str]],
    contested: Mapping[RecordId, Sequence[str]],
) -> Iterator[Cells]:
    """Give the rows of one household, its own first; people who are gone included.

    `told` is what lists say of it; `calculated` are the answers that nobody writes.
    """
    for record, row in seen.records.items():
        values = seen.shown[record]
        atoms: dict[str, Atom] = {
            path: atom
            for group, value in values.items()
            if not group.startswith("@")
            for path, atom in value.items()
            if atom is not None
        }
        texts = {p: atom for p, atom in atoms.items() if not isinstance(atom, Special)}
        specials = {
            DONT_KNOW: _named(atoms, Special.DONT_KNOW),
            REFUSED: _named(atoms, Special.REFUSED),
            CONTESTED: BETWEEN.join(contested.get(record, ())),
        }
        own = {ID: record, HOUSEHOLD: seen.household, PARENT: row.parent, **specials}
        if row.kind:
            here = is_here(values)
            own[STATUS] = HERE if here else built_in(values, "@status")
        else:
            own |= told
        yield Cells(row.kind, own, {**calculated.get(record, {}), **texts})


def _named(atoms: Mapping[str, Atom], special: Special) -> str:
    return BETWEEN.join(sorted(path for path, atom in atoms.items() if atom is special))


_STARTS_A_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_MADE_SAFE = re.compile(r"'+[=+\-@\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def safe(value: str, *, number: bool = False) -> str:
    """Give a cell that no spreadsheet takes for a formula; `unsafe` reads it back."""
    if number and _NUMBER.fullmatch(value):
        return value
    return f"'{value}" if _STARTS_A_FORMULA.match(value) else value


def unsafe(cell: str) -> str:
    """Give the value of a cell that `safe` made, or that needed no making."""
    return cell[1:] if _MADE_SAFE.match(cell) else cell
