"""The questionnaire: sections, cards, help; every answer kept as it is given.

    screen = QuestionnaireScreen(look, Sitting(visit, keep, clock), title=..., do=...)
    screen.open()

It needs no store: what keeps is handed in, what submits listens.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal

from enrolment_app.ui.screens.questionnaire_comments import commented_questions
from enrolment_app.ui.screens.questionnaire_frame import REVIEW, QuestionnaireFrame
from enrolment_app.ui.screens.questionnaire_keys import (
    LAST,
    PEOPLE,
    QUESTIONS,
    REASONS,
    REVIEWING,
    bind_keys,
)
from enrolment_app.ui.screens.questionnaire_order import Found
from enrolment_app.ui.screens.questionnaire_panes import (
    add_person,
    cycle_panes,
    step_person,
)
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.screens.questionnaire_top import unheard, untitled
from enrolment_app.ui.screens.questionnaire_walk import Walk
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from sync.values import Atom, Special


class QuestionnaireScreen(QuestionnaireFrame):
    """One household's questions, from the first to submitting."""

    undone_all = Signal()  # nothing is left to take back
    turned = Signal()  # another part of the screen is in front

    def __init__(
        self,
        look: Look,
        sitting: Sitting,
        *,
        title: Callable[[], tuple[str, str]] = untitled,
        do: Callable[[str], None] = unheard,
        tell: Callable[[str, str], None] = unheard,
    ) -> None:
        super().__init__(look, sitting, title=title, do=do, tell=tell)
        self._walk = Walk(sitting)
        for page in (self.page, self.roster):
            page.answered.connect(self.answer)
            page.special_wanted.connect(self.answer_specially)
            page.next_wanted.connect(self.step)
            page.why_wanted.connect(self.explain)
            page.right_said.connect(self.sitting.confirm)
        self.roster.moved.connect(self.go_to)
        self.rail.chosen.connect(self.open_section)
        self.rail.review_wanted.connect(self.open_review)
        self.review.go_wanted.connect(self.go_to)
        self.review.submit_wanted.connect(self.submit_wanted)
        self.review.partial_wanted.connect(self.partial_wanted)
        self.returned.go_wanted.connect(self.go_to)
        self.top.back_wanted.connect(self.leave)
        self.top.why_wanted.connect(self.explain_here)
        self.review.why_wanted.connect(self.explain)
        self.go_wanted.connect(self.go_to)
        self.help.why_wanted.connect(self.explain_here)
        self.help.taken.connect(self.answer)
        bind_keys(self, self._acts(), self.open_section)
        self._stack.currentChanged.connect(lambda _place: self.turned.emit())

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that matter where one is."""
        if self.reviewing:
            return REVIEWING
        if self.explaining:
            return REASONS
        return (*(PEOPLE if self.front is self.roster else QUESTIONS), *LAST)

    # --- moving -------------------------------------------------------------

    def open(self) -> None:
        """Begin where the visit was left, else at the first question."""
        self.dress()
        position = self._beginning()
        node = self.sitting.node(position) if position else None
        if node is not None and node.relevant:
            self.place = self.place_of(position)
            self.show_section(self.place)
            self.go_to(position)
        else:
            self.open_section(self._section_beside(-1, 1))

    def _beginning(self) -> str:
        """Give where one was, else the first question that a reviewer asks about."""
        visit = self.sitting.visit
        asked = commented_questions(visit, self.sitting.interview)
        return visit.position or next(iter(asked), "")

    def open_section(self, place: int) -> None:
        """Show a section and put the keyboard on its first question."""
        if 0 <= place < len(self.sections) and self.sections[place].relevant:
            self.show_section(place)
            self._focus_edge(last=False)

    def open_review(self) -> None:
        """Show the review."""
        self.show_review()
        self.say_title()
        self.review.focus_here()

    def explain(self, address: str) -> None:
        """Show why a question is as it is; Esc leads back to where one was."""
        self.show_why(address)
        self.say_title()
        self.why.focus_here()

    def explain_here(self) -> None:
        """Explain the question or the finding that has the keyboard."""
        if not self.explaining:
            about = self.review.about if self.reviewing else ""
            self.explain(about or self.current)

    def go_to(self, address: str) -> None:
        """Bring a question, with its person, into view and put the keyboard there."""
        self.read_sections()
        place = self.place_of(address)
        if place != self.place or not self.asking:
            self.show_section(place)
            self.say_title()
        card = self.front.card(address)
        if card is None:
            return
        self.front.show_card(card)
        told = self._walk.nearest(self.front.addresses(), address)
        target = self.front.card(told) if told else None
        if target is not None:
            target.focus_here()
        self.see_soon(address)

    def step(self, by: int, led: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's
        """Go to the next question or the one before, over people and sections.

        A digit that chose an answer has `led` on already: an Enter pressed after it,
        by habit, confirms that answer and skips no question.
        """
        if by > 0 and not led and self.led_here():
            self.led_to = None
            return
        before = self.current
        # The answer decides which question is next: it may bring one up.
        self.settle()
        self._step(by)
        card = self.current_card if led and self.current != before else None
        if card is not None and card.editor is not None:
            self.led_to = (self.current, card.editor.shown.atom)

    def _step(self, by: int) -> None:
        wanted = self._walk.beside(self.front.addresses(), self.current, by)
        if not wanted and self.front is self.roster:
            wanted = self.roster.step_after(by)
        place = self._section_beside(self.place, by)
        if wanted:
            self.go_to(wanted)
        elif 0 <= place < len(self.sections):
            self.show_section(place)
            self._focus_edge(last=by < 0)
        elif by > 0:
            self.open_review()

    def leave(self) -> None:
        """Go back: from the review to the questions, from there to the households."""
        self.settle()
        if self.explaining and self.place == REVIEW:
            self.open_review()
        elif not self.asking:
            if self.current:
                self.go_to(self.current)
            else:
                self.open_section(self._section_beside(-1, 1))
        else:
            self.left.emit()

    # --- answering ----------------------------------------------------------

    def answer(self, address: str, atom: Atom | None) -> None:
        """Take an answer from a card."""
        self.top.state.show_saving()
        self.sitting.answer(address, atom)

    def answer_specially(self, address: str, special: Special) -> None:
        """Put a special answer, or take it away where it stands."""
        node = self.sitting.node(address) if address else None
        card = self.front.shown_card(address) if address else None
        if node is None or card is None or card.asked is None:
            return
        if card.asked.takes_special:
            self.answer(address, None if node.special is special else special)
            card.focus_here()

    def undo(self) -> None:
        """Take back the last thing done, wherever it was, and go there."""
        self._back_to(self.sitting.undo(self.current))

    def redo(self) -> None:
        """Do it again."""
        self._back_to(self.sitting.redo())

    def submitting_failed(self) -> None:
        """Let it be tried again, with what stands in the way shown."""
        self.read_sections()
        self.review.submitting_failed(self.sections)

    # --- how ----------------------------------------------------------------

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "dont_know": lambda: self.answer_specially(self.current, Special.DONT_KNOW),
            "refused": lambda: self.answer_specially(self.current, Special.REFUSED),
            "undo": self.undo,
            "redo": self.redo,
            "next_unanswered": lambda: self._unanswered(1),
            "previous_unanswered": lambda: self._unanswered(-1),
            "next_problem": lambda: self._problem(1),
            "previous_problem": lambda: self._problem(-1),
            "panes": self._cycle,
            "previous_person": lambda: step_person(self, -1),
            "next_person": lambda: step_person(self, 1),
            "add_person": lambda: add_person(self),
            "why": self.explain_here,
            "review": self._finish,
            "leave": self.leave,
        }

    def _focus_edge(self, *, last: bool) -> None:
        edge = self._walk.first_in(self.front.addresses(), last=last)
        card = self.front.card(edge) if edge else None
        if card is None:
            if not (self.front is self.roster and self.roster.ask_for_first()):
                self.rail.focus_here()
            return
        if last:
            self.go_to(edge)
        else:
            card.focus_here()

    def _section_beside(self, place: int, by: int) -> int:
        place += by
        while 0 <= place < len(self.sections) and not self.sections[place].relevant:
            place += by
        return place

    def _unanswered(self, step: int) -> None:
        self.settle()
        none_left = translate("Questionnaire", "Every question has an answer.")
        self._go_to_found(self._walk.unanswered(self.current, step), none_left)

    def _problem(self, step: int) -> None:
        self.settle()
        none_left = translate("Questionnaire", "There are no problems.")
        found = self._walk.problem(self.current, step)
        if found is not None and found.node.address not in self.sitting.been_at:
            self.sitting.been_at.add(found.node.address)
            self.refresh()
        self._go_to_found(found, none_left)

    def _go_to_found(self, found: Found | None, none_left: str) -> None:
        if found is None:
            self.tell(none_left, "ok")
            return
        if found.wrapped:
            words = translate("Questionnaire", "That was the last; this is the first.")
            self.tell(words, "info")
        self.go_to(found.node.address)

    def _back_to(self, address: str | None) -> None:
        if address is None:
            self.undone_all.emit()
        elif self.asking:
            self.go_to(address)

    def _cycle(self) -> None:
        if not cycle_panes(self):
            self._focus_edge(last=False)

    def _finish(self) -> None:
        """Ctrl+Enter finishes this screen: the questions, then the review."""
        if self.reviewing:
            self.review.submit()
        else:
            self.open_review()
