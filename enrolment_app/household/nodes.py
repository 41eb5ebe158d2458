"""Reading a live interview record by record."""

from collections.abc import Iterator

from enrolment_app.questionnaire import Node, Question
from sync.values import Atom


def atom_of(node: Node) -> Atom | None:
    """Give a question's answer as it is written: nothing where it is not asked."""
    if not node.relevant:
        return None
    return node.special if node.special is not None else node.value or None


def rows_inside(node: Node) -> Iterator[Node]:
    """Yield every row at and inside a node, outer ones first."""
    if node.is_row:
        yield node
    for child in node.children:
        yield from rows_inside(child)


def questions_of_record(node: Node) -> Iterator[Node]:
    """Yield the questions of one record: rows inside it are records of their own."""
    for child in node.children:
        if child.is_row:
            continue
        if isinstance(child.question, Question):
            yield child
        else:
            yield from questions_of_record(child)


def all_questions(node: Node) -> Iterator[Node]:
    """Yield every question at and inside a node, in form order."""
    if isinstance(node.question, Question):
        yield node
    for child in node.children:
        yield from all_questions(child)
