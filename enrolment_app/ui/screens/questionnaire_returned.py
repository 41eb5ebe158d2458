"""Over the questions of a returned household: who sent it back, and where to look."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.screens.questionnaire_comments import (
    Said,
    commented_questions,
    still_open,
)
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.text import bidi, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.banner import Banner
from enrolment_app.ui.widgets.buttons import Button
from enrolment_app.ui.widgets.layouts import column
from enrolment_app.ui.widgets.said import who_and_when


class ReturnedBanner(QWidget):
    """One strip; it is gone once nothing is left to answer."""

    go_wanted = Signal(str)  # the address of the first question commented on

    def __init__(self, look: Look, sitting: Sitting) -> None:
        super().__init__()
        self._look, self._sitting = look, sitting
        self._go = Button(look, "questionnaire.comments", icon="arrow-right")
        self._go.clicked.connect(lambda: self.go_wanted.emit(self._first()))
        self.banner = Banner(look, self._go)
        self.setLayout(column(self.banner, margins=(20, 10, 20, 10)))
        self.hide()

    def refresh(self) -> None:
        """Show what is asked of the household now."""
        open_now = still_open(self._sitting.visit)
        self.setVisible(bool(open_now))
        if not open_now:
            return
        first = translate(
            "Questionnaire",
            "Returned with %n comment(s). It is answered when you submit again.",
            "",
            len(open_now),
        )
        self.banner.say("err", first, self._below(open_now), "message-square")
        self._go.say(translate("Questionnaire", "Go to the first"))
        self._go.setVisible(bool(self._first()))

    def _below(self, open_now: tuple[tuple[str, Said], ...]) -> str:
        """Say by whom, with what is said of the household or a person as a whole."""
        asked = commented_questions(self._sitting.visit, self._sitting.interview)
        whole = [bidi(said.text) for address, said in open_now if address not in asked]
        by = who_and_when(self._look, open_now[-1][1])
        return " · ".join([*whole, by])

    def _first(self) -> str:
        sitting = self._sitting
        return next(iter(commented_questions(sitting.visit, sitting.interview)), "")
