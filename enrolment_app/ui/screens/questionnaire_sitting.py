"""A visit while somebody sits at it: answers go in, are kept, and what changed is told.

No widgets: the screen shows what this says.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from enrolment_app.household.confirming import confirm, confirmation_at
from enrolment_app.household.layout import group_of
from enrolment_app.household.visit import Visit
from enrolment_app.problems import Problem
from enrolment_app.questionnaire import Interview, Node, Outcome, Question
from enrolment_app.ui.messages import said
from enrolment_app.ui.screens.questionnaire_asked import Asked, asked, is_missing
from enrolment_app.ui.screens.questionnaire_comments import Said, said_at
from enrolment_app.ui.screens.questionnaire_landing import (
    Landing,
)
from enrolment_app.ui.screens.questionnaire_order import (
    all_questions,
    compared_with,
    is_answered,
    numbers,
)
from sync.errors import IndrajError
from sync.values import Atom, RecordId

# keep(done, failed): put the visit's draft on the disk, then call one of the two.
Keep = Callable[[Callable[[object], None], Callable[[IndrajError], None]], None]


@dataclass(frozen=True)
class Saved:
    """Whether the answers are on the disk: `at` is when, `why` is why not."""

    at: datetime | None = None
    why: str = ""


@dataclass(frozen=True)
class Moved:
    """What an answer did to the form: how many questions came and went."""

    came: int = 0
    went: int = 0


@dataclass(frozen=True)
class Unread:
    """What was typed and cannot be an answer, and why."""

    typed: Atom | None
    problem: Problem


class Sitting(QObject):
    """One person at one open visit."""

    changed = Signal(object)  # Moved: cards, rail and roster show it anew
    saved = Signal(object)  # Saved

    def __init__(
        self,
        visit: Visit,
        keep: Keep,
        clock: Callable[[], datetime],
        guard: AbstractContextManager[object] | None = None,
        files: Landing | None = None,
    ) -> None:
        super().__init__()
        self.visit = visit
        # What questions that take files are handed; None where there is no store.
        self._files = files
        # Held while the visit changes: keeping reads it in another thread.
        self._guard = guard or nullcontext()
        self._keep = keep
        self._clock = clock
        self._asked_for = 0
        self._numbers: Mapping[str, str] = numbers(visit.interview)
        # What was typed and cannot be an answer: it is no longer in the form.
        self.refused: dict[str, Unread] = {}
        # Questions that the person has been at: only there is a missing answer told.
        self.been_at: set[str] = set()
        self.reviewed = False
        self.rtl = False  # whether people read from right to left now
        self.last = Saved()

    @property
    def interview(self) -> Interview:
        """The live form."""
        return self.visit.interview

    def node(self, address: str) -> Node | None:
        """Give the node at an address, None where there is none any more."""
        try:
            return self.interview.find(address)
        except KeyError:
            return None

    def number(self, node: Node) -> str:
        """Give the number of a question, "" where it has none."""
        return self._numbers.get(node.path, "")

    def asked(self, node: Node) -> Asked:
        """Give what the card of a question shows."""
        told = asked(
            self.interview,
            node,
            number=self.number(node),
            problem=self.told_problem(node),
            contested=self.contested(node),
            comments=said_at(self.visit, node),
            confirmed=self.confirmed(node),
            backing=self._files.backing_of(node) if self._files else None,
        )
        told = replace(
            told,
            late=partial(self._answer_late, node.address),
            beside=partial(self._answer_beside, node.address),
        )
        unread = self.refused.get(node.address)
        if unread is None or unread.typed is None:
            return told
        return replace(told, shown=replace(told.shown, value=unread.typed))

    def told_problem(self, node: Node) -> Problem | None:
        """Give what is wrong with an answer; a missing one is told once been at."""
        if node.address in self.refused:
            return self.refused[node.address].problem
        problem = node.problem
        if problem is None or not is_missing(problem):
            return problem
        return problem if self.reviewed or node.address in self.been_at else None

    def wants(self, node: Node) -> bool:
        """Tell whether an answer is wrong, or a reviewer asks about it."""
        return self.told_problem(node) is not None or bool(said_at(self.visit, node))

    def contested(self, node: Node) -> bool:
        """Tell whether two people disagree about the answer."""
        question, view = node.question, self.visit.view
        if view is None or not isinstance(question, Question):
            return False
        record = node.row or self.visit.household
        return view.contest(record, group_of(question)) is not None

    def answer(self, address: str, atom: Atom | None) -> Outcome:
        """Take an answer; one that cannot be read empties the question and is told."""
        before = self._shown_now()
        self.refused.pop(address, None)
        with self._guard:
            outcome = self.visit.answer(address, atom)
            if outcome.refused and outcome.problem is not None:
                if atom is not None and self._holds(address):
                    self.visit.answer(address, None)
                self.refused[address] = Unread(atom, outcome.problem)
        self._after(before)
        return outcome

    def _answer_beside(self, address: str, answers: Mapping[str, str]) -> None:
        """Answer the questions of these roles that are compared with this one."""
        here = self.node(address)
        for node, role in compared_with(self.interview, here) if here else ():
            if role in answers:
                self.answer(node.address, answers[role])

    @property
    def files_on_their_way(self) -> bool:
        """Whether a file is being kept that will be an answer."""
        return self._files is not None and self._files.on_their_way > 0

    def leave(self) -> None:
        """Answer with what is kept; what is kept from now on the worker answers."""
        landed = self._files.leave() if self._files is not None else {}
        for address, reference in landed.items():
            self._answer_late(address, reference)

    def close(self) -> None:
        """Hear of no file any more."""
        if self._files is not None:
            self._files.close()

    def _answer_late(self, address: str, atom: Atom) -> None:
        """Take what became ready after its question had gone from the screen."""
        if self.node(address) is not None:
            self.answer(address, atom)

    def add_row(self, list_address: str) -> Node:
        """Add a row to a repeat."""
        before = self._shown_now()
        with self._guard:
            row = self.visit.add_row(list_address)
        self._after(before)
        return row

    def mark_row(self, row: RecordId, status: str) -> Outcome:
        """Say of a row that it left, died, was entered in error, or is here."""
        before = self._shown_now()
        with self._guard:
            outcome = self.visit.mark_row(row, status)
        self._after(before)
        return outcome

    def confirm(self, address: str, reason: str) -> Problem | None:
        """Take it that a doubted answer is right."""
        before = self._shown_now()
        with self._guard:
            problem = confirm(self.visit, address, reason)
        if problem is None:
            self._after(before)
        return problem

    def confirmed(self, node: Node) -> Said | None:
        """Give who said that a doubted answer is right, and why."""
        found, now = confirmation_at(self.visit, node), self.visit.setting.now
        if found is None:
            return None
        when = found.time_ms or int(now.timestamp() * 1000)
        return Said(found.reason, found.person, when, now)

    def undo(self, here: str = "") -> str | None:
        """Take back the last step; gives where it was, None where there is none.

        `here` is where the person is: what could not be read there goes first.
        """
        if here in self.refused:
            return self._stepped(lambda: here)
        return self._stepped(self.visit.undo)

    def redo(self) -> str | None:
        """Do the last step again that was taken back."""
        return self._stepped(self.visit.redo)

    def at(self, address: str) -> None:
        """Note where the person is; the draft opens there again."""
        self.visit.position = address

    def keep_now(self) -> None:
        """Put the visit on the disk; `saved` tells when it is there, or why not."""
        self._asked_for += 1
        this = self._asked_for
        self._keep(
            lambda _kept: self._was_kept(this),
            self._was_not_kept,
        )

    def problems(self) -> tuple[Problem, ...]:
        """Give everything in the way of submitting, what cannot be read first."""
        unread = [
            Problem(unread.problem.code, address, unread.problem.values)
            for address, unread in self.refused.items()
            if self._is_shown(address)
        ]
        held = {problem.field for problem in unread}
        others = [one for one in self.visit.problems() if one.field not in held]
        return (*unread, *others)

    def _stepped(self, step: Callable[[], str | None]) -> str | None:
        before = self._shown_now()
        with self._guard:
            address = step()
        if address is not None:
            self.refused.pop(address, None)
            self._after(before)
        return address

    def _after(self, before: frozenset[str]) -> None:
        self.keep_now()
        after = self._shown_now()
        self.changed.emit(Moved(len(after - before), len(before - after)))

    def _shown_now(self) -> frozenset[str]:
        return frozenset(node.address for node in all_questions(self.interview))

    def _holds(self, address: str) -> bool:
        node = self.node(address)
        return node is not None and is_answered(node)

    def _is_shown(self, address: str) -> bool:
        node = self.node(address)
        return node is not None and node.relevant

    def _was_kept(self, this: int) -> None:
        # Only the newest counts: an answer given since is not on the disk yet.
        if this == self._asked_for:
            self.last = Saved(at=self._clock())
            self.saved.emit(self.last)

    def _was_not_kept(self, error: IndrajError) -> None:
        self.last = Saved(why=said(error))
        self.saved.emit(self.last)
