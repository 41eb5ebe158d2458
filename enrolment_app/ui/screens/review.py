"""Review and submit: what to fix, what to check, what is empty, how far each part is.

Saving as it is can always be done; only submitting waits, and says what for.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from enrolment_app.questionnaire import Section
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.screens.review_findings import Finding, Findings, findings
from enrolment_app.ui.text import lab, ltr, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button, Chip, KeyCap, Picture
from enrolment_app.ui.widgets.layouts import Piece, box, clear, column, row

SIDE_PX = 380
NUMBER_PX = 40
# Beyond this the list is no help any more: F7 goes through them all.
LINES_MAX = 40
NAMED_MAX = 12


class ReviewPage(QWidget):
    """The last look before a household is handed on."""

    go_wanted = Signal(str)
    why_wanted = Signal(str)
    submit_wanted = Signal()
    partial_wanted = Signal()

    def __init__(self, look: Look, sitting: Sitting) -> None:
        super().__init__()
        self._look = look
        self._sitting = sitting
        self._sending = False
        self.findings: Findings | None = None
        self._lists, self._side = column(gap=12), column(gap=12)
        self._why_not = lab("", "body", "text2", wrap=True)
        self._partial = Button(look, "review.partial", icon="save")
        self._partial.clicked.connect(self.partial_wanted)
        self._submit = Button(look, "review.submit", role="primary", icon="check")
        self._submit.clicked.connect(self.submit)
        self._lay_out()

    def refresh(self, sections: Sequence[Section]) -> None:
        """Look at the household as it is now."""
        found = self.findings = findings(self._sitting)
        self.setUpdatesEnabled(False)
        clear(self._lists)
        clear(self._side)
        self._say_errors(found)
        self._say_warnings(found)
        self._say_confirmed(found)
        self._say_empty(found)
        self._lists.addStretch(1)
        self._side.addWidget(self._sections(sections))
        self._side.addWidget(self._counts(found))
        self._side.addStretch(1)
        self._say_foot(found)
        self.setUpdatesEnabled(True)

    def submit(self) -> None:
        """Ask for submitting, once; a second press of the keys does nothing."""
        if self._submit.isEnabled() and not self._sending:
            self._sending = True
            self._submit.setEnabled(False)
            self.submit_wanted.emit()

    def submitting_failed(self, sections: Sequence[Section]) -> None:
        """Let it be tried again."""
        self._sending = False
        self.refresh(sections)

    def focus_here(self) -> None:
        """Put the keyboard on the first thing to do."""
        goes = self.findChildren(Button, "review.go")
        target = goes[0] if goes else self._submit
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def about(self) -> str:
        """The address of the finding with the keyboard, "" where none has it."""
        focus = self.focusWidget()
        return str(focus.property("about") or "") if focus is not None else ""

    def refit(self) -> None:
        """Follow the text size."""
        self._aside.setFixedWidth(self._look.px(SIDE_PX))

    # --- how ----------------------------------------------------------------

    def _lay_out(self) -> None:
        left, self._aside = QWidget(), QWidget()
        left.setLayout(self._lists)
        self._aside.setLayout(self._side)
        body = QWidget()
        body.setObjectName("scrollbody")
        body.setLayout(row((left, 1), self._aside, gap=16, margins=(24, 16, 24, 16)))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        foot = box(
            row(
                (self._why_not, 1),
                self._partial,
                self._submit,
                gap=10,
                margins=(24, 10, 24, 10),
            ),
            "keybar",
        )
        self.setLayout(column((area, 1), foot, gap=0))
        self.refit()

    def _say_errors(self, found: Findings) -> None:
        if not found.errors:
            words = translate("Review", "Nothing has to be fixed.")
            done = row(
                Picture(self._look, "circle-check", 20, "ok"),
                (lab(words, "question", weight=600, wrap=True), 1),
                margins=(16, 12, 16, 12),
            )
            self._lists.addWidget(box(done, "card"))
            return
        title = translate("Review", "Fix before submitting")
        hint = lab(translate("Review", "go to next"), "small", "text2")
        head = self._head(title, "err", len(found.errors), KeyCap("next_problem"), hint)
        self._list(head, found.errors, "circle-alert", "err")

    def _say_warnings(self, found: Findings) -> None:
        if found.warnings:
            title = translate("Review", "Check these")
            head = self._head(title, "warn", len(found.warnings))
            self._list(head, found.warnings, "triangle-alert", "warn")

    def _say_confirmed(self, found: Findings) -> None:
        if found.confirmed:
            title = translate("Review", "Unusual, and said to be right")
            head = self._head(title, "ok", len(found.confirmed))
            self._list(head, found.confirmed, "circle-check", "ok")

    def _say_empty(self, found: Findings) -> None:
        if not found.empty:
            return
        go = Button(self._look, "review.empty", role="ghost", icon="arrow-right")
        go.say(translate("Review", "Answer them"))
        first = found.empty[0].address
        go.clicked.connect(lambda: self.go_wanted.emit(first))
        title = translate("Review", "Left empty")
        head = self._head(title, "mute", len(found.empty), go)
        named = [f"{ltr(one.number)} {one.label}" for one in found.empty[:NAMED_MAX]]
        if len(found.empty) > NAMED_MAX:
            named.append("…")
        words = lab(" · ".join(named), "small", "text2", wrap=True)
        self._lists.addWidget(
            box(column(head, row((words, 1), margins=(16, 0, 16, 14)), gap=0), "card")
        )

    def _head(self, title: str, kind: str, count: int, *more: QWidget) -> Piece:
        chip = Chip(self._look, kind, ltr(count))
        words = lab(title, "question", weight=600)
        return row(words, chip, None, *more, margins=(16, 12, 16, 8))

    def _list(
        self, head: Piece, found: Sequence[Finding], icon: str, tone: str
    ) -> None:
        lines = [self._line(one, icon, tone) for one in found[:LINES_MAX]]
        self._lists.addWidget(box(column(head, *lines, gap=0), "card"))

    def _line(self, one: Finding, icon: str, tone: str) -> QFrame:
        number = lab(ltr(one.number), "small", "text2", weight=600)
        number.setFixedWidth(self._look.px(NUMBER_PX))
        words = column(
            lab(one.label, "body", weight=600, wrap=True),
            lab(one.words, "small", "text2", wrap=True),
            gap=0,
        )
        pieces: list[Piece] = [
            Picture(self._look, icon, 18, tone),
            number,
            (words, 1),
        ]
        if one.address:
            pieces += [self._why(one), self._go(one)]
        return box(row(*pieces, gap=10, margins=(16, 7, 10, 7)), "row")

    def _go(self, one: Finding) -> Button:
        go = Button(self._look, "review.go", role="ghost")
        go.say(translate("Review", "Go"))
        go.setAccessibleName(f"{go.text()}, {one.number} {one.label}")
        go.clicked.connect(lambda: self.go_wanted.emit(one.address))
        go.setProperty("about", one.address)
        return go

    def _why(self, one: Finding) -> Button:
        why = Button(self._look, "review.why", role="ghost")
        why.say(translate("Review", "Why?"))
        why.setAccessibleName(f"{why.text()}, {one.number} {one.label}")
        why.clicked.connect(lambda: self.why_wanted.emit(one.address))
        why.setProperty("about", one.address)
        return why

    def _sections(self, sections: Sequence[Section]) -> QFrame:
        title = lab(translate("Review", "Sections"), "question", weight=600)
        lines = [
            row(
                self._small_number(place),
                (lab(section.label, "body"), 1),
                self._far(section),
                gap=10,
            )
            for place, section in enumerate(sections, start=1)
        ]
        return box(column(title, *lines, gap=7, margins=(16, 12, 16, 14)), "card")

    def _small_number(self, number: int) -> QWidget:
        small = lab(ltr(number), "small", "text2", weight=600)
        small.setFixedWidth(self._look.px(22))
        return small

    def _far(self, section: Section) -> Chip:
        if not section.relevant:
            return Chip(self._look, "mute", translate("Review", "does not apply"))
        count = ltr(f"{section.answered}/{section.total}")
        if section.answered == section.total and not section.problems:
            return Chip(self._look, "ok", count, "check")
        return Chip(self._look, "err" if section.problems else "accent", count)

    def _counts(self, found: Findings) -> QFrame:
        title = lab(translate("Review", "Answers"), "question", weight=600)
        counted = (
            (found.answered, translate("Review", "answered")),
            (found.dont_know, translate("Review", "don't know")),
            (found.refused, translate("Review", "refused")),
            (len(found.empty), translate("Review", "left empty")),
            (len(found.errors), translate("Review", "with problems")),
        )
        lines = [
            row(self._small_number(number), (lab(words, "body"), 1), gap=10)
            for number, words in counted
        ]
        return box(column(title, *lines, gap=6, margins=(16, 12, 16, 14)), "card")

    def _say_foot(self, found: Findings) -> None:
        wrong = len(found.errors)
        words = (
            translate(
                "Review",
                "%n problem(s) block submitting. Your work is saved either way.",
                "",
                wrong,
            )
            if wrong
            else translate("Review", "Everything that is needed is there.")
        )
        self._why_not.setText(words)
        self._partial.say(translate("Review", "Save as partial, come back later"))
        self._submit.say(translate("Review", "Submit household"))
        self._submit.setEnabled(not wrong and not self._sending)
        self._submit.setAccessibleDescription(words)
