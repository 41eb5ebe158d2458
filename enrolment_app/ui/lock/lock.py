"""The lock: nothing of any household, only who may come in.

Imports nothing of the store: this is the first thing painted.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from enrolment_app.ui.lock.unlock import Unlock
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.widgets.buttons import Picture
from enrolment_app.ui.widgets.layouts import column, row
from enrolment_app.ui.widgets.topbar import AlwaysAtHand

if TYPE_CHECKING:
    from collections.abc import Callable

    from enrolment_app.ui.lock.begin import Begin
    from enrolment_app.ui.lock.code_sheet import CodeSheet
    from enrolment_app.ui.lock.recover import RecoverFace
    from enrolment_app.ui.theme import Look


class Lock(QWidget):
    """The whole lock screen: brand, one of its faces, what is at hand."""

    unlock_asked = Signal(str)
    begin_asked = Signal(object)  # one of `begin_said`'s questions
    code_noted = Signal()

    def __init__(
        self, look: "Look", do: "Callable[[str], None]", *, first_use: bool
    ) -> None:
        super().__init__()
        self._look = look
        self._kept: _Kept | None = None
        self.setObjectName("page")
        self._brand = lab("", "title", weight=700)
        self.unlock = Unlock(look)
        self.begin: Begin | None = None
        self.recover: RecoverFace | None = None
        self.sheet: CodeSheet | None = None
        self._faces = QStackedWidget()
        self._faces.addWidget(self.unlock)
        head = row(
            Picture(look, "clipboard-list", 26, "accent"),
            self._brand,
            None,
            AlwaysAtHand(look, do, lock=False),
            gap=10,
            margins=(20, 14, 20, 0),
        )
        self._below = column(gap=8)
        middle = row(None, self._faces, None)
        self.setLayout(column(head, None, middle, 22, self._below, None, gap=0))
        self.unlock.asked.connect(self.unlock_asked)
        self.unlock.forgotten.connect(self.ask_for_code)
        if first_use:
            self.begin_first_use()
        self.retranslate()

    @property
    def _face(self) -> "Begin | RecoverFace | CodeSheet | None":
        return self.begin or self.recover or self.sheet

    def begin_first_use(self) -> None:
        """Ask for what makes a store instead of a passphrase."""
        from enrolment_app.ui.lock.begin import Begin  # noqa: PLC0415 - rare

        if self.begin is None:
            self._drop()
            self.begin = Begin(self._look)
            self.begin.asked.connect(self.begin_asked)
            self._faces.addWidget(self.begin)
        self._faces.setCurrentWidget(self.begin)
        self.begin.focus_here()

    def ask_for_code(self) -> None:
        """Ask for a recovery code instead of a passphrase."""
        from enrolment_app.ui.lock.recover import RecoverFace  # noqa: PLC0415 - rare

        self._drop()
        self.recover = RecoverFace(self._look)
        self.recover.asked.connect(self.begin_asked)
        self.recover.left.connect(self.ask_for_passphrase)
        self._faces.addWidget(self.recover)
        self._faces.setCurrentWidget(self.recover)
        self.recover.focus_here()

    def show_code(self, code: str, person: str) -> None:
        """Show a recovery code that was just made, until somebody has it on paper."""
        from enrolment_app.ui.lock.code_sheet import CodeSheet  # noqa: PLC0415 - rare

        self._drop()
        self.sheet = CodeSheet(self._look, code, person)
        self.sheet.done.connect(self.code_noted)
        self._faces.addWidget(self.sheet)
        self._faces.setCurrentWidget(self.sheet)
        self.sheet.focus_here()

    def ask_for_passphrase(self) -> None:
        """Come back to the first face, with nothing in it."""
        self._drop()
        self._faces.setCurrentWidget(self.unlock)
        self.unlock.fresh()

    def _drop(self) -> None:
        """Let the other face go: unseen it would still give the card its height."""
        face = self._face
        self.begin = self.recover = self.sheet = None
        if face is not None:
            self._faces.removeWidget(face)
            face.hide()
            face.setParent(None)
            face.deleteLater()

    def locked_again(self, *, waiting: int) -> None:
        """Come back after work: say that it is kept, and how much waits."""
        if self._kept is None:
            self._kept = _Kept(self._look)
            self._below.addWidget(self._kept)
            self._kept.show()
        self._kept.say(waiting)
        self.ask_for_passphrase()
        self.retranslate()

    def refuse(self, sentence: str, *, seconds: int = 0) -> None:
        """Say why it stays locked, on the face that is shown."""
        (self._face or self.unlock).refuse(sentence, seconds=seconds)

    def focus_here(self) -> None:
        """Put the keyboard where the person types."""
        (self._face or self.unlock).focus_here()

    def retranslate(self) -> None:
        """Say every text again."""
        self._brand.setText(translate("Window", "Indraj"))
        self.setAccessibleName(translate("Lock", "Locked"))
        if self._kept:
            self._kept.retranslate()
        self.unlock.retranslate()
        if self._face:
            self._face.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class _Kept(QWidget):
    """After work: it is kept, and how much of it is only here."""

    def __init__(self, look: "Look") -> None:
        super().__init__()
        self._waiting = 0
        self._kept = lab("", "small", "text2")
        self._only_here = lab("", "small", "warn", weight=600)
        kept = _centred(Picture(look, "shield-check", 16, "ok"), self._kept)
        self._only_line = _centred(
            Picture(look, "cloud-off", 16, "warn"), self._only_here
        )
        self.setLayout(column(kept, self._only_line, gap=8))

    def say(self, waiting: int) -> None:
        """Show how many households are only on this laptop."""
        self._waiting = waiting
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        count = self._waiting
        self._kept.setText(
            translate("Lock", "Your work is saved and opens where you left it.")
        )
        self._only_line.setVisible(count > 0)
        self._only_here.setText(
            translate("Lock", "%n household(s) only on this laptop", "", count)
        )


def _centred(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(None, *widgets, None, gap=6))
    return holder
