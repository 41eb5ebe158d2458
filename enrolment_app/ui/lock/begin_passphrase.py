"""First use, step three: a passphrase of one's own, twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.lock.passphrase import PassphraseField
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.widgets.layouts import column


class BeginPassphrase(QWidget):
    """Two hidden lines and how long they must be."""

    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._least = 1
        self._below = lab("", "small", "text2", wrap=True)
        self._first_name = lab("", "body", weight=600)
        self._again_name = lab("", "body", weight=600)
        self._long = lab("", "small", "text2", wrap=True)
        self.first = PassphraseField("begin.passphrase")
        self.again = PassphraseField("begin.again")
        self._first_name.setBuddy(self.first)
        self._again_name.setBuddy(self.again)
        for field in (self.first, self.again):
            field.returnPressed.connect(self.ready)
        self.setLayout(
            column(
                self._below,
                column(self._first_name, self.first, self._long, gap=4),
                column(self._again_name, self.again, gap=4),
                gap=14,
            )
        )

    def ask_for(self, least: int) -> None:
        """Ask for a new passphrase of at least so many letters."""
        self._least = least
        self.first.clear()
        self.again.clear()
        self.retranslate()

    def wrong(self) -> "tuple[PassphraseField, str] | None":
        """Give where something is wrong and what, or None."""
        if not self.first.text():
            return self.first, translate("Lock", "Choose a passphrase.")
        if len(self.first.text()) < self._least:
            return self.first, self._length()
        if self.first.text() != self.again.text():
            return (
                self.again,
                translate("Lock", "The two passphrases differ. Type them again."),
            )
        return None

    def focus_here(self) -> None:
        """Put the keyboard on the first line."""
        self.first.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self._below.setText(
            translate(
                "Lock",
                "Everything you enter is kept encrypted on this laptop. Only your "
                "passphrase opens it: choose one that you will not forget.",
            )
        )
        self._first_name.setText(translate("Lock", "Passphrase"))
        self._again_name.setText(translate("Lock", "The same once more"))
        self._long.setText(self._length())
        self._long.setVisible(self._least > 1)
        self.first.setAccessibleName(self._first_name.text())
        self.again.setAccessibleName(self._again_name.text())

    def _length(self) -> str:
        return translate("Lock", "At least %n letter(s)", "", self._least)
