"""A field for a recovery code, as it is read out: forgiving, in groups, counted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from sync.session.activation import plain_code

LETTERS_COUNT = 20
GROUP = 4


class CodeField(QLineEdit):
    """Takes capitals or not, dashes or not, Urdu digits; reads O as 0, I and L as 1.

    What is typed is shown in groups of four; `counted` tells how many letters stand.
    """

    counted = Signal(int)

    def __init__(self, code: str) -> None:
        super().__init__()
        self.setObjectName(code)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        # Neither a phone's nor a desk's keyboard shall learn it.
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhPreferUppercase
        )
        self.textEdited.connect(self._group)

    @property
    def plain(self) -> str:
        """The letters alone."""
        return plain_code(self.text())[:LETTERS_COUNT]

    def _group(self, typed: str) -> None:
        before = len(plain_code(typed[: self.cursorPosition()]))
        letters = plain_code(typed)[:LETTERS_COUNT]
        starts = range(0, len(letters), GROUP)
        shown = "-".join(letters[at : at + GROUP] for at in starts)
        if shown != typed:
            self.setText(shown)
            gaps = max(0, before - 1) // GROUP
            self.setCursorPosition(min(before + gaps, len(shown)))
        self.counted.emit(len(letters))
