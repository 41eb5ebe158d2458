"""What a form says and cannot have meant: advice to its author, never a refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from enrolment_app.problems import Problem

from .comparing import odd_comparisons
from .contradictions import impossible
from .definition import Question
from .explaining import COLUMNS
from .place import Place, Rule, Task
from .references import calls, references
from .unreachable import never_asked
from .xpath import parse
from .xpath.tree import (
    Binary,
    Call,
    Expression,
    Filter,
    Here,
    Path,
    Root,
    Step,
    Text,
    parts,
)
from .xpath.writing import write

if TYPE_CHECKING:
    from .questionnaire import Questionnaire

ADVICE_MOST = 200
# pyxform writes this where a language says nothing.
_NOTHING_SAID = ("", "-")


def advice(questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """Give what the author of a form should look at, in form order."""
    found: dict[tuple[str, str, str], Problem] = {}
    advisor = _Advisor(questionnaire.root)
    for rule in sorted(questionnaire.rules, key=lambda each: each.place.path):
        for odd in advisor.of(rule):
            problem = replace(odd, values={**odd.values, "column": _column(rule)})
            key = (problem.code, problem.field, str(sorted(problem.values.items())))
            found.setdefault(key, problem)
    for each in _unanswerable(questionnaire):
        found.setdefault((each.code, each.field, ""), each)
    found |= {("untranslated", each.field, ""): each for each in _words(questionnaire)}
    return tuple(found.values())[:ADVICE_MOST]


def _column(rule: Rule) -> str:
    """Name the column of a workbook that a rule stands in."""
    if rule.task is Task.OFFERED:
        return "choice_filter"
    return COLUMNS.get(rule.task.value, str(rule.task.value))


class _Advisor:
    def __init__(self, root: Place) -> None:
        self.root = root

    def of(self, rule: Rule) -> Iterator[Problem]:
        """Give what is odd about one rule."""
        place, control = rule.place, rule.place.control
        if rule.task is Task.OFFERED:
            assert control is not None, "only a select offers choices"
            assert control.itemset is not None, "an inline list never changes"
            expression = control.itemset
        else:
            expression = parse(rule.source)
        yield from self._never(rule, expression)
        yield from self._inside(expression, place, place, truth=rule.task in _TRUTHS)
        if rule.task is Task.CONSTRAINT:
            for pattern in _patterns(expression):
                yield _told("form.regex_open", place, pattern=pattern)
        if rule.task is Task.RELEVANT and self._of_itself(expression, place):
            yield _told("form.depends_on_itself", place)

    def _never(self, rule: Rule, expression: Expression) -> Iterator[Problem]:
        if rule.task in (Task.RELEVANT, Task.LIST_RELEVANT):
            told = never_asked(rule.place, self.root)
            if told:
                yield _told("form.never_asked", rule.place, expression=told)
        elif rule.task is Task.CONSTRAINT and impossible(expression):
            yield _told("form.never_right", rule.place, expression=rule.source)

    def _of_itself(self, expression: Expression, place: Place) -> bool:
        inside = set(map(id, place.within()))
        return any(
            id(each.place) in inside and not each.rows
            for each in references(expression, place, self.root)
        )

    def _inside(
        self,
        expression: Expression,
        here: Place | None,
        home: Place,
        *,
        truth: bool = False,
    ) -> Iterator[Problem]:
        """Look through an expression; `truth` where it is asked whether it holds."""
        match expression:
            case Path():
                yield from self._path(expression, here, home, truth=truth)
                return
        for code, values in odd_comparisons(
            expression, lambda of: self._question(of, here, home)
        ):
            yield _told(code, home, **values)
        for number, part in enumerate(parts(expression)):
            asked = _asks(expression, number)
            inner = None if isinstance(expression, Filter) and number else here
            yield from self._inside(part, inner, home, truth=asked)

    def _path(
        self, path: Path, here: Place | None, home: Place, *, truth: bool
    ) -> Iterator[Problem]:
        at = self._start(path, here, home)
        if not isinstance(path.start, Root | Here):
            yield from self._inside(path.start, here, home)
        known = at is not None
        for step in path.steps:
            after = _after(step, at)
            if known and at is not None and after is None and _names(step):
                yield _told("form.reads_nothing", home, path=write(path))
                known = False
            at = after
            for predicate in step.predicates:
                yield from self._inside(predicate, at, home)
        plain = not any(step.predicates for step in path.steps)
        if truth and plain and at is not None and isinstance(at.part, Question):
            yield _told(
                "form.asks_presence", home, expression=write(path), question=at.name
            )

    def _start(self, path: Path, here: Place | None, home: Place) -> Place | None:
        if isinstance(path.start, Root):
            return self.root
        if isinstance(path.start, Here):
            return here
        current = isinstance(path.start, Call) and path.start.name == "current"
        return home if current else None

    def _question(
        self, of: Expression, here: Place | None, home: Place
    ) -> Question | None:
        if not isinstance(of, Path):
            return None
        at = self._start(of, here, home)
        for step in of.steps:
            at = _after(step, at)
        return at.part if at is not None and isinstance(at.part, Question) else None


_TRUTHS = (Task.RELEVANT, Task.REQUIRED, Task.CONSTRAINT, Task.READONLY)


def _told(advised: str, place: Place, **values: str) -> Problem:
    where = place.path.strip("/").partition("/")[2]
    return Problem(advised, where, {"where": where, **values})


def _asks(expression: Expression, number: int) -> bool:
    """Whether the part of that number is asked whether it holds."""
    match expression:
        case Binary("and" | "or", _, _):
            return True
        case Call("not" | "boolean", _):
            return True
        case Call("if", _):
            return number == 0
        case _:
            return False


def _patterns(expression: Expression) -> Iterator[str]:
    """Yield the patterns that an answer must match and that say nothing of its ends."""
    if isinstance(expression, Call) and expression.name in ("not", "if"):
        return
    if isinstance(expression, Binary) and "string-length" in calls(expression):
        return  # whoever counts the letters has both ends in hand
    match expression:
        case Call("regex", (_, Text(pattern))) if not _anchored(pattern):
            yield pattern
    for part in parts(expression):
        yield from _patterns(part)


def _anchored(pattern: str) -> bool:
    """Whether a pattern is about the whole of an answer, or plainly about a part."""
    if re.search(r"\.\*", pattern):
        return True
    return pattern.lstrip("(").startswith("^") and pattern.rstrip(")").endswith("$")


def _names(step: Step) -> bool:
    return step.axis == "child" and step.test[-1] not in "*)"


def _after(step: Step, at: Place | None) -> Place | None:
    if at is None:
        return None
    if step.axis == "child":
        return at.inner.get(step.test)
    if step.test != "node()":
        return None
    return {"parent": at.parent, "self": at}.get(step.axis)


def _unanswerable(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Give what must be answered and what nobody and nothing can answer.

    A note that is required is meant so: it stands in the way of going on.
    """
    filled = {action.place for action in questionnaire.actions}
    for place in questionnaire.root.within():
        part = place.part
        if (
            isinstance(part, Question)
            and part.required
            and part.readonly
            and part.control not in ("none", "note")
            and not (part.calculated or part.default or part.metadata)
            and place not in filled
        ):
            yield _told("form.cannot_answer", place, column="read_only")


def _words(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Give what languages do not say, for each of them."""
    texts = questionnaire.texts
    first = texts.default
    for language in texts.languages:
        missing = [
            name
            for name in texts.names(first)
            if texts.plain(first, name) not in _NOTHING_SAID
            and texts.plain(language, name) in _NOTHING_SAID
        ]
        if missing:
            values = {
                "language": language,
                "other": first,
                "count": str(len(missing)),
                "where": missing[0],
            }
            yield Problem("form.untranslated", language, values)
