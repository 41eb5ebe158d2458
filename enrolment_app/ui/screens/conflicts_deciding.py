"""The contests of one household: rows of sides, a third value, undo."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enrolment_app.ui.readings.conflicts import Contest, Decision
from enrolment_app.ui.screens.conflicts_row import ContestRow
from enrolment_app.ui.text import translate
from enrolment_app.ui.widgets.banner import Banner
from enrolment_app.ui.widgets.layouts import clear, column
from enrolment_app.ui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

Decisions = dict[str, Decision]


class Deciding(QWidget):
    """Nothing is chosen at first; each choice can be taken back before saving."""

    decided = Signal()

    def __init__(self, look: "Look") -> None:
        super().__init__()
        self._look = look
        self._contests: Sequence[Contest] = ()
        self._rows: list[ContestRow] = []
        self._decisions: Decisions = {}
        self._before: list[Decisions] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self._hint = Banner(look)
        body = QWidget()
        body.setObjectName("scrollbody")
        body.setLayout(
            column(self._lines, self._hint, None, gap=14, margins=(18, 0, 18, 14))
        )
        self.setLayout(column(scrolling(body)))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What is decided so far, in the order of the rows."""
        return tuple(
            self._decisions[each.address]
            for each in self._contests
            if each.address in self._decisions
        )

    @property
    def count(self) -> int:
        """How many contests there are."""
        return len(self._contests)

    @property
    def can_undo(self) -> bool:
        """Whether there is a choice to take back."""
        return bool(self._before)

    @property
    def rows(self) -> Sequence[ContestRow]:
        """The rows, top to bottom."""
        return self._rows

    def show_contests(
        self, contests: Sequence[Contest], now: datetime, *, afresh: bool
    ) -> None:
        """Show these; `afresh` forgets what was decided about others."""
        at = self._focused_row()
        self._contests = contests
        if afresh:
            self._decisions, self._before = {}, []
        clear(self._lines)
        self._rows = []
        for place, contest in enumerate(contests):
            one = ContestRow(self._look, contest, now)
            one.decided.connect(self._decide)
            one.moved.connect(lambda by, place=place: self._move(place, by))
            self._rows.append(one)
            self._lines.addWidget(one)
        self._show()
        self._hint.say(
            "info",
            translate("Conflicts", "Is neither right?"),
            translate(
                "Conflicts",
                "Use the button below the question, or its key, to write another "
                "value.",
            ),
        )
        self._hint.setVisible(any(each.writable for each in contests))
        if at >= 0 and not afresh:
            self._rows[min(at, len(self._rows) - 1)].focus_here()

    def focus_here(self) -> None:
        """Take the keyboard at the first row that is not decided."""
        for one in self._rows:
            if one.contest.address not in self._decisions:
                one.focus_here()
                return

    def undo(self) -> None:
        """Take the last choice back."""
        if self._before:
            self._decisions = self._before.pop()
            self._show()
            self.decided.emit()

    def _decide(self, decision: Decision, go_on: bool) -> None:  # noqa: FBT001 - a signal's
        if self._decisions.get(decision.address) != decision:
            self._before.append(dict(self._decisions))
            self._decisions[decision.address] = decision
        self._show()
        self.decided.emit()
        if go_on:
            addresses = [each.address for each in self._contests]
            self._move(addresses.index(decision.address), 1)

    def _move(self, place: int, by: int) -> None:
        to = place + by
        if 0 <= to < len(self._rows):
            self._rows[to].focus_here()

    def _show(self) -> None:
        for one in self._rows:
            one.show_decision(self._decisions.get(one.contest.address))

    def _focused_row(self) -> int:
        for place, one in enumerate(self._rows):
            if one.hasFocus() or one.isAncestorOf(self.focusWidget() or self):
                return place
        return -1
