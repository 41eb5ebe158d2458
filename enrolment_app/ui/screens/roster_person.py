"""The line over a person's questions: who it is, and saying that they are gone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.screens.roster_model import gone_words
from enrolment_app.ui.screens.roster_people import Person
from enrolment_app.ui.text import bidi, fill, lab, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button, Chip, KeyCap
from enrolment_app.ui.widgets.layouts import box, column, row

REASONS = ("left", "died", "entered-in-error")
HERE = "here"


class PersonBar(QWidget):
    """Name, details and status; nobody is removed, only said to be gone and why."""

    marked = Signal(str)  # a status of rows

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._person: Person | None = None
        self._title = lab("", "title", weight=700)
        # Long words wrap: the questions below keep the width that there is.
        self._more = lab("", "small", "text2", wrap=True)
        self._gone = Chip(look, "mute", "")
        self._not_here = Button(look, "roster.not_here", role="ghost")
        self._not_here.clicked.connect(self._ask_why)
        self._again = Button(look, "roster.here_again", icon="undo-2")
        self._again.clicked.connect(lambda: self.marked.emit(HERE))
        head = row(
            self._title,
            (self._more, 1),
            self._gone,
            self._not_here,
            self._again,
            KeyCap("previous_person"),
            KeyCap("next_person"),
        )
        self._why = lab("", "body", weight=600, wrap=True)
        self._kept = lab("", "small", "text2", wrap=True)
        self._reasons = {status: Button(look, f"roster.{status}") for status in REASONS}
        for status, button in self._reasons.items():
            button.clicked.connect(lambda _=False, said=status: self._say(said))
        self._no = Button(look, "roster.keep", role="ghost")
        self._no.clicked.connect(self._stop_asking)
        choices = row(*self._reasons.values(), self._no, None)
        asking = column(self._why, self._kept, choices, margins=(14, 10, 14, 12))
        self._asking = box(asking, "banner", state="warn")
        self._asking.hide()
        self.setLayout(column(head, self._asking, gap=8))

    def show_person(self, place: int, person: Person, *, named: bool) -> None:
        """Show who it is; `named` says whether the first cell is the name."""
        if self._person is None or self._person.row != person.row:
            self._asking.hide()
        self._person = person
        name = person.cells[0] if named and person.cells else ""
        words = translate("Roster", "{place}. {name}", "number and name of a person")
        nameless = translate("Roster", "No name yet")
        self._title.setText(fill(words, place=place, name=name or nameless))
        if person.gone:
            self._title.setText(bidi(name or nameless))
        rest = [cell for cell in person.cells[1:] if cell]
        self._more.setText(translate("Roster", ", ", "between words").join(rest))
        self._gone.say(gone_words(person.gone))
        self._gone.setVisible(bool(person.gone))
        self._again.setVisible(bool(person.gone))
        self._not_here.setVisible(not person.gone)
        self.show()

    def show_nobody(self) -> None:
        """Show that there is nobody yet."""
        self._person = None
        self._asking.hide()
        self.hide()

    def retranslate(self) -> None:
        """Say every text again."""
        self._not_here.say(translate("Roster", "No longer here…"))
        self._again.say(translate("Roster", "Is here again"))
        self._why.setText(
            translate("Roster", "Why is this person no longer in the household?")
        )
        self._kept.setText(
            translate(
                "Roster",
                "The answers are kept, and the person stays in the list.",
            )
        )
        self._reasons["left"].say(translate("Roster", "Left the household"))
        self._reasons["died"].say(translate("Roster", "Died"))
        self._reasons["entered-in-error"].say(translate("Roster", "Entered in error"))
        self._no.say(translate("Roster", "Cancel"))

    def _ask_why(self) -> None:
        self._asking.show()
        self._reasons["left"].setFocus()

    def _stop_asking(self) -> None:
        self._asking.hide()

    def _say(self, status: str) -> None:
        self._asking.hide()
        self.marked.emit(status)
