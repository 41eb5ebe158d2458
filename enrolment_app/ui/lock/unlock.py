"""The lock's first face: a passphrase for a store that exists."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.lock.passphrase import Message, PassphraseField, widen
from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.widgets.buttons import Button, Chip, Picture
from enrolment_app.ui.widgets.layouts import box, column, row

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

CARD_PIXELS = 420
FIELD_PIXELS = 44
AFTER_FIRST_PAINT_MS = 50


class Unlock(QWidget):
    """Asks for a passphrase; a wrong one slows the next down."""

    asked = Signal(str)
    forgotten = Signal()

    def __init__(self, look: "Look") -> None:
        super().__init__()
        self._look = look
        self._seconds = 0
        self._sentence = ""
        self._title = lab("", "title", weight=700)
        self._name = lab("", "body", weight=600)
        self.field = PassphraseField("lock.pin")
        self.field.setMinimumHeight(look.px(FIELD_PIXELS))
        self._name.setBuddy(self.field)
        self._caps = Message(look, "triangle-alert", "warn")
        self._wrong = Message(look, "circle-alert", "err")
        self._layout_chip = Chip(look, "mute", "EN", "keyboard")
        self.button = Button(look, "lock.unlock", role="primary", icon="key-round")
        widen(self.button)
        self.forgot = Button(look, "lock.forgot", role="ghost")
        widen(self.forgot)
        head = row(Picture(look, "lock", 28, "accent"), self._title, None, gap=12)
        card = box(
            column(
                head,
                self._name,
                self.field,
                row((self._caps, 1), None, self._layout_chip),
                self._wrong,
                column(self.button, self.forgot, gap=4),
                gap=12,
                margins=(24, 22, 24, 24),
            ),
            "card",
        )
        self._card = card
        self._size()
        self.setLayout(column(None, card, None))
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._caps_on = False
        self._layout_chip.hide()
        self._listen()

    def _listen(self) -> None:
        self._tick.timeout.connect(self._count_down)
        self.field.caps.connect(self._caps_changed)
        self.field.returnPressed.connect(self._ask)
        self.button.clicked.connect(self._ask)
        self.forgot.clicked.connect(self.forgotten)
        # Asking for the keyboard's language loads every language that Qt knows.
        QTimer.singleShot(AFTER_FIRST_PAINT_MS, self._follow_layout)
        self._look.changed.connect(self._size)

    def refuse(self, sentence: str, *, seconds: int = 0) -> None:
        """Say why it stays locked, count the seconds down, ask again."""
        self._sentence = sentence
        self._seconds = seconds
        self.field.clear()
        self.field.setEnabled(True)
        self._show_state()
        if seconds:
            self._tick.start()
        self.field.setFocus()

    def focus_here(self) -> None:
        """Put the keyboard on the passphrase."""
        self.field.setFocus()

    def opening(self) -> None:
        """Show that the passphrase is being tried."""
        self.field.setEnabled(False)
        self.button.setEnabled(False)
        self.button.say(translate("Lock", "Unlocking…"))

    def fresh(self) -> None:
        """Forget what was typed and said."""
        self._seconds = 0
        self._sentence = ""
        self.field.clear()
        self.field.setEnabled(True)
        self._show_state()
        self.field.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self._title.setText(translate("Lock", "This laptop is locked"))
        self._name.setText(translate("Lock", "Your passphrase"))
        self.field.setAccessibleName(self._name.text())
        self.forgot.say(translate("Lock", "I forgot my passphrase"))
        if self._layout_chip.isVisible():
            self._show_layout()
        self._caps_changed(self._caps_on)
        self._show_state()

    def _show_state(self) -> None:
        waits = self._seconds > 0
        self.button.setEnabled(not waits)
        self.button.say(
            translate("Lock", "Wait %n second(s)", "", self._seconds)
            if waits
            else translate("Lock", "Unlock")
        )
        self._wrong.say(self._sentence)
        self.field.setAccessibleDescription(self._sentence)

    def _count_down(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self._tick.stop()
        self._show_state()

    def _caps_changed(self, on: bool) -> None:  # noqa: FBT001 - a signal's value
        self._caps_on = on
        self._caps.say(translate("Lock", "Caps Lock is on") if on else "")

    def _follow_layout(self) -> None:
        QGuiApplication.inputMethod().localeChanged.connect(self._show_layout)
        self._show_layout()

    def _show_layout(self) -> None:
        self._layout_chip.show()
        name = QGuiApplication.inputMethod().locale().name()[:2].upper()
        known = name if len(name) == 2 else "EN"  # noqa: PLR2004 - a language code
        self._layout_chip.say(
            fill(translate("Lock", "Keyboard: {layout}"), layout=known)
        )

    def _ask(self) -> None:
        if self.field.text() and self._seconds <= 0:
            self.asked.emit(self.field.text())

    def _size(self) -> None:
        self._card.setFixedWidth(self._look.px(CARD_PIXELS))
