"""Where a key leads: the next question, problem, unanswered one. No widgets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from enrolment_app.questionnaire import Node
from enrolment_app.ui.screens.questionnaire_comments import commented_questions
from enrolment_app.ui.screens.questionnaire_order import (
    Found,
    all_questions,
    can_be_answered,
    is_answered,
    look_for,
)
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.screens.review_findings import findings


@dataclass(frozen=True)
class Walk:
    """Finds places in the household as it is at the moment of asking."""

    sitting: Sitting

    def first_in(self, addresses: Sequence[str], *, last: bool = False) -> str:
        """Give the first (or last) of these that can be answered, "" for none."""
        order = reversed(addresses) if last else addresses
        return next((one for one in order if self._answerable(one)), "")

    def beside(self, addresses: Sequence[str], at: str, step: int) -> str:
        """Give the next answerable of these after one, "" at their end."""
        if at not in addresses:
            return self.first_in(addresses, last=step < 0)
        place = addresses.index(at)
        rest = addresses[place + 1 :] if step > 0 else addresses[:place]
        return self.first_in(rest, last=step < 0)

    def nearest(self, addresses: Sequence[str], at: str) -> str:
        """Give the address itself, else the answerable question before or after it."""
        if self._answerable(at):
            return at
        return self.beside(addresses, at, -1) or self.beside(addresses, at, 1)

    def unanswered(self, at: str, step: int) -> Found | None:
        """Find the next question without an answer, over all sections."""

        def wanted(node: Node) -> bool:
            return can_be_answered(node) and not is_answered(node)

        return self._found(at, wanted, step)

    def problem(self, at: str, step: int) -> Found | None:
        """Find the next problem: what a reviewer asks, errors, then warnings.

        What is wrong where the person is and was not told yet comes before all others.
        """
        here = self.sitting.node(at) if at else None
        if here is not None and here.problem and not self.sitting.told_problem(here):
            return Found(here, wrapped=False)
        sitting = self.sitting
        asked = commented_questions(sitting.visit, sitting.interview)
        found = (one for one in findings(sitting).addresses if one)
        places = list(dict.fromkeys((*asked, *found)))
        nodes = [node for one in places if (node := self.sitting.node(one)) is not None]
        return look_for(nodes, at, lambda _node: True, step=step)

    def _found(
        self, at: str, wanted: Callable[[Node], bool], step: int
    ) -> Found | None:
        return look_for(all_questions(self.sitting.interview), at, wanted, step=step)

    def _answerable(self, address: str) -> bool:
        node = self.sitting.node(address)
        return node is not None and node.relevant and can_be_answered(node)
