"""What one condition of a rule says, as words can say it: who, how, what.

`${sex} = 'female'` becomes (the question, "is", "Woman"). What has no plain wording, as
a count over a roster, becomes nothing: the answers that it reads are named instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .definition import Question
from .nodes import Node, reached
from .place import route
from .references import references
from .xpath.tree import Binary, Call, Expression, Negate, Number, Path, Text
from .xpath.writing import write

if TYPE_CHECKING:
    from .interview import Interview

COMPARED = {
    "=": "is",
    "!=": "is-not",
    "<": "less",
    "<=": "at-most",
    ">": "more",
    ">=": "at-least",
}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
OPPOSITE = {
    "is": "is-not",
    "is-not": "is",
    "empty": "answered",
    "answered": "empty",
    "chosen": "not-chosen",
    "one-of": "none-of",
    "pattern": "not-pattern",
}
TODAY = "today"
KINDS = (
    *COMPARED.values(),
    *(f"not-{COMPARED[operator]}" for operator in TURNED),
    *("empty", "answered", "chosen", "not-chosen"),
    *("one-of", "none-of", "pattern", "not-pattern"),
)
# Codes of "one of these" that are named; more would be no sentence any more.
NAMED_MOST = 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """One condition in words: `kind` is one of `KINDS`.

    `field` and `label` are the question's, `value` the words of what it is compared
    with; `other` is the question whose answer that is instead, or `TODAY`.
    """

    kind: str
    field: str
    label: str
    value: str = ""
    other: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON."""
        return {
            "kind": self.kind,
            "field": self.field,
            "label": self.label,
            "value": self.value,
            "other": self.other,
        }


def phrase_of(
    expression: Expression, node: Node, interview: Interview
) -> Phrase | None:
    """Say a condition that stands at `node`; None where there are no words for it."""
    return _Sayer(node, interview).say(expression)


def words_of(interview: Interview, node: Node, value: str) -> str:
    """Give a value in the words of its question: labels instead of codes."""
    question = node.place.part
    if not isinstance(question, Question) or question.type not in ("code", "codes"):
        return value
    labels = {each.value: each.label for each in interview.choices(node)}
    codes = [value] if question.type == "code" else value.split()
    return ", ".join(labels.get(code) or code for code in codes)


class _Sayer:
    def __init__(self, node: Node, interview: Interview) -> None:
        self.node = node
        self.interview = interview

    def say(self, expression: Expression) -> Phrase | None:
        """Say an expression."""
        match expression:
            case Binary(operator, Path() as left, right) if operator in COMPARED:
                return self._compared(operator, left, right)
            case Binary(operator, left, Path() as right) if operator in COMPARED:
                return self._compared(TURNED.get(operator, operator), right, left)
            case Call("selected", (Path() as path, Text(code))):
                return self._about("chosen", path, code)
            case Call("selected", (Text(codes), Path() as path)):
                return self._one_of(path, codes.split())
            case Call("regex", (Path() as path, Text())):
                return self._about("pattern", path, "")
            case Call("not", (inner,)):
                return self._opposite(self.say(inner))
        return None

    def _opposite(self, phrase: Phrase | None) -> Phrase | None:
        """Turn a phrase round; "not less" is also true of no answer at all."""
        if phrase is None or phrase.kind.startswith("not-"):
            return None
        kind = OPPOSITE.get(phrase.kind, f"not-{phrase.kind}")
        return Phrase(kind, phrase.field, phrase.label, phrase.value, phrase.other)

    def _compared(
        self, operator: str, path: Path, against: Expression
    ) -> Phrase | None:
        kind = COMPARED[operator]
        match against:
            case Text("") if kind in ("is", "is-not"):
                return self._about("empty" if kind == "is" else "answered", path, "")
            case Text(value):
                return self._about(kind, path, value)
            case Number() | Negate(Number()):
                return self._about(kind, path, write(against))
            case Call("today", ()):
                return self._about(kind, path, "", TODAY)
            case Path():
                other = self._node(against)
                if other is not None:
                    return self._about(kind, path, self._label(other), other.address)
        return None

    def _about(
        self, kind: str, path: Path, value: str, other: str = ""
    ) -> Phrase | None:
        node = self._node(path)
        if node is None:
            return None
        told = value if other else words_of(self.interview, node, value)
        return Phrase(kind, node.address, self._label(node), told, other)

    def _one_of(self, path: Path, codes: list[str]) -> Phrase | None:
        node = self._node(path)
        if node is None or not codes or len(codes) > NAMED_MOST:
            return None
        told = ", ".join(words_of(self.interview, node, code) for code in codes)
        return Phrase("one-of", node.address, self._label(node), told)

    def _label(self, node: Node) -> str:
        return self.interview.label(node) or node.name.replace("_", " ")

    def _node(self, path: Path) -> Node | None:
        """Give the one question that a path leads to, None for several or none."""
        if any(step.predicates for step in path.steps):
            return None
        place, root = self.node.place, self.interview.questionnaire.root
        found = [each for each in references(path, place, root) if not each.rows]
        if len(found) != 1 or not isinstance(found[0].place.part, Question):
            return None
        climb, names = route(place, found[0].apex, found[0].place)
        nodes = list(reached(self.node, climb, names))
        return nodes[0] if len(nodes) == 1 else None
