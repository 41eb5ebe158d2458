"""Over the questions: another household may be this one, or the registry may know."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from enrolment_app.actions.find_duplicates import Alike, AtEntry
from enrolment_app.household.identity import shown_cnic
from enrolment_app.household.likeness import Traits
from enrolment_app.problems import Problem
from enrolment_app.ui.messages import said
from enrolment_app.ui.text import fill, ltr, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.banner import Banner
from enrolment_app.ui.widgets.buttons import Button
from enrolment_app.ui.widgets.layouts import column
from enrolment_app.ui.words import head_of

NOTHING = AtEntry()


class AlikeBanner(QWidget):
    """One strip, about the likest household; it takes no key from the questions."""

    apart_wanted = Signal(str)  # the other household: the person says they are two
    look_wanted = Signal(str)  # the number of the other household

    def __init__(self, look: Look, household: str) -> None:
        super().__init__()
        self._household = household
        self._told = NOTHING
        self._apart = Button(look, "alike.apart", icon="users")
        self._look_at = Button(look, "alike.look", role="ghost", icon="arrow-right")
        self._apart.clicked.connect(self._tell_apart)
        self._look_at.clicked.connect(self._go_and_look)
        self.banner = Banner(look, self._look_at, self._apart)
        self.setLayout(column(self.banner, margins=(20, 10, 20, 10)))
        self.hide()

    def show_told(self, told: AtEntry) -> None:
        """Show what was found, or nothing where nothing was."""
        self._told = told
        self.refresh()

    def refresh(self) -> None:
        """Say it in the language of now."""
        told = self._told
        self.setVisible(bool(told.alike or told.ask))
        self._apart.setVisible(bool(told.alike))
        self._look_at.setVisible(bool(told.alike))
        if told.alike:
            self._say_alike(told.alike[0], len(told.alike) - 1)
        elif told.ask:
            self._say_ask(told.ask)

    def _say_alike(self, alike: Alike, others: int) -> None:
        other = self._other_of(alike)
        first = fill(
            translate("Alike", "This may be household {number} · {head}, {village}."),
            number=ltr(other.number),
            head=head_of(other.head),
            village=other.village,
        )
        reasons = [
            said(Problem(reason.code, values=reason.values))
            for reason in alike.likeness.reasons
        ]
        if others:
            more = translate(
                "Alike", "%n more household(s) may be this one.", "", others
            )
            reasons.append(more)
        self.banner.say("warn", first, " ".join(reasons), "users")
        self._apart.say(translate("Alike", "They are two"))
        self._look_at.say(translate("Alike", "Look at it"))

    def _say_ask(self, numbers: tuple[str, ...]) -> None:
        shown = " ".join(ltr(shown_cnic(number)) for number in numbers)
        first = fill(
            translate("Alike", "{numbers} may be registered in another area already."),
            numbers=shown,
        )
        below = translate(
            "Alike",
            "Ask the registry before you submit. This laptop cannot see where or who; "
            "one new number in 256 is named by chance.",
        )
        self.banner.say("info", first, below)

    def _other_of(self, alike: Alike) -> Traits:
        mine = alike.one.household == self._household
        return alike.other if mine else alike.one

    def _other(self) -> Traits | None:
        return self._other_of(self._told.alike[0]) if self._told.alike else None

    def _tell_apart(self) -> None:
        if (other := self._other()) is not None:
            self.apart_wanted.emit(other.household)

    def _go_and_look(self) -> None:
        if (other := self._other()) is not None:
            self.look_wanted.emit(other.number)
