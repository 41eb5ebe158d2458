"""The tiles of a supervisor's first screen: a number, its words, what to do."""

from PySide6.QtWidgets import QFrame

from enrolment_app.ui.text import lab
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button
from enrolment_app.ui.widgets.layouts import column, row


class Tile(QFrame):
    """One number; the button is gone where there is nothing to do."""

    def __init__(
        self, look: Look, code: str, tone: str, *, role: str = "ghost"
    ) -> None:
        super().__init__()
        self._tone = tone
        self.setProperty("box", "card")
        self._number = lab("", "display", tone, weight=700)
        self._words = lab("", "body", weight=600, wrap=True)
        self._below = lab("", "small", "text2", wrap=True)
        self.button = Button(look, code, role=role)
        foot = row(self.button, None)
        pieces = (self._number, self._words, self._below)
        self.setLayout(column(*pieces, None, foot, gap=3, margins=(16, 12, 16, 12)))

    def say(self, number: str, words: str, below: str, act: str) -> None:
        """Show a number with its words; `act` is what the button does, "" for none."""
        self._number.setText(number)
        self._number.set_tone(self._tone if act else "ok")
        self._words.setText(words)
        self._below.setText(below)
        self._below.setVisible(bool(below))
        self.button.say(act)
        self.button.setVisible(bool(act))
        self.setAccessibleName(f"{number} {words}")
