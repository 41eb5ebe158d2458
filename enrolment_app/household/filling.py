"""Answers that come as a document or as words of a command, put into a visit.

All or nothing for whoever asks: the problems say what was no question, was not
relevant or had no valid value, and a visit with problems is thrown away.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from enrolment_app.household.nodes import atom_of
from enrolment_app.household.visit import Visit
from enrolment_app.problems import Problem
from enrolment_app.questionnaire import Group, Node, Question, Repeat
from sync.values import Atom, RecordId, atom_from_json

SPECIALS: Mapping[str, object] = {
    "@dont-know": {"special": "dont-know"},
    "@refused": {"special": "refused"},
}
STATUS = "@status"
# What stands before a file's name in a word.
AT = "@"
_NEW = re.compile(r"^(.*?)([^/\[\]]+)\[(new\w*)\]")


Attach: TypeAlias = Callable[[str], str | Problem]
"""Keeps the file of a name; gives the reference that is the answer."""


def nothing_attached(file: str) -> Problem:
    """Stand in where nobody keeps files."""
    return Problem("attachment.unreadable", values={"file": file})


@dataclass(frozen=True)
class Assignment:
    """One answer to be given."""

    address: str
    value: Atom | None


def typed(text: str) -> Atom | None:
    """Give the answer that a word of a command means: empty clears."""
    return atom_from_json(SPECIALS.get(text, text or None))


def assign(
    visit: Visit,
    words: Sequence[tuple[str, str]],
    attach: Attach = nothing_attached,
) -> tuple[Problem, ...]:
    """Give the answers named by address; `members[new]/name` begins a row.

    `members[2]/@status` says that a row is here, left, died or entered-in-error.
    `photo=@FILE` answers a question that takes a file.
    """
    new_rows: dict[str, str] = {}
    given = []
    for address, text in words:
        address_now = _with_new_rows(visit, address, new_rows)
        if isinstance(address_now, Problem):
            return (address_now,)
        row, _, last = address_now.rpartition("/")
        if last == STATUS:
            marked = _mark(visit, row, text)
            if marked is not None:
                return (marked,)
        else:
            address_now = _fixed(visit, address_now)
            value = _word(visit, address_now, text, attach)
            if isinstance(value, Problem):
                return (value,)
            given.append(Assignment(address_now, value))
    return answered_all(visit, given)


def _word(
    visit: Visit, address: str, text: str, attach: Attach
) -> Atom | Problem | None:
    file = text.startswith(AT) and text not in SPECIALS
    if not file or not _takes_a_file(_question(visit, address)):
        return typed(text)
    answer = attach(text.removeprefix(AT))
    return _about(answer, address)


def _question(visit: Visit, address: str) -> Question | None:
    try:
        found = visit.interview.find(address).question
    except KeyError:
        return None
    return found if isinstance(found, Question) else None


def _takes_a_file(question: Question | None) -> bool:
    return question is not None and question.control == "upload"


def _about(answer: str | Problem, address: str) -> str | Problem:
    return replace(answer, field=address) if isinstance(answer, Problem) else answer


def fill(
    visit: Visit, document: Mapping[str, Any], attach: Attach = nothing_attached
) -> tuple[Problem, ...]:
    """Give all answers of a document nested as the questionnaire's groups.

    `{"@file": NAME}` answers a question that takes a file.
    """
    root = visit.setting.questionnaire.definition
    try:
        given = list(_Reading(visit, attach).assignments(document, root, ""))
    except _Misplaced as misplaced:
        return (misplaced.problem,)
    return answered_all(visit, given)


def answered_all(visit: Visit, given: Sequence[Assignment]) -> tuple[Problem, ...]:
    """Answer everything; what waits for another answer is tried again after it."""
    waiting = list(given)
    refused: list[Problem] = []
    while waiting:
        refused, later = [], []
        for each in waiting:
            outcome = visit.answer(each.address, each.value)
            if outcome.refused and outcome.problem is not None:
                refused.append(outcome.problem)
                later.append(each)
        if len(later) == len(waiting):
            break
        waiting = later
    return tuple(refused) or _broken(visit, given)


def _broken(visit: Visit, given: Sequence[Assignment]) -> tuple[Problem, ...]:
    """Give what is wrong with the answers given, now that all of them stand."""
    problems = []
    for each in given:
        node = visit.interview.find(each.address)
        if each.value is not None and atom_of(node) is None:
            problems.append(Problem("answer.not_relevant", each.address))
        elif each.value is not None and node.problem is not None:
            problems.append(node.problem)
    return tuple(problems)


class _Misplaced(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


class _Reading:
    """Reads a document into a visit, adding its rows on the way."""

    def __init__(self, visit: Visit, attach: Attach) -> None:
        self._visit = visit
        self._attach = attach

    def assignments(
        self, document: Mapping[str, Any], around: Group | Repeat, lead: str
    ) -> Iterator[Assignment]:
        """Yield the answers of a document in form order."""
        parts = {part.name: part for part in around.children}
        for name in document:
            if name not in parts and name != "id":
                raise _Misplaced(Problem("visit.no_such_question", lead + name))
        for name, part in parts.items():
            if name not in document:
                continue
            value, address = document[name], lead + name
            if isinstance(part, Question):
                if value is not None:
                    yield Assignment(address, self._answer(part, address, value))
            elif isinstance(part, Group):
                below = _object(address, value)
                yield from self.assignments(below, part, address + "/")
            else:
                yield from self._rows(value, part, address)

    def _rows(self, rows: Any, part: Repeat, address: str) -> Iterator[Assignment]:
        if not isinstance(rows, list):
            raise _Misplaced(Problem("visit.not_a_list", address))
        for row in rows:
            node = self._visit.add_row(address)
            below = _object(address, row)
            yield from self.assignments(below, part, node.address + "/")

    def _answer(self, question: Question, address: str, value: Any) -> Atom | None:
        match value:
            case {"@file": str(file), **rest} if not rest and _takes_a_file(question):
                answer = _about(self._attach(file), address)
                if isinstance(answer, Problem):
                    raise _Misplaced(answer)
                return answer
        return _atom(address, value)


def _object(address: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Misplaced(Problem("visit.not_a_group", address))
    return value


def _atom(address: str, value: Any) -> Atom | None:
    """Give the answer of a JSON value: numbers and lists of codes become text."""
    if isinstance(value, bool) or (isinstance(value, dict) and "special" not in value):
        raise _Misplaced(Problem("visit.not_an_answer", address))
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, list):
        return " ".join(map(str, value)) or None
    try:
        return atom_from_json(value) or None
    except ValueError as bad:
        raise _Misplaced(Problem("visit.not_an_answer", address)) from bad


def _with_new_rows(
    visit: Visit, address: str, new_rows: dict[str, str]
) -> str | Problem:
    found = _NEW.match(address)
    if found is None:
        return address
    before, name, word = found.groups()
    key = f"{before}{name}[{word}]"
    if key not in new_rows:
        try:
            new_rows[key] = visit.add_row(before + name).address
        except KeyError:
            return Problem("visit.no_such_question", address)
    return new_rows[key] + address[found.end() :]


def _fixed(visit: Visit, address: str) -> str:
    """Give an address by row ids: positions shift when rows come and go."""
    try:
        return visit.interview.find(address).address
    except KeyError:
        return address


def _mark(visit: Visit, address: str, status: str) -> Problem | None:
    row = row_at(visit, address)
    if row is None:
        return Problem("visit.no_such_question", f"{address}/{STATUS}")
    return visit.mark_row(row, status).problem


def row_at(visit: Visit, address: str) -> RecordId | None:
    """Give the id of the row at an address, here or gone."""
    for row in visit.gone:
        if address.endswith(f"[{row.id}]"):
            return row.id
    try:
        node: Node = visit.interview.find(address)
    except KeyError:
        return None
    return node.row if node.is_row else None
