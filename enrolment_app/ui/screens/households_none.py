"""What stands where a list of households is empty."""

from PySide6.QtWidgets import QFrame

from enrolment_app.ui.screens import SUPERVISOR, Parts
from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.widgets.buttons import Picture
from enrolment_app.ui.widgets.layouts import column, row


class Nothing(QFrame):
    """What to do where the list is empty."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._reviews = parts.role == SUPERVISOR
        self._title = lab("", "question", weight=600, at="middle")
        self._below = lab("", "body", "text2", at="middle", wrap=True)
        picture = Picture(parts.look, "search", 32, "text3")
        self.setLayout(
            column(None, row(None, picture, None), self._title, self._below, None)
        )
        self.hide()

    def say(self, text: str) -> None:
        """Say what was looked for, or that there is nothing at all."""
        if text:
            self._title.setText(
                fill(translate("Households", "Nothing found for {text}"), text=text)
            )
            self._below.setText(
                translate(
                    "Households",
                    "Names, identity cards, phones, villages and numbers were "
                    "searched. Try fewer letters or another spelling.",
                )
            )
        else:
            self._title.setText(translate("Households", "No households here"))
            self._below.setText(
                translate("Households", "They come with the next sync or bundle.")
                if self._reviews
                else translate(
                    "Households", "Start one with Ctrl+N, or sync to get yours."
                )
            )
