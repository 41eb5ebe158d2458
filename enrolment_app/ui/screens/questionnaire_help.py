"""Beside the questions: how to ask, what was agreed before, what others wrote."""

from itertools import cycle

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from enrolment_app.household.layout import group_of
from enrolment_app.household.view import Contested
from enrolment_app.questionnaire import Node, Question
from enrolment_app.ui.attached_words import spoken
from enrolment_app.ui.editors.words import special_words
from enrolment_app.ui.screens.questionnaire_order import can_be_answered
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.text import bidi, fill, lab, ltr, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button, KeyCap, Picture
from enrolment_app.ui.widgets.layouts import box, clear, column, line, row
from sync.values import Atom, Special

WIDTH_PX = 284
SIDES = ("mine", "theirs")


class HelpPane(QFrame):
    """Follows the question that has the keyboard."""

    taken = Signal(str, object)  # address, Atom: the value before is the answer now
    why_wanted = Signal()

    def __init__(self, look: Look, sitting: Sitting) -> None:
        super().__init__()
        self._look = look
        self._sitting = sitting
        self._address = ""
        self.setProperty("box", "aside")
        body = QWidget()
        body.setObjectName("scrollbody")
        self._body = column(gap=14, margins=(16, 16, 16, 16))
        body.setLayout(self._body)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        self.setLayout(column(area, gap=0))
        self.refit()

    def refit(self) -> None:
        """Follow the text size."""
        self.setFixedWidth(self._look.px(WIDTH_PX))

    def show_question(self, address: str) -> None:
        """Show what helps with a question."""
        self._address = address
        self.refresh()

    def refresh(self) -> None:
        """Show it as it is now."""
        clear(self._body)
        self.setAccessibleName(translate("Questionnaire", "Help"))
        node = self._sitting.node(self._address) if self._address else None
        if node is not None and isinstance(node.question, Question):
            self._say(node, node.question)
        self._body.addStretch(1)

    def _say(self, node: Node, question: Question) -> None:
        number = self._sitting.number(node)
        title = (
            fill(translate("Questionnaire", "Question {number}"), number=number)
            if number
            else translate("Questionnaire", "To read out")
        )
        self._body.addWidget(lab(title, "body", weight=600))
        interview = self._sitting.interview
        told = [interview.hint(node), interview.guidance(node)]
        said = "\n\n".join(text for text in told if text)
        how = translate("Questionnaire", "How to ask")
        empty = translate("Questionnaire", "Read the question as it is written.")
        self._section("circle-help", how, lab(said or empty, "small", wrap=True))
        contested = self._contested(node, question)
        if contested is not None:
            self._body.addWidget(line())
            self._say_contested(node, contested)
        elif can_be_answered(node):
            self._say_before(node, question)
        self._body.addWidget(line())
        why = Button(self._look, "help.why", role="ghost", icon="circle-help")
        why.say(translate("Why", "Why is this question so?"))
        why.clicked.connect(self.why_wanted)
        self._body.addLayout(row(why, None, KeyCap("why")))

    def _section(self, icon: str, title: str, *pieces: QWidget) -> None:
        head = row(
            Picture(self._look, icon, 16),
            lab(title, "small", "text2", weight=600),
            None,
            gap=6,
        )
        self._body.addLayout(column(head, *pieces, gap=6))

    def _say_before(self, node: Node, question: Question) -> None:
        before = self._agreed(node, question)
        now: Atom | None = node.special or node.value or None
        if before is None or before == now:
            return
        self._body.addWidget(line())
        words = lab(self._words(node, before), "body", weight=600, wrap=True)
        use = Button(self._look, "help.use", role="ghost", icon="arrow-right")
        use.say(translate("Questionnaire", "Use this value"))
        use.clicked.connect(lambda: self.taken.emit(node.address, before))
        card = box(column(words, margins=(10, 8, 10, 8)), "card")
        title = translate("Questionnaire", "Before this visit")
        self._section("history", title, card, use)

    def _say_contested(self, node: Node, contested: Contested) -> None:
        cards = []
        for side, tone in zip(contested.sides, cycle(SIDES), strict=False):
            path = contested.path_at(node.address)
            value = lab(self._words(node, side.value.get(path)), "body", wrap=True)
            who = fill(
                translate("Questionnaire", "{person} · laptop {device}"),
                person=side.change.person,
                device=side.change.device,
            )
            words = column(value, lab(who, "small", "text2", wrap=True), gap=2)
            words.setContentsMargins(10, 8, 10, 8)
            cards.append(box(words, "side", state=tone))
        title = translate("Questionnaire", "What was written")
        self._section("git-merge", title, *cards)

    def _contested(self, node: Node, question: Question) -> Contested | None:
        view = self._sitting.visit.view
        record = node.row or self._sitting.visit.household
        return view.contest(record, group_of(question)) if view else None

    def _agreed(self, node: Node, question: Question) -> Atom | None:
        view = self._sitting.visit.view
        if view is None:
            return None
        record = node.row or self._sitting.visit.household
        values = view.shown.get(record, {}).get(group_of(question), {})
        return values.get(question.field)

    def _words(self, node: Node, atom: Atom | None) -> str:
        if isinstance(atom, Special):
            return special_words(atom)
        if not atom:
            return translate("Questionnaire", "left empty")
        labels = {
            choice.value: choice.label
            for choice in self._sitting.interview.choices(node)
        }
        if atom in labels:
            return labels[atom]
        words = spoken(atom)
        return bidi(words) if not words[:1].isdigit() else ltr(words)
