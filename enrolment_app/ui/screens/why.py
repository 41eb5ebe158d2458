"""Why? Every question, hidden ones as well, and why it is as it is.

The list is all questions; beside it the one that was asked about. Each answer that
decides is a link: to its question, or to why that one is not asked in its turn.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from enrolment_app.ui.screens.questionnaire_order import can_be_answered
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.screens.reading_list import LineList
from enrolment_app.ui.screens.why_lines import ALL, FILTERS, lines_of
from enrolment_app.ui.screens.why_reasons import WhyReasons
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button
from enrolment_app.ui.widgets.layouts import box, column, row
from enrolment_app.ui.widgets.search import SearchField

LIST_PX = 560
SEARCH_PX = 250


class WhyPage(QWidget):
    """All questions, and the reasons of one of them."""

    go_wanted = Signal(str)

    def __init__(self, look: Look, sitting: Sitting) -> None:
        super().__init__()
        self._look, self._sitting = look, sitting
        self._address = ""
        self._filter = ALL
        self._showing = False
        self._title = lab("", "title", weight=700)
        self._search = SearchField(look, "why.search", SEARCH_PX)
        self._search.textChanged.connect(lambda _text: self._show_list())
        self._chips = {code: self._chip(code) for code in FILTERS}
        self._list = LineList(look)
        self._list.setObjectName("why.questions")
        self._list.moved.connect(self._moved)
        self._list.comment_wanted.connect(self._go_there)
        self._reasons = WhyReasons(look, sitting)
        self._reasons.go_wanted.connect(self._follow)
        self._go = Button(look, "why.there", icon="arrow-right")
        self._go.clicked.connect(self._go_there)
        self._lay_out()
        self.retranslate()
        self.refit()

    @property
    def address(self) -> str:
        """The question that is explained."""
        return self._address

    def show_question(self, address: str) -> None:
        """Explain a question; the list has it chosen."""
        self._address = address
        self._search.clear()
        self._choose_filter(ALL)
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        self._show_list()
        self._explain()

    def focus_here(self) -> None:
        """Put the keyboard into the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refit(self) -> None:
        """Follow the text size."""
        self._left.setFixedWidth(self._look.px(LIST_PX))
        self._list.refit()

    def retranslate(self) -> None:
        """Say every text again."""
        self._title.setText(translate("Why", "Why is it so?"))
        self._search.setPlaceholderText(translate("Why", "Find a question"))
        self._search.setAccessibleName(translate("Why", "Find a question"))
        self._go.say(translate("Why", "Go to the question"))
        said = {
            "all": translate("Why", "All questions"),
            "not-asked": translate("Why", "Not asked"),
            "wrong": translate("Why", "With problems"),
            "worked-out": translate("Why", "Worked out"),
        }
        for code, chip in self._chips.items():
            chip.say(said[code])
        self._list.setAccessibleName(translate("Why", "Questions"))

    # --- how ----------------------------------------------------------------

    def _lay_out(self) -> None:
        head = row(self._title, None, self._search, gap=8, margins=(16, 12, 12, 0))
        chips = row(*self._chips.values(), None, gap=6, margins=(16, 0, 12, 4))
        self._left = box(column(head, chips, (self._list, 1), gap=8), "card")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("scrollbody")
        body.setLayout(column((self._reasons, 1), margins=(0, 0, 8, 0)))
        area.setWidget(body)
        right = column((area, 1), row(None, self._go), gap=8)
        self.setLayout(row(self._left, (right, 1), gap=16, margins=(20, 16, 16, 12)))

    def _chip(self, code: str) -> Button:
        chip = Button(self._look, f"why.{code}", role="chip")
        chip.setCheckable(True)
        chip.clicked.connect(lambda: self._filter_by(code))
        return chip

    def _filter_by(self, code: str) -> None:
        self._choose_filter(code)
        self._show_list()

    def _choose_filter(self, code: str) -> None:
        self._filter = code
        for each, chip in self._chips.items():
            chip.setChecked(each == code)

    def _show_list(self) -> None:
        lines = lines_of(self._sitting, self._filter, self._search.text())
        self._showing = True
        self._list.show_lines(lines, {})
        if any(line.address == self._address for line in lines):
            self._list.go_to(self._address)
        self._showing = False

    def _moved(self) -> None:
        if not self._showing and self._list.address:
            self._address = self._list.address
            self._explain()

    def _explain(self) -> None:
        node = self._sitting.node(self._address) if self._address else None
        self._reasons.show_node(node)
        self._go.setVisible(node is not None and self._reachable(self._address))

    def _follow(self, address: str) -> None:
        """Go to a deciding answer; one that is not asked is explained instead."""
        if self._reachable(address):
            self.go_wanted.emit(address)
        else:
            self.show_question(address)

    def _go_there(self) -> None:
        if self._reachable(self._address):
            self.go_wanted.emit(self._address)

    def _reachable(self, address: str) -> bool:
        node = self._sitting.node(address)
        return node is not None and node.visible and can_be_answered(node)
