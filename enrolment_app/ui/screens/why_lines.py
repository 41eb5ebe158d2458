"""Every question of a household, those that are not asked as well. No widgets."""

from collections.abc import Iterable, Iterator

from enrolment_app.household.folding import fold
from enrolment_app.questionnaire import Node, Question, Repeat
from enrolment_app.questionnaire.phrases import words_of
from enrolment_app.ui.readings.reviewing import (
    QUESTION,
    ROW,
    SECTION,
    TOLD,
    UNASKED,
    Line,
)
from enrolment_app.ui.screens.questionnaire_order import nodes_of
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.screens.roster_people import name_of

ALL, NOT_ASKED, WRONG, WORKED_OUT = "all", "not-asked", "wrong", "worked-out"
FILTERS = (ALL, NOT_ASKED, WRONG, WORKED_OUT)


def lines_of(sitting: Sitting, wanted: str = ALL, text: str = "") -> tuple[Line, ...]:
    """Give the lines of what is wanted; `text` is looked for in labels and numbers."""
    found: list[Line] = []
    sought = fold(text)
    for section in sitting.interview.sections():
        inside = [
            line
            for node in _inside(nodes_of(section))
            if _is_wanted(sitting, node, wanted)
            and _matches(line := _line(sitting, node), sought)
        ]
        if any(line.kind != ROW for line in inside):
            found.append(Line(SECTION, section.node.address, section.label))
            found += _without_empty_rows(inside)
    return tuple(found)


def _inside(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield rows and questions, asked or not; what a form keeps of itself apart."""
    for node in nodes:
        part = node.question
        if isinstance(part, Question):
            if not part.metadata:
                yield node
            continue
        if isinstance(part, Repeat) and node.is_row:
            yield node
        yield from _inside(node.children)


def _is_wanted(sitting: Sitting, node: Node, wanted: str) -> bool:
    part = node.question
    if not isinstance(part, Question):
        return True
    match wanted:
        case "not-asked":
            return part.shown and not node.relevant
        case "wrong":
            return node.problem is not None or node.address in sitting.refused
        case "worked-out":
            return part.calculated
        case _:
            return part.shown


def _matches(line: Line, sought: str) -> bool:
    if line.kind == ROW:
        return True
    return sought in fold(f"{line.number} {line.label} {line.address}")


def _without_empty_rows(lines: list[Line]) -> Iterator[Line]:
    """Leave out the people of whom nothing is shown."""
    after = [*lines[1:], None]
    for line, following in zip(lines, after, strict=True):
        if line.kind != ROW or (following is not None and following.kind != ROW):
            yield line


def _line(sitting: Sitting, node: Node) -> Line:
    interview, part = sitting.interview, node.question
    if not isinstance(part, Question):
        return Line(ROW, node.address, name_of(sitting, node) or interview.label(node))
    label = interview.label(node) or node.name.replace("_", " ")
    number = sitting.number(node)
    if not node.relevant:
        return Line(UNASKED, node.address, label, number)
    return Line(
        TOLD if part.control == "note" else QUESTION,
        node.address,
        label,
        number,
        words_of(interview, node, node.value) if node.value else "",
        node.special.value if node.special is not None else "",
        wrong=sitting.told_problem(node),
        contested=sitting.contested(node),
    )
