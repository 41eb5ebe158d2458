"""A form filled at once: from a household's answers, or with what it knows itself."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from enrolment_app.problems import Problem
from sync.values import Special

from .definition import Question
from .given import atom_from_json, is_object
from .nodes import Node, everything

if TYPE_CHECKING:
    from .recompute import Recomputation
    from .speaking import Voice


class Loader:
    """Puts answers into a form as they are, and notes those that have no place."""

    def __init__(
        self, rules: Recomputation, name_row: Callable[[str, int], str]
    ) -> None:
        self.rules = rules
        self.name_row = name_row
        self.problems: list[Problem] = []

    def fill(self, node: Node, answers: Mapping[str, Any]) -> None:
        """Fill a group or row and what is inside it."""
        inside = {child.name: child for child in node.children}
        for name, given in answers.items():
            child = inside.get(name)
            if child is None:
                if name != "id":
                    self._lost("visit.no_such_question", node, name)
            elif child.is_list:
                self._rows(child, given)
            elif isinstance(child.question, Question):
                self._answer(child, given)
            elif is_object(given):
                self.fill(child, given)
            elif given is not None:
                self._lost("visit.not_a_group", node, name)

    def _rows(self, listed: Node, given: Any) -> None:
        if not isinstance(given, list) or not all(is_object(each) for each in given):
            if given is not None:
                self.problems.append(Problem("visit.not_a_list", listed.address))
            return
        for made in tuple(listed.rows):
            self.rules.take_row(listed, made)  # a count was quicker than the answers
        for number, each in enumerate(given, start=1):
            row_id = str(each.get("id") or self.name_row(listed.path, number))
            self.fill(self.rules.add_row(listed, row_id), each)
        for rule in listed.place.rules:
            if rule.on_list:
                self.rules.push(rule, listed)

    def _answer(self, node: Node, given: Any) -> None:
        try:
            atom = atom_from_json(given)
        except TypeError:
            self.problems.append(Problem("visit.not_an_answer", node.address))
            return
        node.special = atom if isinstance(atom, Special) else None
        self.rules.store(node, "" if atom is None or node.special else str(atom))

    def _lost(self, code: str, node: Node, name: str) -> None:
        lead = node.address
        self.problems.append(Problem(code, f"{lead}/{name}" if lead else name))


def preload(
    root: Node,
    voice: Voice,
    now: datetime,
    random: Callable[[int], bytes],
) -> None:
    """Give a new record what the form asks of its surroundings: times, device, id."""
    for node in everything(root):
        question = node.place.part
        if not isinstance(question, Question) or not question.metadata:
            continue
        if question.metadata == "end":
            continue  # it is not over yet
        if question.metadata == "start":
            text = now.isoformat(timespec="milliseconds")
        elif question.metadata == "today":
            text = now.date().isoformat()
        elif question.metadata == "instanceid":
            text = f"uuid:{uuid.UUID(bytes=random(16), version=4)}"
        else:
            text = voice.property(question.metadata)
        node.store(text)
