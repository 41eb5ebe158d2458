"""The lock's third face: a recovery code in place of a forgotten passphrase.

Shown only when asked for, so it may know what a code looks like.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from enrolment_app.store.recovery_codes import read_code
from enrolment_app.ui.lock.begin_said import Recover
from enrolment_app.ui.lock.code_field import LETTERS_COUNT, CodeField
from enrolment_app.ui.lock.passphrase import Message, PassphraseField, widen
from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.layouts import box, column, row

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

CARD_PIXELS = 520
FREE_TRIES = 5
MISREAD_SHOWN = "O = 0, I = L = 1"


class RecoverFace(QWidget):
    """Asks for a code and a passphrase to come; says how often one may be wrong."""

    asked = Signal(object)  # a Recover
    left = Signal()

    def __init__(self, look: "Look") -> None:
        super().__init__()
        self._look = look
        self._seconds, self._busy = 0, False
        self._title = lab("", "title", weight=700)
        self._below = lab("", "small", "text2", wrap=True)
        self._names = tuple(lab("", "body", weight=600) for _ in range(3))
        self.code = CodeField("recover.code")
        self.first = PassphraseField("recover.passphrase")
        self.again = PassphraseField("recover.again")
        self._count = lab("", "small", "text2", wrap=True)
        self._wrong = Message(look, "circle-alert", "err")
        self.back = Button(look, "recover.back", role="ghost")
        self.button = Button(look, "recover.open", role="primary", icon="key-round")
        widen(self.button)
        self._card = box(self._laid_out(), "card")
        self._size()
        self.setLayout(column(None, self._card, None))
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)
        self._listen()
        self.retranslate()

    def _laid_out(self) -> QLayout:
        head = row(Picture(self._look, "key-round", 28, "accent"), self._title, None)
        code, first, again = self._names
        for name, field in zip(self._names, self._fields, strict=True):
            name.setBuddy(field)
        return column(
            head,
            self._below,
            column(code, self.code, self._count, gap=4),
            column(first, self.first, gap=4),
            column(again, self.again, gap=4),
            self._wrong,
            row(self.back, (self.button, 1), gap=10),
            gap=12,
            margins=(24, 22, 24, 24),
        )

    def _listen(self) -> None:
        self.code.counted.connect(lambda _count: self._say_count())
        self.code.returnPressed.connect(self.first.setFocus)
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.button.click)
        self.button.clicked.connect(self._ask)
        self.back.clicked.connect(self.left)
        self._look.changed.connect(self._size)

    @property
    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.code, self.first, self.again

    def refuse(self, sentence: str, *, seconds: int = 0) -> None:
        """Say why it does not open; what was typed stays, to be looked through."""
        self._seconds = seconds
        if seconds:
            self._tick.start()
        self._wrong.say(sentence)
        self._enable(on=True)
        self.code.setAccessibleDescription(sentence)
        self.code.setFocus()

    def focus_here(self) -> None:
        """Put the keyboard on the code."""
        self.code.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back at Esc."""
        if event.key() == Qt.Key.Key_Escape and not self._busy:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say every text again."""
        self._title.setText(translate("Lock", "Use a recovery code"))
        self._below.setText(
            fill(
                translate(
                    "Lock",
                    "The office or your recovery sheet has a code of {all} letters and "
                    "digits. It opens this laptop once, and you choose a new "
                    "passphrase. After {tries} wrong tries each further one has to "
                    "wait, at most five minutes; nothing is ever deleted.",
                ),
                all=LETTERS_COUNT,
                tries=FREE_TRIES,
            )
        )
        names = (
            translate("Lock", "Recovery code"),
            translate("Lock", "New passphrase"),
            translate("Lock", "The same once more"),
        )
        for label, field, name in zip(self._names, self._fields, names, strict=True):
            label.setText(name)
            field.setAccessibleName(name)
        self.back.say(translate("Lock", "Back"))
        self._say_button()
        self._say_count()

    def _say_count(self) -> None:
        count = len(self.code.plain)
        tone = "text2"
        if count < LETTERS_COUNT:
            words = fill(
                translate("Lock", "{count} of {all}. Read as the same: {same}"),
                count=count,
                all=LETTERS_COUNT,
                same=MISREAD_SHOWN,
            )
        elif read_code(self.code.plain):
            words, tone = translate("Lock", "The code is complete."), "ok"
        else:
            words, tone = self._misheard(), "err"
        self._count.setText(words)
        self._count.set_tone(tone)

    def _misheard(self) -> str:
        return translate(
            "Lock",
            "A letter is wrong. Have it read to you again, group by group; this does "
            "not count as a try.",
        )

    def _ask(self) -> None:
        if self._seconds > 0 or self._busy:
            return
        wrong = self._what_is_wrong()
        if wrong is not None:
            field, sentence = wrong
            self._wrong.say(sentence)
            field.setAccessibleDescription(sentence or self._count.text())
            field.setFocus()
            return
        self._wrong.say("")
        self._enable(on=False)
        self.asked.emit(Recover(self.code.plain, self.first.text()))

    def _what_is_wrong(self) -> tuple[QLineEdit, str] | None:
        if len(self.code.plain) < LETTERS_COUNT:
            return self.code, translate("Lock", "The code is not complete yet.")
        if not read_code(self.code.plain):
            return self.code, ""  # it is said below the field already
        if not self.first.text():
            return self.first, translate("Lock", "Choose a passphrase.")
        if self.first.text() != self.again.text():
            return (
                self.again,
                translate("Lock", "The two passphrases differ. Type them again."),
            )
        return None

    def _enable(self, *, on: bool) -> None:
        self._busy = not on
        for widget in (*self._fields, self.back):
            widget.setEnabled(on)
        self._say_button()

    def _say_button(self) -> None:
        self.button.setEnabled(not self._busy and self._seconds <= 0)
        if self._seconds > 0:
            words = translate("Lock", "Wait %n second(s)", "", self._seconds)
        elif self._busy:
            words = translate("Lock", "Unlocking…")
        else:
            words = translate("Lock", "Open with the code")
        self.button.say(words)

    def _count_down(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self._tick.stop()
        self._say_button()

    def _size(self) -> None:
        self._card.setFixedWidth(self._look.px(CARD_PIXELS))
