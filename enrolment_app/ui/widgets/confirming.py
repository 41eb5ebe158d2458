"""Below a doubt: that the answer is right all the same, and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from enrolment_app.ui.screens.questionnaire_comments import Said
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button
from enrolment_app.ui.widgets.layouts import clear, column, row
from enrolment_app.ui.widgets.said import said_box

REASON_MAX = 500


class Confirming(QWidget):
    """A button, then a line for the reason; what was said stands there afterwards."""

    confirmed = Signal(str)  # the reason

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._right = Button(look, "card.right", icon="check")
        self._right.clicked.connect(self.ask)
        self._why = QLineEdit()
        self._why.setObjectName("card.right_why")
        self._why.setMaxLength(REASON_MAX)
        self._why.textChanged.connect(self._typed)
        self._say = Button(look, "card.right_say")
        self._say.clicked.connect(self._confirm)
        self._no = Button(look, "card.right_no", role="ghost")
        self._no.clicked.connect(self._stop)
        self._question = lab("", "small", "text2", wrap=True)
        self._asking = QWidget()
        line = row((self._why, 1), self._say, self._no, gap=8)
        self._asking.setLayout(column(self._question, line, gap=4))
        self._asking.hide()
        self._told: QVBoxLayout = column(gap=4)
        self.setLayout(column(row(self._right, None), self._asking, self._told, gap=6))

    def show_said(self, said: Said | None) -> None:
        """Show what was said, else how it can be."""
        self._retranslate()
        clear(self._told)
        self._right.setVisible(said is None and self._asking.isHidden())
        if said is not None:
            self._asking.hide()
            self._told.addWidget(said_box(self._look, said, answered=True))

    def ask(self) -> None:
        """Ask for the reason."""
        self._right.hide()
        self._asking.show()
        self._typed()
        self._why.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Confirm at Enter, leave it at Esc: the card's own keys wait."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._confirm()
        elif event.key() == Qt.Key.Key_Escape and not self._asking.isHidden():
            self._stop()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self._say.setEnabled(bool(self._why.text().strip()))

    def _confirm(self) -> None:
        reason = self._why.text().strip()
        if reason:
            self._why.clear()
            self._asking.hide()
            self.confirmed.emit(reason)

    def _stop(self) -> None:
        self._asking.hide()
        self._right.show()
        self._right.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _retranslate(self) -> None:
        self._right.say(translate("Review", "It is right…"))
        self._say.say(translate("Review", "Confirm"))
        self._no.say(translate("Review", "Cancel"))
        asked = translate("Review", "Why is this unusual answer right?")
        self._question.setText(asked)
        self._why.setAccessibleName(asked)
