"""Numbers: whole and decimal, typed with any script's digits."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from enrolment_app.ui.editors.editor import Editor
from enrolment_app.ui.editors.line import Line, TidyLine
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.editors.typed import plain_decimal, plain_integer
from enrolment_app.ui.editors.words import special_words
from enrolment_app.ui.theme import Look
from sync.values import Atom

WIDTH_PX = 120
# A special answer in words needs more room than a number does.
WIDTH_WORDS_PX = 160


class _IntegerLine(TidyLine):
    def tidy(self, text: str) -> str:
        return plain_integer(text)


class _DecimalLine(TidyLine):
    def tidy(self, text: str) -> str:
        return plain_decimal(text)


class IntegerEditor(Editor):
    """A whole number; QIntValidator knows only the locale's own digits."""

    line: ClassVar[type[TidyLine]] = _IntegerLine

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._line: TidyLine = self.line(self)
        self._line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self._line.textEdited.connect(self.touched)
        self._line.left.connect(self.left)
        self.setFocusProxy(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._line)
        self._line.width_px = WIDTH_PX
        self.refit()

    def lines(self) -> tuple[Line, ...]:
        """Give the one field."""
        return (self._line,)

    def read(self) -> Atom | None:
        """Give the number in ASCII digits."""
        return self._line.text() or None

    def fill(self, value: str) -> None:
        """Show the number."""
        self._line.put(value)

    def dress(self, shown: Shown) -> None:
        """Show a special answer in place of a number; a range shows its bounds."""
        self._line.setReadOnly(shown.readonly)
        low, high = shown.parameter("start"), shown.parameter("end")
        bounds = f"{low} … {high}" if low and high else ""
        self._line.setPlaceholderText(special_words(shown.special) or bounds)
        self._line.width_px = WIDTH_WORDS_PX if shown.special else WIDTH_PX
        self._line.fit_width(self.look)


class DecimalEditor(IntegerEditor):
    """A decimal number; comma, Arabic comma and Arabic point count as its point."""

    line = _DecimalLine
