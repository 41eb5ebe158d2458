"""How writing or reading files ended, in sentences."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from enrolment_app.ui.text import lab
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Picture
from enrolment_app.ui.widgets.layouts import row


class Outcome(QWidget):
    """An icon and sentences, said again when the language changes."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._say: Callable[[], str] | None = None
        self._picture = Picture(look, "circle-check", 18, "ok")
        self.words = lab("", "body", weight=500, wrap=True)
        self.setLayout(row(self._picture, (self.words, 1), gap=10))
        self.hide()

    def clear(self) -> None:
        """Show nothing."""
        self._say = None
        self.hide()

    def show_success(self, say: Callable[[], str]) -> None:
        """Show that it went well, and how."""
        self._picture.show_icon("circle-check", "ok")
        self._show(say)

    def show_doubt(self, say: Callable[[], str]) -> None:
        """Show that it went, and that something of it did not."""
        self._picture.show_icon("triangle-alert", "warn")
        self._show(say)

    def show_failure(self, say: Callable[[], str]) -> None:
        """Show why it did not."""
        self._picture.show_icon("circle-alert", "err")
        self._show(say)

    def retranslate(self) -> None:
        """Say it again."""
        if self._say is not None:
            self.words.setText(self._say())

    def _show(self, say: Callable[[], str]) -> None:
        self._say = say
        self.words.setText(say())
        self.setAccessibleName(self.words.text())
        self.show()
