"""The people of a roster as its table shows them. No widgets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from enrolment_app.household.folding import fold, in_arabic_script
from enrolment_app.household.nesting import got, spelled
from enrolment_app.household.view import Gone
from enrolment_app.questionnaire import Interview, Node, Question, Repeat, walk
from enrolment_app.ui.attached_words import spoken
from enrolment_app.ui.screens.questionnaire_order import (
    can_be_answered,
    is_answered,
    questions_in,
)
from enrolment_app.ui.screens.questionnaire_sitting import Sitting

NAME = "person-name"
NAME_OTHERWISE = "person-name-other-script"
# What a roster shows of a person where the form declares it, in this order.
SHOWN_ROLES = (NAME, "relation", "sex", "age")
COLUMNS_MAX = 4


@dataclass(frozen=True)
class Column:
    """One column: a question of the row, by its path."""

    path: str
    name: str
    role: str = ""


@dataclass(frozen=True)
class Person:
    """One row: `gone` is why the person is no longer here, "" for who is."""

    row: str
    address: str
    cells: tuple[str, ...]
    answered: int = 0
    total: int = 0
    problems: int = 0
    gone: str = ""


def columns(repeat: Repeat) -> tuple[Column, ...]:
    """Give the columns of a repeat: declared ones, else its first questions."""
    questions = [
        part
        for part in walk(repeat)
        if isinstance(part, Question) and part.kind == repeat.path
    ]
    declared = {part.role: part for part in questions if part.role}
    chosen = [declared[role] for role in SHOWN_ROLES if role in declared]
    if not chosen:
        asked = [part for part in questions if part.shown and part.control != "note"]
        chosen = asked[:COLUMNS_MAX]
    return tuple(Column(part.path, part.name, part.role) for part in chosen)


def people(
    sitting: Sitting, repeat: Node, shown: Sequence[Column]
) -> tuple[Person, ...]:
    """Give who is here in the roster's order, then who is gone."""
    here = [_person(sitting, row, shown) for row in repeat.children if row.relevant]
    parent = repeat.row or sitting.visit.household
    gone = [
        _gone(sitting.interview, repeat, one, shown)
        for one in sitting.visit.gone
        if one.kind == repeat.path and one.parent == parent
    ]
    return (*here, *gone)


def name_of(sitting: Sitting, row: Node) -> str:
    """Give the name of the person of a row, "" while there is none."""
    repeat = row.question
    assert isinstance(repeat, Repeat)
    first = columns(repeat)[:1]
    return _name(sitting, _by_path(row), first[0]) if first else ""


def _person(sitting: Sitting, row: Node, shown: Sequence[Column]) -> Person:
    nodes = _by_path(row)
    asked = [one for one in questions_in([row]) if can_be_answered(one)]
    wrong = [one for one in asked if sitting.wants(one)]
    return Person(
        row=row.row,
        address=row.address,
        cells=tuple(
            _name(sitting, nodes, one)
            if one.role == NAME
            else _cell(sitting.interview, nodes, one.path)
            for one in shown
        ),
        answered=sum(map(is_answered, asked)),
        total=len(asked),
        problems=len(wrong),
    )


def _gone(
    interview: Interview, repeat: Node, one: Gone, shown: Sequence[Column]
) -> Person:
    # The words of a choice are asked of somebody who is here: the gone have no nodes.
    witness = _by_path(repeat.children[0]) if repeat.children else {}
    cells = []
    for column in shown:
        value = spelled(got(one.answers, column.path[len(one.kind) + 1 :]))
        node = witness.get(column.path)
        cells.append(_words(interview, node, value) if node is not None else value)
    return Person(row=one.id, address="", cells=tuple(cells), gone=one.status)


def _name(sitting: Sitting, nodes: Mapping[str, Node], column: Column) -> str:
    """Give the name in the script that people read now, else as it is written."""
    written = [nodes[column.path].value] if column.path in nodes else []
    written += [
        node.value
        for node in nodes.values()
        if isinstance(node.question, Question) and node.question.role == NAME_OTHERWISE
    ]
    names = [name for name in written if name]
    fitting = (one for one in names if in_arabic_script(fold(one)) == sitting.rtl)
    return next(fitting, names[0] if names else "")


def _cell(interview: Interview, nodes: Mapping[str, Node], path: str) -> str:
    node = nodes.get(path)
    return _words(interview, node, node.value) if node is not None else ""


def _words(interview: Interview, node: Node, value: str) -> str:
    question = node.question
    chosen = isinstance(question, Question) and question.control == "select-one"
    if not chosen or not value:
        return spoken(value)
    labels = {choice.value: choice.label for choice in interview.choices(node)}
    return labels.get(value, value)


def _by_path(row: Node) -> dict[str, Node]:
    return {node.path: node for node in _inside(row)}


def _inside(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.is_row:
            continue
        yield child
        yield from _inside(child)
