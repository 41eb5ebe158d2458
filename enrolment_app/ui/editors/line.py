"""The one-line field that every typed editor is made of."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from enrolment_app.ui.editors.typed import ascii_digit
from enrolment_app.ui.theme import Look

UNDO = QKeySequence.StandardKey.Undo
REDO = QKeySequence.StandardKey.Redo
NASTALIQ_PX = 46
NARROW_PX = 200


class Line(QLineEdit):
    """A line of text that gives Ctrl+Z to the form once its own typing is undone.

    `settled` is the text as it was last answered; only typing since then is undone
    here, everything before by the visit.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settled = ""
        self.width_px = self._wide = 340  # wanted at text size 1.0, and now
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def fit(self, look: Look) -> None:
        """Take the reading font and the width of the text size."""
        self.setFont(look.font("question", 400, reading=True))
        self.fit_width(look)
        # Nastaliq inks above and below its line.
        tall = look.rtl and look.nastaliq
        self.setStyleSheet(f"min-height: {look.px(NASTALIQ_PX)}px;" if tall else "")

    def fit_width(self, look: Look) -> None:
        """Be as wide as wanted, narrower only where there is no room."""
        self._wide = look.px(self.width_px)
        self.setMinimumWidth(min(self._wide, look.px(NARROW_PX)))
        self.setMaximumWidth(self._wide)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Give the width that is wanted."""
        return QSize(self._wide, super().sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the form where nothing was typed since."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(UNDO) or event.matches(REDO))
            and self.text() == self.settled
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo what was typed since the last answer, even where Qt forgot it."""
        if event.matches(UNDO) and not self.isUndoAvailable():
            if self.text() != self.settled:
                self.setText(self.settled)
                self.textEdited.emit(self.settled)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin after what is there: a key hit by mistake replaces nothing."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.deselect()
            self.end(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard has gone elsewhere."""
        super().focusOutEvent(event)
        # A menu or another window takes the keyboard only for a moment.
        passing = (Qt.FocusReason.PopupFocusReason,)
        if event.reason() not in passing:
            self.left.emit()


class TidyLine(Line):
    """A left-to-right line that is tidied at each key, its cursor kept in place.

    It is for what is left-to-right in every language: numbers, codes, dates. Digits
    of any script become ASCII ones.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self.textEdited.connect(self._tidy_now)

    def tidy(self, text: str) -> str:
        """Give the text as it should stand there; a subclass says how."""
        raise NotImplementedError

    def fit(self, look: Look) -> None:
        """Take the font of identifiers, whose digits are all of one width."""
        self.setFont(look.font("question", 400, latin=True, tabular=True))
        self.fit_width(look)

    def put(self, text: str) -> None:
        """Show a text, tidied."""
        self.setText(self.tidy(text))

    def _tidy_now(self, text: str) -> None:
        tidied = self.tidy(text)
        if tidied == text:
            return
        before = _counted(self.tidy(text[: self.cursorPosition()]))
        self.setText(tidied)
        place = 0
        while place < len(tidied) and _counted(tidied[:place]) < before:
            place += 1
        self.setCursorPosition(place)


class GroupedLine(TidyLine):
    """Digits in groups: dashes are only shown, holes cannot be left."""

    def __init__(self, groups: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = groups
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhPreferLatin
        )

    def digits(self) -> str:
        """Give the digits that stand there."""
        return self.only_digits(self.text())

    def only_digits(self, text: str) -> str:
        """Give as many digits of a text as there is room for."""
        found = "".join(ascii_digit(character) for character in text)
        return found[: sum(self.groups)]

    def tidy(self, text: str) -> str:
        """Write the digits in groups with dashes between them."""
        digits, parts = self.only_digits(text), []
        for size in self.groups:
            parts.append(digits[:size])
            digits = digits[size:]
        return "-".join(part for part in parts if part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Backspace step over a dash to the digit before it."""
        place = self.cursorPosition()
        if (
            event.key() == Qt.Key.Key_Backspace
            and not self.hasSelectedText()
            and self.text()[place - 1 : place] == "-"
        ):
            self.setCursorPosition(place - 1)
        super().keyPressEvent(event)


def _counted(text: str) -> int:
    return sum(character != "-" or index == 0 for index, character in enumerate(text))
