"""Answers typed in parts: a date is a day, a month and a year."""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from enrolment_app.household.folding import digits as ascii_digits
from enrolment_app.ui.editors.editor import Editor
from enrolment_app.ui.editors.line import Line, TidyLine
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.editors.words import special_words
from enrolment_app.ui.text import lab
from enrolment_app.ui.theme import Look

CHARACTER_PX = 14
EDGES_PX = 36


@dataclass(frozen=True)
class Part:
    """One field of several: how many digits it holds, and what stands before it."""

    name: str
    digits: int
    before: str = ""


class PartLine(TidyLine):
    """Digits of one part; a full one sends the keyboard to the next."""

    def __init__(self, part: Part, parent: QWidget) -> None:
        super().__init__(parent)
        self.part = part
        self.following: PartLine | None = None
        self.preceding: PartLine | None = None
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.width_px = EDGES_PX + CHARACTER_PX * max(2, part.digits)
        self.textEdited.connect(self._move_on)

    def tidy(self, text: str) -> str:
        """Keep as many digits as the part has."""
        return ascii_digits(text)[: self.part.digits]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step back into the part before when there is nothing left to delete."""
        empty = not self.text() and event.key() == Qt.Key.Key_Backspace
        if empty and self.preceding is not None:
            self.preceding.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _move_on(self, text: str) -> None:
        full = len(ascii_digits(text)) >= self.part.digits
        if full and self.following is not None:
            self.following.setFocus(Qt.FocusReason.TabFocusReason)
            self.following.selectAll()


class PartsEditor(Editor):
    """Several short fields of digits side by side, in the order they are said."""

    parts: ClassVar[tuple[Part, ...]] = ()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._parts = {part.name: PartLine(part, self) for part in self.parts}
        for line in self._parts.values():
            if line.part.before:
                row.addWidget(lab(line.part.before, "body", "text3"))
            row.addWidget(line)
            line.textEdited.connect(self.touched)
            line.left.connect(self.left)
        self._special = lab("", "body", "text2")
        row.addWidget(self._special)
        self._chain()
        self.setFocusProxy(next(iter(self._parts.values())))
        self.refit()

    def lines(self) -> tuple[Line, ...]:
        """Give the fields in order."""
        return tuple(self._parts.values())

    def typed(self, name: str) -> str:
        """Give what stands in one part."""
        return self._parts[name].text()

    def put(self, name: str, text: str) -> None:
        """Show one part."""
        self._parts[name].put(text)

    def part_name(self, name: str) -> str:
        """Give the words for a part, for a screen reader."""
        raise NotImplementedError

    def part_holes(self, name: str) -> str:
        """Give what an empty part shows."""
        return "_" * self._parts[name].part.digits

    def dress(self, shown: Shown) -> None:
        """Show which part is which, or a special answer after them."""
        for name, line in self._parts.items():
            line.setReadOnly(shown.readonly)
            line.setPlaceholderText(self.part_holes(name))
        self._special.setText(special_words(shown.special))
        self._special.setVisible(shown.special is not None)

    def name_parts(self, shown: Shown) -> None:
        """Name each part after the question and what it holds."""
        for name, line in self._parts.items():
            line.setAccessibleName(f"{shown.name}, {self.part_name(name)}")
            line.setAccessibleDescription(shown.description)

    def _chain(self) -> None:
        lines = list(self._parts.values())
        for before, after in pairwise(lines):
            before.following, after.preceding = after, before
            QWidget.setTabOrder(before, after)
