"""The cards of the first screen: continue, the list, what needs somebody."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from enrolment_app.ui.moments import ago, moment
from enrolment_app.ui.readings.today import Today
from enrolment_app.ui.screens import Parts
from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.widgets.buttons import Button, KeyCap, Picture
from enrolment_app.ui.widgets.housing import HouseholdRow, widest_number
from enrolment_app.ui.widgets.layouts import box, clear, column, row
from enrolment_app.ui.words import head_in

QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's own, which PySide does not export
ASIDE_PIXELS = 300

# How many, icon, tone, words, and where it is dealt with.
Need = tuple[int, str, str, str, tuple[str, dict[str, Any]]]


class Continuing(QWidget):
    """The household that was left open, and the one primary button."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._household = ""
        look = parts.look
        self._kicker = lab("", "small", "accent_text", weight=700)
        self._title = lab("", "title", weight=600, reading=True)
        self._below = lab("", "small", "text2")
        self.button = Button(look, "home.continue", role="primary", icon="arrow-right")
        self.button.clicked.connect(self._go)
        words = column(self._kicker, self._title, self._below, gap=3)
        card = box(
            row(
                words,
                None,
                column(None, self.button, row(None, KeyCap(text="Enter"), None), None),
                margins=(18, 14, 18, 14),
            ),
            "card",
        )
        self.setLayout(column(card))
        self.hide()

    def show_today(self, today: Today) -> None:
        """Show the newest open visit, or nothing."""
        listed = today.first_open
        self.setVisible(listed is not None)
        if listed is None:
            return
        self._household = listed.household
        self._kicker.setText(translate("Home", "Continue"))
        self._title.setText(
            fill(
                translate("Home", "Household {number} · {head}"),
                number=listed.number,
                head=head_in(listed),
            )
        )
        paused = ago(today.now - moment(listed.changed_ms, today.now))
        others = today.open_visits - 1
        text = fill(translate("Home", "Last answer {ago}"), ago=paused)
        if others:
            more = translate("Home", "and %n other(s) in progress", "", others)
            text = f"{text} · {more}"
        self._below.setText(text)
        self.button.say(translate("Home", "Continue"))

    def focus_here(self) -> bool:
        """Take the keyboard if there is something to continue."""
        if self.isVisible():
            self.button.setFocus()
        return self.isVisible()

    def _go(self) -> None:
        self._parts.go("household", household=self._household)


class List(QWidget):
    """The households that were worked on last."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._title = lab("", "question", weight=600)
        self._count = lab("", "small", "text2")
        self._all = Button(parts.look, "home.all", role="ghost")
        self._all.clicked.connect(lambda: parts.go("households"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._empty = lab("", "body", "text2", wrap=True)
        self._empty.setObjectName("home.empty")
        head = row(
            self._title, self._count, None, self._all, gap=10, margins=(16, 8, 16, 6)
        )
        empty = row((self._empty, 1), margins=(16, 0, 16, 16))
        self._holder = box(column(head, self._rows, empty, gap=0), "card")
        self.setLayout(column(self._holder))

    def show_today(self, today: Today) -> None:
        """Show the rows again."""
        clear(self._rows)
        look = self._parts.look
        number_wide = widest_number(look, today.recent)
        for listed in today.recent:
            one = HouseholdRow(look, listed, today.now, number_wide)
            one.wanted.connect(self._go)
            self._rows.addWidget(one)
        self._title.setText(translate("Home", "Worked on last"))
        self._count.setText(
            translate("Home", "%n household(s) on this laptop", "", today.households)
        )
        self._all.say(translate("Home", "All households"))
        self._empty.setVisible(not today.recent)
        self._empty.setText(
            translate(
                "Home",
                "Start the first household with Ctrl+N, or sync to receive those "
                "that were given to you.",
            )
        )

    def _go(self, household: str) -> None:
        self._parts.go("household", household=household)


class Needs(QWidget):
    """What waits for the person, each line a button to where it is dealt with."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._title = lab("", "question", weight=600)
        self._calm = lab("", "small", "text2", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        card = box(
            column(
                self._title, self._calm, self._lines, gap=8, margins=(16, 12, 16, 14)
            ),
            "card",
        )
        self.setLayout(column(card))

    def show_today(self, today: Today) -> None:
        """Show the lines again."""
        clear(self._lines)
        self._title.setText(translate("Home", "Needs you"))
        self._calm.setText(translate("Home", "Nothing waits for you."))
        needs: tuple[Need, ...] = (
            (
                today.returned,
                "message-square",
                "err",
                translate("Home", "%n household(s) returned", "", today.returned),
                ("households", {"filter": "returned"}),
            ),
            (
                today.contested,
                "git-merge",
                "err",
                translate("Home", "%n household(s) in conflict", "", today.contested),
                ("conflicts", {}),
            ),
            (
                today.open_visits,
                "pencil",
                "accent_text",
                translate("Home", "%n household(s) in progress", "", today.open_visits),
                ("households", {"filter": "open"}),
            ),
        )
        shown = [need for need in needs if need[0]]
        self._calm.setVisible(not shown)
        for _, icon, tone, text, (code, told) in shown:
            button = Button(self._parts.look, f"needs.{code}.{icon}", role="ghost")
            button.say(text)
            button.clicked.connect(
                lambda _=False, code=code, told=told: self._parts.go(code, **told)
            )
            picture = Picture(self._parts.look, icon, 18, tone)
            self._lines.addLayout(row(picture, button, None, gap=6))

    def fold(self, *, folded: bool) -> None:
        """Stand below the list, as wide as it, or beside it."""
        width = self._parts.look.px(ASIDE_PIXELS)
        self.setMinimumWidth(0 if folded else width)
        self.setMaximumWidth(QWIDGETSIZE_MAX if folded else width)
