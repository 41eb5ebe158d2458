"""What the office told: its messages, and the households that are one's own work."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from enrolment_app.actions.from_the_office import FromOffice, see_messages
from enrolment_app.store.told import Message
from enrolment_app.ui.moments import ago
from enrolment_app.ui.readings.today import Today
from enrolment_app.ui.screens import Parts
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.housing import HouseholdRow, widest_number
from enrolment_app.ui.widgets.layouts import box, clear, column, row


class Office(QWidget):
    """Unseen messages and assigned households; gone where there is neither."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._newest_ms = 0
        self._messages_title = lab("", "question", weight=600)
        self._assigned_title = lab("", "question", weight=600)
        self._seen = Button(parts.look, "home.messages_seen", role="ghost")
        self._seen.clicked.connect(self._see)
        self._said = QVBoxLayout()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        picture = Picture(parts.look, "message-square", 20, "text2")
        head = row(picture, (self._messages_title, 1), self._seen, gap=10)
        said = column(head, self._said, gap=6, margins=(16, 8, 16, 10))
        self._messages = box(said, "card")
        title = row(self._assigned_title, margins=(16, 8, 16, 4))
        self._assigned = box(column(title, self._rows, gap=0), "card")
        self.setLayout(column(self._messages, self._assigned, gap=14))
        self.hide()

    def show_today(self, today: Today) -> None:
        """Show what was told again."""
        told = today.office
        clear(self._said)
        clear(self._rows)
        self.setVisible(bool(told.messages or told.assigned))
        self._messages.setVisible(bool(told.messages))
        self._assigned.setVisible(bool(told.assigned))
        self._newest_ms = max((one.at_ms for one in told.messages), default=0)
        for one in told.messages:
            self._said.addLayout(self._line(one, today))
        self._show_assigned(told, today)
        self._messages_title.setText(
            translate("Home", "%n message(s) from the office", "", len(told.messages))
        )
        self._seen.say(translate("Home", "I have seen this"))

    def _line(self, one: Message, today: Today) -> QVBoxLayout:
        urdu = self._parts.look.language.code == "ur" and one.author_ur
        author = one.author_ur if urdu else one.author
        when = ago(today.span_since(one.at_ms))
        return column(
            lab(one.text, "body", wrap=True),
            lab(f"{author} · {when}", "small", "text2"),
            gap=1,
        )

    def _show_assigned(self, told: FromOffice, today: Today) -> None:
        look = self._parts.look
        number_wide = widest_number(look, told.households)
        for listed in told.households:
            one = HouseholdRow(look, listed, today.now, number_wide)
            one.wanted.connect(self._go)
            self._rows.addWidget(one)
        self._assigned_title.setText(
            translate("Home", "%n household(s) assigned to you", "", told.assigned)
        )

    def _see(self) -> None:
        self._parts.background.run(
            see_messages, self._parts.work, self._newest_ms, done=self._gone
        )

    def _gone(self, _: None) -> None:
        self._messages.hide()
        self.setVisible(not self._assigned.isHidden())

    def _go(self, household: str) -> None:
        self._parts.go("household", household=household)
