"""The bar over a questionnaire: back, which household, saved when."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from enrolment_app.ui.screens.questionnaire_sitting import Saved
from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import IconButton, Picture
from enrolment_app.ui.widgets.layouts import column, row
from enrolment_app.ui.widgets.topbar import AlwaysAtHand

HEIGHT_PX = 60


def unheard(_what: str, _kind: str = "") -> None:
    """Say nothing: nobody listens."""


def untitled() -> tuple[str, str]:
    """Give no title and no line below it."""
    return "", ""


class SaveState(QFrame):
    """Says "Saved" only for what is on the disk, and why where it is not."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._shown = Saved()
        self._picture = Picture(look, "circle-check", 16, "ok")
        self._words = lab("", "small", "text2")
        self.setLayout(row(self._picture, self._words, gap=6))
        self.show_saved(Saved())

    def show_saved(self, saved: Saved) -> None:
        """Show when the answers were kept, or why they could not be."""
        self._shown = saved
        kept = saved.at is not None
        self._picture.setVisible(kept or bool(saved.why))
        tone = "err" if saved.why else "ok"
        self._picture.show_icon("circle-alert" if saved.why else "circle-check", tone)
        self._words.set_tone("err" if saved.why else "text2")
        self.retranslate()

    def show_saving(self) -> None:
        """Say that an answer is on its way to the disk."""
        self._picture.setVisible(False)
        self._words.set_tone("text2")
        self._words.setText(translate("Questionnaire", "Saving…"))

    def retranslate(self) -> None:
        """Say it again."""
        at, why = self._shown.at, self._shown.why
        if why:
            words = fill(translate("Questionnaire", "Not saved: {why}"), why=why)
        elif at is not None:
            time = f"{at:%H:%M:%S}"
            words = fill(translate("Questionnaire", "Saved {time}"), time=time)
        else:
            words = ""
        self._words.setText(words)
        self.setAccessibleName(words)


class QuestionnaireTop(QFrame):
    """Back, title, save state, and what is always at hand."""

    back_wanted = Signal()
    why_wanted = Signal()

    def __init__(self, look: Look, do: Callable[[str], None]) -> None:
        super().__init__()
        self._look = look
        self.setProperty("box", "topbar")
        self._back = IconButton(look, "questionnaire.back", "arrow-left")
        self._back.clicked.connect(self.back_wanted)
        self._why = IconButton(look, "questionnaire.why", "circle-help")
        self._why.clicked.connect(self.why_wanted)
        self._title = lab("", "body", weight=600)
        self._below = lab("", "small", "text2")
        self.state = SaveState(look)
        words = column(None, self._title, self._below, None, gap=0)
        self.setLayout(
            row(
                self._back,
                (words, 1),
                self.state,
                self._why,
                AlwaysAtHand(look, do),
                gap=12,
                margins=(12, 0, 12, 0),
            )
        )
        self.refit()

    def say(self, title: str, below: str, back: str) -> None:
        """Show the title, the line below it and where back leads."""
        self._title.setText(title)
        self._below.setText(below)
        self._below.setVisible(bool(below))
        self._back.say(back)
        self._why.say(translate("Why", "Why is this question so?"))

    def refit(self) -> None:
        """Follow the text size."""
        self.setFixedHeight(self._look.px(HEIGHT_PX))
