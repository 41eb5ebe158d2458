"""The lock's second face: the first use of a laptop makes its store, in three steps.

The office's file, who one is, a passphrase. Every step can be gone back from; nothing
is made before the last. Imports nothing of the store: this may be painted first of all.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QStackedWidget, QWidget

from enrolment_app.ui.lock.begin_file import BeginFile
from enrolment_app.ui.lock.begin_passphrase import BeginPassphrase
from enrolment_app.ui.lock.begin_person import BeginPerson
from enrolment_app.ui.lock.begin_said import (
    Accepted,
    CheckPerson,
    FindFiles,
    FirstUse,
    Found,
    ReadFile,
    Setup,
    Unfit,
)
from enrolment_app.ui.lock.passphrase import Message, widen
from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.layouts import box, column, row

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

CARD_PIXELS = 520
LENGTH_MIN = "passphrase_length_min"
FILE, PERSON, PASSPHRASE = range(3)


class Begin(QWidget):
    """Walks through the three steps; what must be looked up is asked for."""

    asked = Signal(object)  # FindFiles, ReadFile, CheckPerson or FirstUse

    def __init__(self, look: "Look") -> None:
        super().__init__()
        self._look = look
        self._setup: Setup | None = None
        self._busy = False
        self._title = lab("", "title", weight=700)
        self._step = lab("", "small", "text2", at="end")
        self.file = BeginFile(look)
        self.person = BeginPerson(look)
        self.passphrase = BeginPassphrase()
        self._pages = (self.file, self.person, self.passphrase)
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(page)
        self._wrong = Message(look, "circle-alert", "err")
        self.back = Button(look, "begin.back", role="ghost")
        self.button = Button(look, "begin.create", role="primary", icon="check")
        widen(self.button)
        self._bar = QWidget()
        self._card = box(self._laid_out(), "card")
        self._size()
        look.changed.connect(self._size)
        self.setLayout(column(None, self._card, None))
        self.file.looking.connect(lambda: self.asked.emit(FindFiles()))
        self.file.chosen.connect(self.take)
        self.person.ready.connect(self._go_on)
        self.passphrase.ready.connect(self._go_on)
        self.back.clicked.connect(self._go_back)
        self.button.clicked.connect(self._go_on)
        self._show(FILE)

    def _laid_out(self) -> QLayout:
        self._bar.setLayout(row(self.back, (self.button, 1), gap=10))
        picture = Picture(self._look, "user-plus", 28, "accent")
        head = row(picture, self._title, None, self._step, gap=12)
        margins = (24, 22, 24, 24)
        return column(
            head, self._stack, self._wrong, self._bar, gap=14, margins=margins
        )

    @property
    def step(self) -> int:
        """Which step is shown: 0, 1 or 2."""
        return self._stack.currentIndex()

    def take(self, file: Path | None) -> None:
        """Use this provisioning file, or none."""
        self._wrong.say("")
        if file is None:
            self._setup = None
            self.person.show_setup(None)
            self._show(PERSON)
        else:
            self._wait(ReadFile(file))

    def hear(self, answer: Found | Setup | Accepted | Unfit) -> None:
        """Go on with what was asked for."""
        if isinstance(answer, Found):
            self.file.show_found(answer)
        elif isinstance(answer, Setup):
            self._setup = answer
            self.person.show_setup(answer)
            self._show(PERSON)
        elif isinstance(answer, Accepted):
            self._show(PASSPHRASE)
        else:
            from enrolment_app.ui.messages import said  # noqa: PLC0415 - rare

            self.refuse(said(answer.problem))

    def refuse(self, sentence: str, *, seconds: int = 0) -> None:
        """Say why it does not go on; what was typed stays."""
        del seconds  # nothing is guessed here
        self._enable(on=True)
        self._wrong.say(sentence)
        self.focus_here()

    def focus_here(self) -> None:
        """Put the keyboard where the person goes on."""
        self._pages[self.step].focus_here()

    def retranslate(self) -> None:
        """Say every text again."""
        self._title.setText(translate("Lock", "Set up this laptop"))
        self._step.setText(
            fill(
                translate("Lock", "Step {number} of {all}"),
                number=self.step + 1,
                all=len(self._pages),
            )
        )
        for page in self._pages:
            page.retranslate()
        self.back.say(translate("Lock", "Back"))
        self._say_button()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go a step back at Esc."""
        if event.key() == Qt.Key.Key_Escape and self.step > FILE and not self._busy:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _show(self, step: int) -> None:
        self._enable(on=True)
        self._wrong.say("")
        self._stack.setCurrentIndex(step)
        self._bar.setVisible(step > FILE)
        if step == PASSPHRASE:
            policies = self._setup.given.policies if self._setup else {}
            self.passphrase.ask_for(policies.get(LENGTH_MIN, 1))
        self.retranslate()
        self.focus_here()

    def _go_back(self) -> None:
        if self.step > FILE:
            self._show(self.step - 1)

    def _go_on(self) -> None:
        self._wrong.say("")
        if self.step == PERSON:
            self._leave_person()
        else:
            self._finish()

    def _leave_person(self) -> None:
        missing, chosen = self.person.missing, self.person.chosen
        if missing is not None:
            self._refuse_at(missing, self._what_is_missing(missing))
        elif self._setup is None or chosen is None:
            self._show(PASSPHRASE)
        else:
            code = self.person.code.text()
            self._wait(CheckPerson(self._setup.given, chosen.id, code))

    def _what_is_missing(self, missing: QWidget) -> str:
        if missing is self.person.name:
            return translate("Lock", "Write your name.")
        if missing is self.person.code:
            return translate("Lock", "Type the activation code.")
        return translate("Lock", "Say who you are.")

    def _finish(self) -> None:
        wrong = self.passphrase.wrong()
        if wrong is not None:
            self._refuse_at(*wrong)
            return
        chosen = self.person.chosen
        self._wait(
            FirstUse(
                chosen.name if chosen else self.person.name.text().strip(),
                self.passphrase.first.text(),
                self._setup.given if self._setup else None,
                chosen.id if chosen else "",
                self.person.code.text() if chosen else "",
            )
        )

    def _refuse_at(self, field: QWidget, sentence: str) -> None:
        self._wrong.say(sentence)
        field.setAccessibleDescription(sentence)
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.selectAll()

    def _wait(self, question: object) -> None:
        self._enable(on=False)
        self.asked.emit(question)

    def _enable(self, *, on: bool) -> None:
        self._busy = not on
        for widget in (self._stack, self.back, self.button):
            widget.setEnabled(on)
        self._say_button()

    def _say_button(self) -> None:
        if self.step == PERSON:
            self.button.say(translate("Lock", "Next"))
        elif self._busy:
            self.button.say(translate("Lock", "Setting up…"))
        else:
            self.button.say(translate("Lock", "Start"))

    def _size(self) -> None:
        self._card.setFixedWidth(self._look.px(CARD_PIXELS))
