"""A field for a passphrase, and the line that says what is wrong with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from enrolment_app.ui.text import lab
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look


class PassphraseField(QLineEdit):
    """Hidden letters, always left to right; tells when Caps Lock is on."""

    caps = Signal(bool)

    def __init__(self, code: str) -> None:
        super().__init__()
        self.setObjectName(code)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Notice capitals that no Shift key asked for."""
        typed = event.text()
        if typed.isalpha() and typed.upper() != typed.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(typed.isupper() != shift)
        super().keyPressEvent(event)


class Message(QWidget):
    """One line with an icon that says what is wrong; no room when silent."""

    def __init__(self, look: "Look", icon: str, tone: str) -> None:
        super().__init__()
        self._words = lab("", "small", tone, weight=600, wrap=True)
        picture = Picture(look, icon, 14, tone)
        layout = row(picture, (self._words, 1), gap=6)
        layout.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show the sentence, or nothing where it is empty."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))


def widen(button: Button) -> None:
    """Let a button take the whole width."""
    policy = button.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Expanding)
    button.setSizePolicy(policy)
