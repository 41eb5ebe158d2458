"""Words: names, places, remarks."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from enrolment_app.ui.editors.editor import Editor
from enrolment_app.ui.editors.line import REDO, UNDO, Line
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.editors.words import special_words
from enrolment_app.ui.theme import Look
from sync.values import Atom

PARAGRAPH_HEIGHT_PX = 92


class TextEditor(Editor):
    """One line of words, in any script."""

    line: ClassVar[type[Line]] = Line

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._line = self.line(self)
        self._line.textEdited.connect(self.touched)
        self._line.left.connect(self.left)
        self.setFocusProxy(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._line)
        self.refit()

    def lines(self) -> tuple[Line, ...]:
        """Give the one field."""
        return (self._line,)

    def read(self) -> Atom | None:
        """Give the words without blanks around them."""
        return self._line.text().strip() or None

    def fill(self, value: str) -> None:
        """Show the words from their beginning."""
        self._line.setText(value)
        self._line.setCursorPosition(0)

    def dress(self, shown: Shown) -> None:
        """Show a special answer in place of words."""
        self._line.setReadOnly(shown.readonly)
        self._line.setPlaceholderText(special_words(shown.special))


class Paragraph(QPlainTextEdit):
    """Several lines of words; Tab leaves it, Enter is a new line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)


class PageEditor(Editor):
    """What is written in several lines; who derives says where the page stands."""

    compact = False
    keeps_enter = True

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._page = Paragraph(self)
        self._filling = False
        self._page.textChanged.connect(self._changed)
        self._page.installEventFilter(self)
        self.setFocusProxy(self._page)

    def put(self, text: str) -> None:
        """Show a text that nobody has typed."""
        self._filling = True
        self._page.setPlainText(text)
        self._filling = False

    def dress(self, shown: Shown) -> None:
        """Show a special answer in place of words."""
        self._page.setReadOnly(shown.readonly)
        self._page.setPlaceholderText(special_words(shown.special))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Settle on leaving; leave undo to the form where nothing was typed since."""
        if isinstance(event, QFocusEvent) and event.lostFocus():
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self.page_left()
        elif (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(UNDO) or event.matches(REDO))
            and not self.pending()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def page_left(self) -> None:
        """Settle: the keyboard left the page."""
        self.settle()

    def _changed(self) -> None:
        if not self._filling:
            self.touched()


class ParagraphEditor(PageEditor):
    """Several lines of words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._page)
        self.refit()

    def refit(self) -> None:
        """Take the reading font and room for three lines."""
        self._page.setFont(self.look.font("body", reading=True))
        self._page.setFixedHeight(self.look.px(PARAGRAPH_HEIGHT_PX))

    def read(self) -> Atom | None:
        """Give the words without blanks around them."""
        return self._page.toPlainText().strip() or None

    def fill(self, value: str) -> None:
        """Show the words."""
        self.put(value)
