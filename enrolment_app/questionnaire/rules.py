"""From the binds of a form to compiled rules in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .controls import SELECTS
from .errors import BadExpression
from .order import arrange
from .place import Place, Rule, Task, literally_true
from .references import (
    CLOCK_FUNCTIONS,
    WORD_FUNCTIONS,
    Reference,
    as_a_whole,
    calls,
    own,
    references,
)
from .texts import Texts
from .wording import words_read
from .xpath import as_number, as_text, as_truth, compile_expression, parse
from .xpath.calls import KNOWN
from .xpath.code import Code
from .xpath.tree import Expression, Here, Path, Step
from .xpath.values import Run

_NEVER = ("", "false()", "false")
_AS: dict[Task, Callable[[Code], Run]] = {
    Task.COUNT: as_number,
    Task.RELEVANT: as_truth,
    Task.LIST_RELEVANT: as_truth,
    Task.READONLY: as_truth,
    Task.CALCULATE: as_text,
    Task.REQUIRED: as_truth,
    Task.CONSTRAINT: as_truth,
}


def compile_rules(
    root: Place, texts: Texts
) -> tuple[list[Rule], list[tuple[str, str]]]:
    """Compile every rule and link it to what it reads.

    Gives the rules in order and the functions that nobody knows, with their places.
    Raises BadExpression and Circular.
    """
    rules: list[Rule] = []
    reads: dict[int, set[Reference]] = {}
    unknown: list[tuple[str, str]] = []
    places = (p for each in root.within() for p in (each, *each.attributes.values()))
    for place in places:
        for task, source in _written(place):
            expression = _parsed(task, source, place)
            called = calls(expression)
            unknown += [(name, place.path) for name in sorted(called - KNOWN)]
            read = references(expression, place, root)
            if task is Task.CALCULATE and isinstance(expression, Path):
                read |= as_a_whole(read, place)
            if called & WORD_FUNCTIONS:
                read |= words_read(expression, place, root, texts)
            if task is Task.LIST_RELEVANT and any(_inside(r, place) for r in read):
                continue  # each row has its own say, the list as a whole has none
            rule = Rule(task, place, _run(task, expression, root, place), source)
            rule.reads_clock = bool(called & CLOCK_FUNCTIONS)
            rule.reads_words = bool(called & WORD_FUNCTIONS)
            # A value that follows from itself is no reason to ask again; one that is
            # judged is.
            reads[len(rules)] = {each for each in read if not own(each, place)}
            if task in (Task.CONSTRAINT, Task.OFFERED):
                reads[len(rules)].add(Reference(place, place))
            rules.append(rule)
            place.rules.append(rule)
    ordered = arrange(rules, reads, root)
    return ordered, unknown


def _inside(reference: Reference, place: Place) -> bool:
    """Whether an expression of a repeat reads something in its own row."""
    return reference.place is not place and any(
        around is place for around in reference.place.around()
    )


def _written(place: Place) -> Iterator[tuple[Task, str]]:
    bind = place.bind
    if place.repeats:
        if place.counted_by:
            yield Task.COUNT, place.counted_by
        if bind.relevant and not literally_true(bind.relevant):
            yield Task.LIST_RELEVANT, bind.relevant
    if bind.relevant and not literally_true(bind.relevant):
        yield Task.RELEVANT, bind.relevant
    if bind.readonly not in _NEVER and not literally_true(bind.readonly):
        yield Task.READONLY, bind.readonly
    if bind.calculate:
        yield Task.CALCULATE, bind.calculate
    if bind.required not in _NEVER and not literally_true(bind.required):
        yield Task.REQUIRED, bind.required
    if bind.constraint and not literally_true(bind.constraint):
        yield Task.CONSTRAINT, bind.constraint
    control = place.control
    if control and control.kind in SELECTS and control.itemset is not None:
        yield Task.OFFERED, ""


def _parsed(task: Task, source: str, place: Place) -> Expression:
    if task is Task.OFFERED:
        assert place.control is not None, "only a select offers choices"
        assert place.control.itemset is not None, "an inline list never changes"
        return place.control.itemset
    try:
        expression = parse(source)
        return _around(expression, place) if task is Task.COUNT else expression
    except BadExpression as error:
        raise BadExpression(error.reason, source, place.path, task.value) from error


def _around(count: Expression, repeat: Place) -> Expression:
    """Read a count that names what stands beside the repeat as if it said so."""
    match count:
        case Path(Here(), (Step("child", name, ()), *_)) if name not in repeat.inner:
            return Path(Here(), (Step("parent", "node()"), *count.steps))
        case _:
            return count


def _run(task: Task, expression: Expression, root: Place, place: Place) -> Run:
    if task is Task.OFFERED:
        assert place.control is not None, "only a select offers choices"
        assert place.control.pick is not None, "a list is picked from"
        return place.control.pick
    return _AS[task](compile_expression(expression, root, place))
