"""The first thing an enumerator sees: the households that were sent back."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from enrolment_app.ui.readings.today import Today
from enrolment_app.ui.screens import Parts
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.housing import HouseholdRow, widest_number
from enrolment_app.ui.widgets.layouts import box, clear, column, row


class SentBack(QWidget):
    """The newest returned households; gone where there are none."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._title = lab("", "question", "err", weight=600)
        self._below = lab("", "small", "text2", wrap=True)
        self._all = Button(parts.look, "home.returned", role="ghost")
        self._all.clicked.connect(lambda: parts.go("households", filter="returned"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        head = row(
            Picture(parts.look, "message-square", 20, "err"),
            (column(self._title, self._below, gap=1), 1),
            self._all,
            gap=10,
            margins=(16, 8, 16, 8),
        )
        self.setLayout(column(box(column(head, self._rows, gap=0), "card")))
        self.hide()

    def show_today(self, today: Today) -> None:
        """Show the rows again."""
        clear(self._rows)
        self.setVisible(bool(today.sent_back))
        look = self._parts.look
        number_wide = widest_number(look, today.sent_back)
        for listed in today.sent_back:
            one = HouseholdRow(look, listed, today.now, number_wide)
            one.wanted.connect(self._go)
            self._rows.addWidget(one)
        self._title.setText(
            translate("Home", "%n household(s) returned", "", today.returned)
        )
        self._below.setText(
            translate(
                "Home", "Open one to see what the supervisor asks, at each question."
            )
        )
        self._all.say(translate("Home", "All of them"))
        self._all.setVisible(today.returned > len(today.sent_back))

    def focus_here(self) -> bool:
        """Take the keyboard if there is anything."""
        first = self._rows.itemAt(0)
        if first is not None and (widget := first.widget()) is not None:
            widget.setFocus()
            return True
        return False

    def _go(self, household: str) -> None:
        self._parts.go("household", household=household)
