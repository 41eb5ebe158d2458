"""What is told and not asked: notes and calculated values."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from enrolment_app.ui.attached_words import spoken
from enrolment_app.ui.editors.editor import Editor
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.editors.words import special_words
from enrolment_app.ui.text import bidi, lab
from enrolment_app.ui.theme import Look
from sync.values import Atom


class NoteEditor(Editor):
    """Nothing but the words of the question."""

    takes_special = False

    def read(self) -> Atom | None:
        """Give nothing: a note has no answer."""
        return None

    def fill(self, value: str) -> None:
        """Show nothing."""


class CalculatedEditor(Editor):
    """A value that the form works out; it can be read and not changed."""

    takes_special = False

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._value = ""
        self._words = lab("", "question", "text", weight=600)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words)
        row.addStretch(1)

    def read(self) -> Atom | None:
        """Give what is shown."""
        return self._value or None

    def fill(self, value: str) -> None:
        """Show the value, isolated from the direction around it."""
        self._value = value
        self._write()

    def dress(self, shown: Shown) -> None:
        """Show a choice by its words."""
        self.shown = shown
        self._write()

    def _write(self) -> None:
        labels = {choice.value: choice.label for choice in self.shown.choices}
        words = special_words(self.shown.special) or labels.get(
            self._value, spoken(self._value)
        )
        self._words.setText(bidi(words) if words else "—")
