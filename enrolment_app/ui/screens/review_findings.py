"""What stands in the way of submitting, what to check, what was left empty."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from enrolment_app.questionnaire import Node
from enrolment_app.ui.screens.questionnaire_asked import problem_words
from enrolment_app.ui.screens.questionnaire_order import (
    all_questions,
    can_be_answered,
    is_answered,
    is_warning,
)
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.screens.roster_people import name_of
from enrolment_app.ui.text import bidi, fill, translate
from sync.values import Special


@dataclass(frozen=True)
class Finding:
    """One line of the review: a question, what is said of it, where to go."""

    address: str
    number: str
    label: str
    words: str = ""


@dataclass(frozen=True)
class Findings:
    """The whole review."""

    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    confirmed: tuple[Finding, ...]
    empty: tuple[Finding, ...]
    answered: int
    dont_know: int
    refused: int

    @property
    def addresses(self) -> tuple[str, ...]:
        """Give where F7 goes: errors, then warnings, in form order."""
        return tuple(one.address for one in (*self.errors, *self.warnings))


def findings(sitting: Sitting) -> Findings:
    """Look at the whole household as it is now."""
    shown = all_questions(sitting.interview)
    asked = [node for node in shown if can_be_answered(node)]
    errors = tuple(_errors(sitting))
    wrong = {one.address for one in errors}
    specials = [node.special for node in asked if node.special is not None]
    doubts = tuple(_doubts(sitting, shown))
    return Findings(
        errors=errors,
        warnings=tuple(found for found, right in doubts if right is None),
        confirmed=tuple(
            replace(found, words=f"{found.words} {right}")
            for found, right in doubts
            if right is not None
        ),
        empty=tuple(
            finding(sitting, node)
            for node in asked
            if not is_answered(node) and node.address not in wrong
        ),
        answered=sum(bool(node.value) for node in asked),
        dont_know=specials.count(Special.DONT_KNOW),
        refused=specials.count(Special.REFUSED),
    )


def finding(sitting: Sitting, node: Node, words: str = "") -> Finding:
    """Give the line of a question; inside a roster it begins with the person."""
    label = sitting.interview.label(node)
    person = person_of(sitting, node)
    named = f"{bidi(person)}: {label}" if person else label
    return Finding(node.address, sitting.number(node), named, words)


def person_of(sitting: Sitting, node: Node) -> str:
    """Give the name of the person whose row a question is in, "" outside rows."""
    if not node.row:
        return ""
    end = node.address.rindex("]") + 1
    row = sitting.node(node.address[:end])
    return name_of(sitting, row) if row is not None else ""


def _errors(sitting: Sitting) -> list[Finding]:
    found = []
    for problem in sitting.problems():
        node = sitting.node(problem.field) if problem.field else None
        words = problem_words(sitting.interview, problem)
        if node is None:
            found.append(Finding("", "", words))
        else:
            found.append(finding(sitting, node, words))
    return found


def _doubts(
    sitting: Sitting, shown: list[Node]
) -> Iterator[tuple[Finding, str | None]]:
    """Yield the notes that doubt an answer, each at the question before it.

    With why the answer is right all the same, None where nobody said so.
    """
    before: Node | None = None
    for node in shown:
        if is_warning(node):
            told = finding(sitting, node)
            about = finding(sitting, before) if before is not None else told
            words = sitting.interview.label(node)
            said = sitting.confirmed(node)
            right = None
            if said is not None:
                because = translate("Review", "It is right: {reason} ({person})")
                right = fill(because, reason=said.text, person=said.person)
            yield Finding(node.address, about.number, about.label, words), right
        elif can_be_answered(node):
            before = node
