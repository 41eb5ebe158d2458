"""Beside a household's lines: the one that is read, what was said, a new comment."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget
from shiboken6 import isValid

from enrolment_app.household.reviewing import COMMENT_LETTERS_MAX
from enrolment_app.ui.editors.backing import Backing, Held
from enrolment_app.ui.editors.preview import Preview
from enrolment_app.ui.messages import said
from enrolment_app.ui.readings.reviewing import Line
from enrolment_app.ui.tables.lines import answer_of, label_of
from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import KeyCap
from enrolment_app.ui.widgets.layouts import clear, column, line, row
from enrolment_app.ui.widgets.said import said_box
from enrolment_app.ui.widgets.scrolling import scrolling
from sync.attachments import is_reference
from sync.errors import IndrajError

WIDTH_PX = 372
FIELD_PX = 132


class CommentField(QPlainTextEdit):
    """Where a comment is written; Tab leaves it, Escape goes back to the lines."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reading.comment")
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back at Escape; Ctrl+Enter is the screen's."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Write at the end of what is there."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.ShortcutFocusReason:
            self.moveCursor(self.textCursor().MoveOperation.End)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the screen: it would leave it."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


class ReadingSide(QFrame):
    """The line with the keyboard, whole."""

    written = Signal(str)  # the comment as it is now
    left = Signal()

    def __init__(self, look: Look, backing: Backing) -> None:
        super().__init__()
        self._look, self._backing = look, backing
        self._line: Line | None = None
        self._loading = False
        self.setProperty("box", "aside")
        self._number = lab("", "small", "text3", weight=600)
        self._label = lab("", "question", weight=600, reading=True, wrap=True)
        self._answer = lab("", "body", weight=600, wrap=True)
        self._kept = Preview(look)
        self._wrong = lab("", "small", "err", weight=600, wrap=True)
        self._before = column(gap=8)
        self._title = lab("", "body", weight=600)
        self.field = CommentField()
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(self.left)
        self._hint = lab("", "small", "text2", wrap=True)
        self._key = KeyCap("comment")
        told = QWidget()
        told.setObjectName("scrollbody")
        answer = column(self._answer, self._kept, gap=0)
        pieces = (self._number, self._label, answer, self._wrong, self._before)
        told.setLayout(column(*pieces, None, gap=8, margins=(16, 16, 16, 12)))
        write = column(
            row(self._title, None, self._key),
            self.field,
            self._hint,
            gap=8,
            margins=(16, 12, 16, 14),
        )
        self.setLayout(column((scrolling(told), 1), line(), write, gap=0))
        self.refit()

    def show_line(self, shown: Line | None, draft: str) -> None:
        """Show another line with the comment begun about it."""
        self._line = shown
        self._loading = True
        self.field.setPlainText(draft)
        self._loading = False
        self.field.setEnabled(shown is not None and shown.commentable)
        self._show_kept(shown)
        self.say()

    def say(self) -> None:
        """Say what is shown again, in the language of the window."""
        shown = self._line
        self._title.setText(translate("Reading", "Comment to the enumerator"))
        self.field.setAccessibleName(self._title.text())
        self.field.setPlaceholderText(translate("Reading", "What should be looked at?"))
        self._hint.setText(
            translate(
                "Reading",
                "With a comment the household goes back; without, approve it.",
            )
        )
        clear(self._before)
        self._number.setVisible(shown is not None and bool(shown.number))
        if shown is None:
            for label in (self._label, self._answer, self._wrong):
                label.setText("")
            return
        number = translate("Questionnaire", "Question {number}")
        self._number.setText(fill(number, number=shown.number))
        self._label.setText(label_of(shown))
        self._answer.setText(answer_of(shown))
        no_file = self._kept.held is None
        self._answer.setVisible(bool(self._answer.text()) and no_file)
        self._say_wrong(shown)
        for each in shown.remarked:
            one = said_box(self._look, each.said, answered=each.answered)
            self._before.addWidget(one)

    def refit(self) -> None:
        """Follow the text size."""
        self.setFixedWidth(self._look.px(WIDTH_PX))
        self.field.setFixedHeight(self._look.px(FIELD_PX))

    def focus_field(self) -> None:
        """Put the keyboard into the comment."""
        if self.field.isEnabled():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_kept(self, shown: Line | None) -> None:
        """Show the file that is the answer: small, then as large as there is room."""
        reference = shown.answer if shown and is_reference(shown.answer) else ""
        held = Held(reference, shown.size_bytes if shown else None)
        self._kept.show_held(held if reference else None)
        self._kept.setVisible(bool(reference))
        if reference:
            self._backing.tell(reference, self._told)

    def _told(self, held: Held) -> None:
        if not self._shows(held.reference):
            return
        self._kept.show_held(held)
        if held.here and held.thumbnail:

            def came(content: bytes) -> None:
                if self._shows(held.reference):
                    self._kept.enlarge(content)

            self._backing.read(held.reference, came, self._cannot_read)

    def _shows(self, reference: str) -> bool:
        held = self._kept.held if isValid(self) else None
        return held is not None and held.reference == reference

    def _cannot_read(self, failure: IndrajError) -> None:
        self._wrong.setText(said(failure))
        self._wrong.show()

    def _say_wrong(self, shown: Line) -> None:
        wrong = shown.wrong_words or (said(shown.wrong) if shown.wrong else "")
        if shown.contested:
            wrong = translate(
                "Reading",
                "Two people wrote different answers; this is what was agreed last. "
                "Decide it under Conflicts.",
            )
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))

    def _typed(self) -> None:
        text = self.field.toPlainText()
        if len(text) > COMMENT_LETTERS_MAX:
            # Typing on changes nothing; undo still works, as the field is not refilled.
            QTimer.singleShot(0, self._shorten)
            return
        if not self._loading:
            self.written.emit(text)

    def _shorten(self) -> None:
        cursor = self.field.textCursor()
        cursor.setPosition(COMMENT_LETTERS_MAX)
        cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
