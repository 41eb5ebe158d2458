"""Take households in from a file: each whole or not at all, none twice.

    result = import_households(work, Path("list.csv"), Asked(key="list_number"))

What is taken in is unfinished work that somebody goes on with. A key (a column) tells
which households are here already: those are brought to what the file says, and a file
taken in twice changes nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from enrolment_app.actions.codebook import Words
from enrolment_app.actions.import_files import read_tables
from enrolment_app.actions.reading import known
from enrolment_app.actions.sealing import change_of
from enrolment_app.actions.versions import parsed
from enrolment_app.actions.visiting import begun, chosen_form, opened
from enrolment_app.actions.work import Watched, Work, unwatched
from enrolment_app.household.filling import fill
from enrolment_app.household.folding import fold
from enrolment_app.household.nesting import got
from enrolment_app.household.preloading import (
    Entry,
    entries_of,
    same_as,
    unknown_columns,
    without_ids,
    without_lists,
)
from enrolment_app.household.records import APPROVED, UNFINISHED
from enrolment_app.household.tables import HOUSEHOLDS, ID
from enrolment_app.household.visit import Visit
from enrolment_app.problems import Problem
from enrolment_app.questionnaire import Question, Repeat, walk
from enrolment_app.store import ChangeTooLarge, InstalledForm, Query
from sync.change import Why
from sync.values import RecordId

IMPORTED = "audit.imported"
NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
_ROW = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True)
class Asked:
    """How a file is to be taken in; `key` is the column that tells households apart."""

    form: str = ""
    key: str = ""
    dry: bool = False


@dataclass(frozen=True)
class Wrong:
    """A problem with the place in the file that it is about."""

    table: str
    row: int
    column: str
    problem: Problem
    text: str = ""


@dataclass(frozen=True)
class Taken:
    """What became of one row: its problems, and none of it is kept where there are."""

    row: int
    outcome: str
    household: RecordId = ""
    wrong: tuple[Wrong, ...] = ()


def import_households(
    work: Work, file: Path, asked: Asked, watched: Watched = unwatched
) -> tuple[Taken, ...] | tuple[Problem, ...]:
    """Take a file in; gives what became of each row, or why none can be looked at.

    Where it is stopped, rows so far stay taken in and the others are not told of.
    """
    form = chosen_form(work, asked.form)
    if isinstance(form, Problem):
        return (form,)
    read = read_tables(file)
    if isinstance(read, Problem):
        return (read,)
    questionnaire = parsed(form.xform)
    if asked.key and asked.key != ID and asked.key not in questionnaire.questions:
        return (Problem("import.no_such_key", asked.key, {"column": asked.key}),)
    if not isinstance(read, list):
        unknown = tuple(unknown_columns(read, questionnaire))
        if unknown:
            return unknown
        read = entries_of(read, questionnaire, form.layout, _words_of(form))
    if not asked.dry:
        work.store.audit.note(IMPORTED, str(len(read)))
    importer = _Importer(work, form, asked)
    taken = []
    for done, entry in enumerate(read):
        if not watched(done, len(read)):
            break
        taken.append(importer.take(entry))
    return tuple(taken)


def columns_of(file: Path, form: InstalledForm) -> tuple[str, ...] | Problem:
    """Give the columns of a file that could tell households apart."""
    read = read_tables(file)
    if isinstance(read, Problem):
        return read
    if isinstance(read, list):
        return (ID,)
    rows = read.get(HOUSEHOLDS) or ()
    questions = parsed(form.xform).questions
    headers = rows[0].cells if rows else ()
    return tuple(each for each in headers if each == ID or each in questions)


def _words_of(form: InstalledForm) -> Callable[[Question], Mapping[str, str]]:
    questionnaire = parsed(form.xform)
    words = Words.of(questionnaire)

    @cache
    def codes(question: Question) -> Mapping[str, str]:
        """Give codes by their folded words in any language."""
        return {
            fold(label): code
            for language in questionnaire.languages or ("",)
            for code, label in words.choices(question.path, language).items()
        }

    return codes


class _Importer:
    def __init__(self, work: Work, form: InstalledForm, asked: Asked) -> None:
        self._work, self._form, self._asked = work, form, asked
        self._seen: set[str] = set()
        self._known = dict(self._households()) if asked.key else {}

    def _households(self) -> Iterator[tuple[str, list[RecordId]]]:
        """Give the households that are here by their key."""
        found: dict[str, list[RecordId]] = {}
        question = parsed(self._form.xform).questions.get(self._asked.key)
        for household in self._work.store.households.ids(Query()):
            if question is None:
                found[household] = [household]
                continue
            here = known(self._work, household)
            value = got(here.seen.answers, question.field)
            if isinstance(value, str) and here.form.form == self._form.form:
                found.setdefault(value, []).append(household)
        yield from found.items()

    def take(self, entry: Entry) -> Taken:
        """Take one household in."""
        known_as = self._which(entry)
        if isinstance(known_as, Problem):
            wrong = Wrong(HOUSEHOLDS, entry.number, self._asked.key, known_as)
            return Taken(entry.number, REFUSED, "", (wrong,))
        if known_as:
            return self._again(entry, known_as)
        visit = begun(self._work, self._form.form)
        assert isinstance(visit, Visit), "the form was chosen already"
        problems = fill(visit, without_ids(entry.document))
        if problems:
            return self._refused(entry, visit, problems)
        return self._sealed(entry, visit, NEW, UNFINISHED)

    def _which(self, entry: Entry) -> RecordId | Problem:
        """Give the household that a row is about, "" for a new one."""
        if not self._asked.key:
            return ""
        key = entry.key(self._asked.key)
        values = {"key": key}
        if not key:
            return Problem("import.no_key", self._asked.key, values)
        if key in self._seen:
            return Problem("import.key_twice", self._asked.key, values)
        self._seen.add(key)
        found = self._known.get(key, [])
        if len(found) > 1:
            return Problem("import.key_of_several", self._asked.key, values)
        return found[0] if found else ""

    def _again(self, entry: Entry, household: RecordId) -> Taken:
        """Bring a household that is here to what the file says."""
        found = known(self._work, household)
        if same_as(entry.document, found.seen.answers):
            return Taken(entry.number, SAME, household)
        if found.draft is not None:
            return self._about(entry, Problem("import.open_here"))
        visit = opened(self._work, household)
        lists = {
            part.path
            for part in walk(visit.setting.questionnaire.definition)
            if isinstance(part, Repeat)
        }
        own = dict(entry.document)
        for path in lists:
            rows = got(own, path)
            if rows and not same_as(rows, got(found.seen.answers, path)):
                return self._about(entry, Problem("import.rows_differ"))
        problems = fill(visit, without_lists(own, lists))
        if problems:
            return self._refused(entry, visit, problems)
        approved = visit.view is not None and visit.view.status == APPROVED
        return self._sealed(entry, visit, CHANGED, UNFINISHED if approved else None)

    def _sealed(
        self, entry: Entry, visit: Visit, outcome: str, status: str | None
    ) -> Taken:
        draft = visit.draft()
        parts = draft.parts(status)
        if not parts:
            return Taken(entry.number, SAME, visit.household)
        if self._asked.dry:
            known_now = "" if outcome == NEW else visit.household
            return Taken(entry.number, outcome, known_now)
        change = change_of(self._work, draft, parts, Why.IMPORTED)
        try:
            self._work.store.journal.seal(change)
        except ChangeTooLarge as failure:
            return self._about(entry, Problem(failure.code))
        return Taken(entry.number, outcome, visit.household)

    def _about(self, entry: Entry, problem: Problem) -> Taken:
        wrong = Wrong(HOUSEHOLDS, entry.number, "", problem)
        return Taken(entry.number, REFUSED, "", (wrong,))

    def _refused(
        self, entry: Entry, visit: Visit, problems: Sequence[Problem]
    ) -> Taken:
        wrong = tuple(self._wrong(entry, visit, problem) for problem in problems)
        return Taken(entry.number, REFUSED, "", wrong)

    def _wrong(self, entry: Entry, visit: Visit, problem: Problem) -> Wrong:
        """Say in which table, row and column a problem is."""
        text = visit.interview.message(problem)
        path = _ROW.sub("", problem.field)
        question = visit.setting.questionnaire.questions.get(path)
        kind = question.kind if question else ""
        if not kind:
            return Wrong(HOUSEHOLDS, entry.number, path, problem, text)
        table = kind.replace("/", "-")
        column = path[len(kind) + 1 :]
        numbers = entry.rows.get(table, [])
        place = _place(visit, problem.field)
        row = numbers[place] if place < len(numbers) else entry.number
        return Wrong(table, row, column, problem, text)


def _place(visit: Visit, address: str) -> int:
    """Give the place of a row among all rows of its kind, in the file's order."""
    node = visit.interview.find(address[: address.rindex("]") + 1])
    rows = [each for each in visit.draft().rows if each.kind == node.path]
    ids = [each.id for each in rows]
    return ids.index(node.row) if node.row in ids else len(ids)
