"""Text that is mostly digits, and text that nobody around should read."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from enrolment_app.ui.editors.line import Line, TidyLine
from enrolment_app.ui.editors.text import TextEditor
from enrolment_app.ui.editors.typed import ascii_digit
from enrolment_app.ui.theme import Look


class _NumbersLine(TidyLine):
    def tidy(self, text: str) -> str:
        return "".join(ascii_digit(character) or character for character in text)


class NumbersEditor(TextEditor):
    """Digits of any script, stored as ASCII ones; leading zeros stay."""

    line: ClassVar[type[Line]] = _NumbersLine


class MaskedEditor(TextEditor):
    """Words that show while they are typed and are covered when the keyboard leaves."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._line.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self._line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
