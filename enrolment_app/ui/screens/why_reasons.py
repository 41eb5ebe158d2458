"""Why one question is as it is: rules in words, each answer they read a link."""

from collections.abc import Iterable
from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enrolment_app.questionnaire import Node, Reason
from enrolment_app.questionnaire.reasons import Read, Term, explain
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.screens.review_findings import person_of
from enrolment_app.ui.screens.why_words import (
    answer_words,
    heading,
    holds_words,
    joined_words,
    name_in_words,
    own_words,
    phrase_words,
    unconditional,
    verdict,
)
from enrolment_app.ui.text import bidi, lab, ltr, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.layouts import Piece, box, clear, column, line, row

NUMBER_PX = 44


class WhyReasons(QWidget):
    """The question, how it is, and the rules that make it so."""

    go_wanted = Signal(str)  # the address of a question to look at or to go to

    def __init__(self, look: Look, sitting: Sitting) -> None:
        super().__init__()
        self._look, self._sitting = look, sitting
        self._lines: QVBoxLayout = column(gap=12, margins=(0, 0, 8, 16))
        self.setLayout(self._lines)

    def show_node(self, node: Node | None) -> None:
        """Explain a question."""
        self.setUpdatesEnabled(False)
        clear(self._lines)
        if node is None:
            words = translate("Why", "Choose a question in the list.")
            self._lines.addWidget(lab(words, "body", "text2", wrap=True))
        else:
            self._explain(node)
        self._lines.addStretch(1)
        self.setUpdatesEnabled(True)

    def _explain(self, node: Node) -> None:
        self._lines.addWidget(self._head(node))
        reasons = _telling(explain(self._sitting.interview, node))
        # What decides comes first: a rule around it that does not hold hides it all.
        for reason in sorted(reasons, key=_turn):
            self._lines.addWidget(self._reason(reason, node))
        for words in unconditional(node, reasons):
            self._lines.addWidget(lab(words, "body", "text2", wrap=True))
        if reasons:
            self._lines.addWidget(self._for_authors(reasons))

    def _head(self, node: Node) -> QWidget:
        sitting = self._sitting
        icon, tone, words = verdict(sitting, node)
        person = person_of(sitting, node)
        label = sitting.interview.label(node) or node.name.replace("_", " ")
        said = f"{bidi(person)}: {label}" if person and person not in label else label
        number = lab(ltr(sitting.number(node)), "small", "text3", weight=600)
        if not sitting.number(node):
            number.hide()
        number.setFixedWidth(self._look.px(NUMBER_PX))
        pieces: list[Piece] = [
            row(number, (lab(said, "question", weight=600, wrap=True), 1), gap=4),
            row(
                Picture(self._look, icon, 20, tone),
                (lab(words, "body", weight=600, wrap=True), 1),
                gap=8,
            ),
        ]
        if message := own_words(sitting, node):
            pieces.append(lab(message, "body", "err", wrap=True))
        return box(column(*pieces, gap=8, margins=(16, 12, 16, 12)), "card")

    def _reason(self, reason: Reason, node: Node) -> QWidget:
        title = heading(self._sitting.interview, reason, node)
        pieces: list[Piece] = [lab(title, "body", weight=600, wrap=True)]
        if joined := joined_words(reason):
            pieces.append(lab(joined, "small", "text2", wrap=True))
        for term, after in zip_longest(reason.terms, reason.terms[1:]):
            # Two conditions on one answer: it is named once, below both.
            again = after is not None and after.reads == term.reads
            pieces += self._term(term, answers=not again)
        return box(column(*pieces, gap=8, margins=(16, 12, 12, 12)), "card")

    def _term(self, term: Term, *, answers: bool) -> Iterable[Piece]:
        if term.holds is not None:
            yield self._condition(term)
        for read in term.reads if answers else ():
            yield self._answer(read)

    def _condition(self, term: Term) -> QWidget:
        """Say one condition, and whether it is so."""
        interview = self._sitting.interview
        said = phrase_words(interview, term.phrase) if term.phrase else ""
        said = said or translate("Why", "A condition about the answers below")
        so = bool(term.holds)
        words = lab(said, "body", wrap=True)
        state = lab(holds_words(holds=term.holds), "small", "ok" if so else "err")
        line_of = QWidget()
        icon = Picture(self._look, "check" if so else "x", 16, "ok" if so else "err")
        line_of.setLayout(row(icon, (words, 1), state, gap=8))
        line_of.setAccessibleName(f"{said}: {state.text()}")
        return line_of

    def _answer(self, read: Read) -> QWidget:
        """Name an answer that decides; it leads to its question."""
        sitting = self._sitting
        node = sitting.node(read.field)
        number = sitting.number(node) if node is not None else ""
        person = person_of(sitting, node) if node is not None else ""
        name = name_in_words(sitting.interview, read.field)
        label = f"{bidi(person)}: {name}" if person else name
        told = answer_words(sitting, read)
        go = Button(self._look, "why.go", role="ghost", icon="arrow-right")
        go.say(translate("Why", "Go"))
        go.setAccessibleName(f"{go.text().strip()}, {number} {label}, {told}")
        go.clicked.connect(lambda: self.go_wanted.emit(read.field))
        at = lab(ltr(number), "small", "text3", weight=600)
        at.setFixedWidth(self._look.px(NUMBER_PX))
        words = column(
            lab(label, "small", "text2", wrap=True),
            lab(told, "body", weight=600, wrap=True),
            gap=0,
        )
        inside = row(at, (words, 1), go, gap=6, margins=(12, 6, 6, 6))
        return box(inside, "row")

    def _for_authors(self, reasons: Iterable[Reason]) -> QWidget:
        """Show the expressions themselves, for whoever writes the form."""
        title = translate("Why", "For the form's author: the rules as written")
        pieces: list[Piece] = [line(), lab(title, "small", "text3", weight=600)]
        for reason in reasons:
            said = f"{reason.field or '/'} · {reason.rule}: {reason.expression}"
            pieces.append(lab(ltr(said), "small", "text3", wrap=True))
        holder = QWidget()
        holder.setLayout(column(*pieces, gap=4))
        return holder


def _telling(reasons: Iterable[Reason]) -> list[Reason]:
    """Leave out the rules that look at no answer and decide nothing."""
    return [
        reason
        for reason in reasons
        if reason.rule in ("relevant", "required", "constraint", "readonly")
        or any(term.reads for term in reason.terms)
    ]


def _turn(reason: Reason) -> int:
    """Order rules: what hides it, what refuses it, then all others as they stand."""
    if reason.rule == "relevant":
        return 0 if reason.holds is False else 2
    return 1 if reason.rule == "constraint" and reason.holds is False else 3
