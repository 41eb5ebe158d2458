"""Comparisons that are never what their author meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .definition import Question
from .given import typed_text
from .xpath.tree import Binary, Call, Expression, Number, Text

# What is odd, and what the words for it are filled with.
Odd = tuple[str, dict[str, str]]
Asked = Callable[[Expression], Question | None]

_EXACT = ("int", "decimal", "date", "time", "datetime")
_RECKONING = ("<", "<=", ">", ">=", "+", "-", "*", "div", "mod")
_ORDERING = ("<", "<=", ">", ">=")
# Days since 1970: no form means the first years after it by a small number.
_SMALL = 1_000


def odd_comparisons(expression: Expression, asked: Asked) -> Iterator[Odd]:
    """Yield what is odd about one operator or call; `asked` tells what a path asks."""
    match expression:
        case Binary("=" | "!=", left, right):
            yield from _compared(asked(left), right)
            yield from _compared(asked(right), left)
        case Binary(operator, left, right) if operator in _RECKONING:
            for of, other in ((left, right), (right, left)):
                yield from _reckoned(asked(of), operator, other)
        case Call("selected", (of, Text(code))):
            yield from _chosen(asked(of), code)


def _compared(question: Question | None, other: Expression) -> Iterator[Odd]:
    if question is None or not isinstance(other, Text) or not other.value:
        return
    if question.type in _EXACT and typed_text(question, other.value) is None:
        values = {"question": question.path, "text": other.value}
        yield "form.never_equal", values
    elif question.type in ("code", "codes"):
        found = list(_chosen(question, other.value))
        yield from found
        if question.type == "codes" and not found and " " not in other.value:
            values = {"question": question.path, "code": other.value}
            yield "form.several_chosen", values


def _chosen(question: Question | None, code: str) -> Iterator[Odd]:
    if question is None or not question.choices or not code:
        return
    chosen = code.split() if question.type == "codes" else [code.strip()]
    for each in chosen:
        if each not in question.choices:
            yield "form.no_such_choice", {"question": question.path, "code": each}


def _reckoned(
    question: Question | None, operator: str, other: Expression
) -> Iterator[Odd]:
    if question is None:
        return
    codes = question.choices if question.type in ("code", "codes") else ()
    if codes and not any(code.strip("-").isdecimal() for code in codes):
        yield "form.no_number", {"question": question.path}
    small = isinstance(other, Number) and abs(other.value) < _SMALL
    if question.type in ("date", "datetime") and operator in _ORDERING and small:
        yield "form.day_as_number", {"question": question.path}
