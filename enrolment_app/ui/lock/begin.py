"""The lock's second face: the first use of a laptop makes its store."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from enrolment_app.ui.lock.passphrase import Message, PassphraseField, widen
from enrolment_app.ui.text import bidi, lab, translate
from enrolment_app.ui.widgets.buttons import Button, IconButton, Picture
from enrolment_app.ui.widgets.layouts import box, column, row

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

CARD_PIXELS = 520


@dataclass(frozen=True)
class FirstUse:
    """What a person says to make this laptop's store."""

    person: str
    passphrase: str
    provisioning: Path | None


class Begin(QWidget):
    """The first use: a person, a passphrase, and the office's file if there is one."""

    asked = Signal(object)  # FirstUse

    def __init__(self, look: "Look") -> None:
        super().__init__()
        self._look = look
        self._file: Path | None = None
        self._title = lab("", "title", weight=700)
        self._below = lab("", "small", "text2", wrap=True)
        self._names = [lab("", "body", weight=600) for _ in range(4)]
        self.person = QLineEdit()
        self.person.setObjectName("begin.person")
        self.first = PassphraseField("begin.passphrase")
        self.again = PassphraseField("begin.again")
        for name, field in zip(
            self._names, (self.person, self.first, self.again), strict=False
        ):
            name.setBuddy(field)
        self._file_name = lab("", "small", "text2", wrap=True)
        self.choose = Button(look, "begin.file", icon="file-text")
        self.drop = IconButton(look, "begin.drop", "x")
        self._wrong = Message(look, "circle-alert", "err")
        self.button = Button(look, "begin.create", role="primary", icon="check")
        widen(self.button)
        card = box(
            column(
                row(
                    Picture(look, "user-plus", 28, "accent"), self._title, None, gap=12
                ),
                self._below,
                column(self._names[0], self.person, gap=4),
                row(
                    (column(self._names[1], self.first, gap=4), 1),
                    (column(self._names[2], self.again, gap=4), 1),
                    gap=12,
                ),
                column(
                    self._names[3],
                    row(self.choose, (self._file_name, 1), self.drop, gap=10),
                    gap=4,
                ),
                self._wrong,
                self.button,
                gap=14,
                margins=(24, 22, 24, 24),
            ),
            "card",
        )
        self._card = card
        self._size()
        look.changed.connect(self._size)
        self.setLayout(column(None, card, None))
        self.choose.clicked.connect(self._choose)
        self.drop.clicked.connect(lambda: self.take(None))
        self.button.clicked.connect(self._ask)
        for field in (self.person, self.first, self.again):
            field.returnPressed.connect(self._ask)
        self.take(None)
        self.retranslate()

    def take(self, file: Path | None) -> None:
        """Use this provisioning file, or none."""
        self._file = file
        self.drop.setVisible(file is not None)
        self._show_file()

    def refuse(self, sentence: str) -> None:
        """Say why nothing was made."""
        self._wrong.say(sentence)
        self._enable(on=True)

    def retranslate(self) -> None:
        """Say every text again."""
        self._title.setText(translate("Lock", "Set up this laptop"))
        self._below.setText(
            translate(
                "Lock",
                "Everything you enter is kept encrypted on this laptop. Only your "
                "passphrase opens it: choose one that you will not forget.",
            )
        )
        texts = (
            translate("Lock", "Your name"),
            translate("Lock", "Passphrase"),
            translate("Lock", "The same once more"),
            translate("Lock", "File from the office, if you were given one"),
        )
        for name, text in zip(self._names, texts, strict=True):
            name.setText(text)
        fields = (self.person, self.first, self.again)
        for field, text in zip(fields, texts, strict=False):
            field.setAccessibleName(text)
        self.choose.say(translate("Lock", "Choose a file"))
        self.drop.say(translate("Lock", "Without this file"))
        self.button.say(translate("Lock", "Start"))
        self._show_file()

    def _show_file(self) -> None:
        self._file_name.setText(
            bidi(self._file.name)
            if self._file
            else translate("Lock", "None: you can enrol this laptop later.")
        )

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, translate("Lock", "File from the office"), "", "*.json;;*"
        )
        if chosen:
            self.take(Path(chosen))

    def _ask(self) -> None:
        person, first = self.person.text().strip(), self.first.text()
        if not person:
            self._refuse_at(self.person, translate("Lock", "Write your name."))
        elif not first:
            self._refuse_at(self.first, translate("Lock", "Choose a passphrase."))
        elif first != self.again.text():
            self._refuse_at(
                self.again,
                translate("Lock", "The two passphrases differ. Type them again."),
            )
        else:
            self._wrong.say("")
            self._enable(on=False)
            self.button.say(translate("Lock", "Setting up…"))
            self.asked.emit(FirstUse(person, first, self._file))

    def _refuse_at(self, field: QLineEdit, sentence: str) -> None:
        self._wrong.say(sentence)
        field.setAccessibleDescription(sentence)
        field.setFocus()

    def _enable(self, *, on: bool) -> None:
        for widget in (self.person, self.first, self.again, self.choose, self.button):
            widget.setEnabled(on)
        if on:
            self.button.say(translate("Lock", "Start"))

    def _size(self) -> None:
        self._card.setFixedWidth(self._look.px(CARD_PIXELS))
