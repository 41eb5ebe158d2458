"""The section rail: what stands at the top of a form, and how far it is answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .definition import Question

if TYPE_CHECKING:
    from .nodes import Node


def shown_questions(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the visible questions inside, in form order; rows of lists included."""
    for node in nodes:
        if not node.relevant:
            continue
        if isinstance(node.question, Question):
            if node.visible:
                yield node
        else:
            yield from shown_questions(node.children)


def answerable(node: Node) -> bool:
    """Whether a person could answer this question now."""
    question = node.question
    assert isinstance(question, Question), "only a question can be answered"
    return question.by_hand and not node.readonly


@dataclass(frozen=True, slots=True)
class Section:
    """One line of the section rail: a top-level group or repeat, or loose questions.

    `nodes` is what the section shows (for loose questions `node` is the root).
    Counts are of visible questions that can be answered.
    """

    node: Node
    label: str
    answered: int
    total: int
    problems: int
    relevant: bool
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section is: of what can be answered now, and what is wrong in it."""

    answered: int
    total: int
    problems: int


def progress(nodes: Iterable[Node]) -> Progress:
    """Count what a section's nodes ask."""
    shown = list(shown_questions(nodes))
    asked = [node for node in shown if answerable(node)]
    return Progress(
        sum(node.answered for node in asked),
        len(asked),
        sum(node.problem is not None for node in shown),
    )


def blocks_around(node: Node, root: Node) -> tuple[Node, ...]:
    """Give the nodes by which the section around a node goes: itself or the root."""
    around = node
    while around.parent is not None and around.parent is not root:
        around = around.parent
    listed = root.lists.get(around.name)
    return (around, root) if listed is None else (listed, root)


def blocks(root: Node) -> list[tuple[Node, tuple[Node, ...]]]:
    """Cut the top of a form into sections: each group and list, and loose questions.

    Loose questions stand together under the root, where the first of them stands.
    """
    found: list[tuple[Node, tuple[Node, ...]]] = []
    loose: list[Node] = []
    where = -1
    for node in root.children:
        if isinstance(node.question, Question):
            if node.question.shown:
                if not loose:
                    where = len(found)
                loose.append(node)
        elif _has_a_place(node):
            found.append((node, node.children))
    if loose:
        found.insert(where, (root, tuple(loose)))
    return found


def _has_a_place(node: Node) -> bool:
    """Whether anything in it can ever be on the screen."""
    if node.is_list:
        return node.place.control is not None
    return any(
        child.question.shown
        if isinstance(child.question, Question)
        else _has_a_place(child)
        for child in node.children
    )
