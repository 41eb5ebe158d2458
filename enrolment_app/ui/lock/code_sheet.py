"""A recovery code that was made: shown once, spelled for a telephone, printed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.lock.passphrase import Message, widen
from enrolment_app.ui.text import Label, fill, lab, ltr, translate
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.layouts import box, column, row
from sync.session.activation import LETTERS

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

CARD_PIXELS = 640


class CodeSheet(QWidget):
    """Shows five groups, each with its letters spelled; goes when it is on paper."""

    done = Signal()

    def __init__(self, look: "Look", code: str, person: str) -> None:
        super().__init__()
        self._look, self._code, self._person = look, code, person
        self._title = lab("", "title", weight=700)
        self._below = lab("", "body", "text2", wrap=True)
        self._groups = tuple(
            (lab(ltr(group), "question", weight=700, at="middle"), _spelling())
            for group in code.split("-")
        )
        self._wrong = Message(look, "circle-alert", "err")
        self.print = Button(look, "code.print", icon="file-text")
        self.button = Button(look, "code.done", role="primary", icon="check")
        widen(self.button)
        columns = (
            (column(letters, spelled, gap=4), 1) for letters, spelled in self._groups
        )
        groups = QWidget()
        groups.setLayout(row(*columns, gap=12, margins=(12, 12, 12, 12)))
        # The code is read from the left in every language.
        groups.setLayoutDirection(self._title.layoutDirection().LeftToRight)
        card = column(
            row(Picture(look, "shield-check", 28, "accent"), self._title, None, gap=12),
            self._below,
            box(row((groups, 1)), "banner", state="info"),
            self._wrong,
            row(self.print, (self.button, 1), gap=10),
            gap=14,
            margins=(24, 22, 24, 24),
        )
        self._card = box(card, "card")
        self._size()
        self.setLayout(column(None, self._card, None))
        look.changed.connect(self._size)
        self.print.clicked.connect(self._print)
        self.button.clicked.connect(self.done)
        self.retranslate()

    def focus_here(self) -> None:
        """Put the keyboard on going on."""
        self.button.setFocus()

    def refuse(self, sentence: str, *, seconds: int = 0) -> None:
        """Say what went wrong; the code stays on the screen."""
        del seconds
        self._wrong.say(sentence)

    def retranslate(self) -> None:
        """Say every text again."""
        self._title.setText(translate("Lock", "Your recovery code"))
        self._below.setText(_explained())
        for letters, spelled in self._groups:
            words = spelled_out(letters.text())
            spelled.setText("\n".join(words))
            letters.setAccessibleName(", ".join(words))
        self.print.say(translate("Lock", "Print"))
        self.button.say(translate("Lock", "I have it on paper"))

    def _print(self) -> None:
        from enrolment_app.ui.lock.code_printed import print_code  # noqa: PLC0415

        heading = fill(
            translate("Lock", "Recovery code of {person}"), person=self._person
        )
        refused = print_code(self, (heading, _explained()), self._code)
        self._wrong.say(refused)

    def _size(self) -> None:
        self._card.setFixedWidth(self._look.px(CARD_PIXELS))


def spelled_out(letters: str) -> list[str]:
    """Give a word for each letter or digit, as one says them over a telephone."""
    words = _words().split(" ")
    return [words[LETTERS.index(letter)] for letter in letters if letter in LETTERS]


def _words() -> str:
    return translate(
        "Lock",
        "zero one two three four five six seven eight nine Alfa Bravo Charlie Delta "
        "Echo Foxtrot Golf Hotel Juliett Kilo Mike November Papa Quebec Romeo Sierra "
        "Tango Victor Whiskey X-ray Yankee Zulu",
        "thirty-two words: the digits from 0, then A B C D E F G H J K M N P Q R S T "
        "V W X Y Z",
    )


def _explained() -> str:
    return translate(
        "Lock",
        "If you forget your passphrase, this code opens the laptop once and lets you "
        "choose another. Write or print it, and keep it elsewhere than the laptop, or "
        "read it to the office. It is shown only now; a code from before no longer "
        "counts.",
    )


def _spelling() -> Label:
    return lab("", "small", "text2", at="middle")
