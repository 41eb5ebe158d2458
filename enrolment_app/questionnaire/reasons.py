"""Why a question is as it is: the rules that decide it and the answers they read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .definition import Question
from .errors import BadExpression
from .nodes import Node, reached
from .phrases import Phrase, phrase_of, words_of
from .place import Rule, Task, route
from .references import references
from .xpath import as_truth, compile_expression, evaluate, parse
from .xpath.tree import Binary, Expression
from .xpath.writing import write

if TYPE_CHECKING:
    from .interview import Interview
    from .place import Place

# Of a whole roster so many answers are named; all of them would explain nothing.
READS_MOST = 8


@dataclass(frozen=True, slots=True)
class Read:
    """One answer that a rule looks at; `words` is the value in the form's words."""

    field: str
    label: str
    value: str
    relevant: bool = True
    words: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON."""
        return {
            "field": self.field,
            "label": self.label,
            "value": self.value,
            "words": self.words,
            "relevant": self.relevant,
        }


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a rule: whether it holds now, None where that is not asked.

    `phrase` is what it says in words, None where only the answers can be named.
    """

    expression: str
    holds: bool | None
    reads: tuple[Read, ...]
    phrase: Phrase | None = None

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON."""
        reads = [each.to_json() for each in self.reads]
        return {
            "expression": self.expression,
            "holds": self.holds,
            "says": self.phrase.to_json() if self.phrase else None,
            "reads": reads,
        }


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule about a question, or about something around it.

    `rule` is "relevant", "required", "constraint", "readonly", "calculate", "count"
    or "offered"; `field` is where the rule stands. `joined` tells how its terms belong
    together: "all" of them, "any" one, "mixed", or "" where there is only one.
    """

    rule: str
    field: str
    expression: str
    holds: bool | None
    terms: tuple[Term, ...]
    joined: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON."""
        return {
            "rule": self.rule,
            "field": self.field,
            "expression": self.expression,
            "holds": self.holds,
            "joined": self.joined,
            "terms": [each.to_json() for each in self.terms],
        }


def explain(interview: Interview, node: Node) -> tuple[Reason, ...]:
    """Give the reasons why a question is asked or not, required, refused, calculated.

    First what is around it: a hidden group hides everything inside.
    """
    chain: list[Node] = []
    at: Node | None = node
    while at is not None:
        chain.append(at)
        if at.is_row and at.parent is not None:
            chain.append(at.parent.lists[at.name])
        at = at.parent
    found = [
        _Examiner(interview, each).reason(rule)
        for each in reversed(chain)
        for rule in each.place.rules
        if rule.on_list == each.is_list and (each is node or _reaches(rule))
    ]
    # A list and its rows have one condition between them: it is told once.
    told = {(each.rule, each.expression): each for each in reversed(found)}
    return tuple(each for each in found if told[each.rule, each.expression] is each)


def _reaches(rule: Rule) -> bool:
    """Whether a rule of something decides what is inside it."""
    return rule.task in (Task.RELEVANT, Task.LIST_RELEVANT, Task.READONLY, Task.COUNT)


class _Examiner:
    """Looks at the rules of one node with the answers as they are."""

    def __init__(self, interview: Interview, node: Node) -> None:
        self.interview = interview
        self.node = node
        self.place: Place = node.place
        self.root: Place = interview.questionnaire.root

    def reason(self, rule: Rule) -> Reason:
        """Take one rule apart."""
        asked = rule.task not in (Task.CALCULATE, Task.COUNT, Task.OFFERED)
        expression = self._expression(rule)
        terms = list(_terms(expression)) if asked else [expression]
        return Reason(
            rule.task.value.removeprefix("list-"),
            self.node.address,
            write(expression),
            self._holds(expression) if asked else None,
            tuple(
                Term(
                    write(term),
                    self._holds(term) if asked else None,
                    tuple(self._reads(term)),
                    phrase_of(term, self.node, self.interview) if asked else None,
                )
                for term in terms
            ),
            _joined(expression) if asked else "",
        )

    def _expression(self, rule: Rule) -> Expression:
        if rule.task is not Task.OFFERED:
            return parse(rule.source)
        control = self.place.control
        assert control is not None, "only a select offers choices"
        assert control.itemset is not None, "an inline list never changes"
        return control.itemset

    def _holds(self, expression: Expression) -> bool | None:
        run = as_truth(compile_expression(expression, self.root, self.place))
        try:
            return bool(evaluate(run, self.node, self.interview.context))
        except BadExpression:
            return None

    def _reads(self, expression: Expression) -> Iterator[Read]:
        """Yield the answers that an expression looks at, those not asked as well."""
        seen: dict[str, Read] = {}
        found = references(expression, self.place, self.root)
        for each in sorted(found, key=lambda one: one.place.path):
            if each.rows or not isinstance(each.place.part, Question):
                continue
            climb, names = route(self.place, each.apex, each.place)
            for node in reached(self.node, climb, names):
                seen.setdefault(node.address, self._read(node))
        yield from list(seen.values())[:READS_MOST]

    def _read(self, node: Node) -> Read:
        value = node.string() or (node.special.value if node.special else "")
        label = self.interview.label(node) or node.name.replace("_", " ")
        words = words_of(self.interview, node, value)
        return Read(node.address, label, value, node.relevant, words)


def _terms(expression: Expression) -> Iterator[Expression]:
    """Part a condition at its and and or."""
    if isinstance(expression, Binary) and expression.operator in ("and", "or"):
        yield from _terms(expression.left)
        yield from _terms(expression.right)
    else:
        yield expression


def _joined(expression: Expression) -> str:
    """Tell how the terms of a condition belong together."""
    found = set(_joints(expression))
    if len(found) > 1:
        return "mixed"
    return {"and": "all", "or": "any"}[found.pop()] if found else ""


def _joints(expression: Expression) -> Iterator[str]:
    if isinstance(expression, Binary) and expression.operator in ("and", "or"):
        yield expression.operator
        yield from _joints(expression.left)
        yield from _joints(expression.right)
