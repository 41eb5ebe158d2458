"""The order in which questions are walked, numbered and looked for. No widgets."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from enrolment_app.household.layout import group_of
from enrolment_app.questionnaire import (
    Interview,
    Node,
    Question,
    Repeat,
    Section,
    walk,
)

WARNING = "warning"  # the role of a note that doubts an answer


@dataclass(frozen=True)
class Found:
    """A question that was looked for; `wrapped` where the search began anew."""

    node: Node
    wrapped: bool


def questions_in(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give every question and note that is shown, row by row, in form order."""
    for node in nodes:
        if not node.relevant:
            continue
        if isinstance(node.question, Question):
            if node.visible:
                yield node
        else:
            yield from questions_in(node.children)


def nodes_of(section: Section) -> tuple[Node, ...]:
    """Give what a section shows; a list of people is shown whole, as a roster."""
    if isinstance(section.node.question, Repeat):
        return (section.node,)
    return section.nodes or (section.node,)


def all_questions(interview: Interview) -> list[Node]:
    """Give every shown question of the household in form order."""
    sections = (one for one in interview.sections() if one.relevant)
    return [node for one in sections for node in questions_in(nodes_of(one))]


def compared_with(interview: Interview, here: Node) -> list[tuple[Node, str]]:
    """Give the questions of the same row and merge group, each with its role."""
    assert isinstance(here.question, Question), "a card is about a question"
    group = group_of(here.question)
    return [
        (node, question.role)
        for node in all_questions(interview)
        if isinstance(question := node.question, Question)
        and (node.row, group_of(question)) == (here.row, group)
    ]


def can_be_answered(node: Node) -> bool:
    """Tell whether a person can answer here at all."""
    question = node.question
    return (
        isinstance(question, Question)
        and question.control not in ("note", "none")
        and not question.calculated
        and not node.readonly
    )


def is_answered(node: Node) -> bool:
    """Tell whether there is an answer, a special one included."""
    return bool(node.value) or node.special is not None


def is_warning(node: Node) -> bool:
    """Tell whether a note doubts an answer."""
    question = node.question
    return isinstance(question, Question) and question.role == WARNING


def look_for(
    nodes: Sequence[Node], at: str, wanted: Callable[[Node], bool], *, step: int = 1
) -> Found | None:
    """Find the next wanted question after the address, the first again at the end."""
    places = {node.address: place for place, node in enumerate(nodes)}
    here = places.get(at, -1 if step > 0 else len(nodes))
    for distance in range(1, len(nodes) + 1):
        place = here + step * distance
        node = nodes[place % len(nodes)]
        if wanted(node):
            return Found(node, wrapped=not 0 <= place < len(nodes))
    return None


def numbers(interview: Interview) -> Mapping[str, str]:
    """Number the questions by path: the second of the first section is "1.2".

    Numbers do not depend on answers; notes and what is not shown have none.
    """
    found: dict[str, str] = {}
    for place, section in enumerate(interview.sections(), start=1):
        paths = dict.fromkeys(
            part.path
            for node in nodes_of(section)
            for part in walk(node.question)
            if isinstance(part, Question) and part.control not in ("note", "none")
        )
        for index, path in enumerate(paths, start=1):
            found.setdefault(path, f"{place}.{index}")
    return found


def section_of(sections: Sequence[Section], address: str) -> int:
    """Give the place of the section that shows an address, 0 where none does."""
    for place, section in enumerate(sections):
        for node in nodes_of(section):
            inside = address.startswith((f"{node.address}/", f"{node.address}["))
            if inside or address == node.address:
                return place
    return 0
