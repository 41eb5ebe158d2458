"""What is wrong with a value: a broken constraint, a choice that is not offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .place import Task
from .xpath import XNode, evaluate_or

if TYPE_CHECKING:
    from .nodes import Node
    from .recompute import Recomputation

NOT_OFFERED = "answer.not_offered"
CONSTRAINT = "answer.constraint"


class Judge:
    """Judges values by constraints and offers; remembers what is not offered now."""

    def __init__(self, rules: Recomputation) -> None:
        self._rules = rules
        # What was chosen and is not offered just now: it comes back if it is again.
        self._shelved: dict[int, str] = {}

    def unshelve(self, node: Node) -> None:
        """Forget what was chosen earlier: somebody chose anew."""
        self._shelved.pop(id(node), None)

    def constrain(self, node: Node, *, holds: bool) -> None:
        """Note whether the constraint holds; without a value nothing is broken."""
        if node.wrong != NOT_OFFERED:
            self._blame(node, CONSTRAINT if node.text and not holds else "")

    def waiting(self, node: Node) -> bool:
        """Whether there is anything chosen, or chosen earlier, to judge."""
        return bool(node.text) or id(node) in self._shelved

    def offer(self, node: Node, picked: list[XNode]) -> None:
        """See to it that what was chosen is still among what is offered.

        What is not is put away, a default of the form too. What came from elsewhere is
        kept and blamed instead.
        """
        control = node.place.control
        assert control is not None, "only a select offers choices"
        assert control.value is not None, "a list is picked from"
        context = self._rules.context
        offered = {evaluate_or(control.value, each, context, "") for each in picked}
        offered |= {item.value for item in control.items}
        wanted = self._shelved.get(id(node)) or node.text
        chosen = [wanted] if control.kind == "select-one" else wanted.split()
        kept = " ".join(code for code in chosen if code in offered)
        if kept != node.text and self._rules.loading and not self._rules.fresh:
            self._blame(node, NOT_OFFERED)
            return
        if kept == wanted:
            self.unshelve(node)
        else:
            self._shelved[id(node)] = wanted
        self._rules.store(node, kept)
        self.pardon(node)

    def pardon(self, node: Node) -> None:
        """Let the constraint have its say again: what is chosen is offered."""
        if node.wrong == NOT_OFFERED:
            self._blame(node, "")
            for rule in node.place.rules:
                if rule.task is Task.CONSTRAINT:
                    self._rules.push(rule, node)

    def _blame(self, node: Node, code: str) -> None:
        if node.wrong != code:
            node.wrong = code
            self._rules.touch(node)
