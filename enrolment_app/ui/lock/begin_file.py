"""First use, step one: the office's file, from a stick that was found or chosen."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from enrolment_app.ui.lock.passphrase import widen
from enrolment_app.ui.text import bidi, fill, lab, translate
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.layouts import box, clear, column, row

if TYPE_CHECKING:
    from enrolment_app.ui.lock.begin_said import Found
    from enrolment_app.ui.theme import Look

LOOK_AGAIN_MS = 2000
SHOWN_MAX = 4


class BeginFile(QWidget):
    """Shows files of the office as they appear; one may also be chosen, or none."""

    looking = Signal()
    chosen = Signal(object)  # a Path, or None to go without

    def __init__(self, look: "Look") -> None:
        super().__init__()
        self._look = look
        self._files: tuple[tuple[Path, str], ...] = ()
        self._below = lab("", "small", "text2", wrap=True)
        self._list = column(gap=8)
        self._waiting = lab("", "body", "text2", wrap=True)
        self._empty = box(
            row(
                Picture(look, "upload", 22, "text2"),
                (self._waiting, 1),
                gap=12,
                margins=(14, 12, 14, 12),
            ),
            "banner",
            state="info",
        )
        self.choose = Button(look, "begin.file", icon="file-text")
        self.without = Button(look, "begin.without", role="ghost")
        self.setLayout(
            column(
                self._below,
                self._empty,
                self._list,
                row(self.choose, None, self.without, gap=10),
                gap=14,
            )
        )
        self._again = QTimer(self)
        self._again.setInterval(LOOK_AGAIN_MS)
        self._again.timeout.connect(self.looking)
        self.choose.clicked.connect(self._choose)
        self.without.clicked.connect(lambda: self.chosen.emit(None))

    def show_found(self, found: "Found") -> None:
        """Show what is on the sticks now; the keyboard stays where it was."""
        if found.files == self._files:
            return
        first = bool(found.files) and not self._files
        self._files = found.files
        self._fill()
        if first and self.isVisible():
            self.focus_here()

    def focus_here(self) -> None:
        """Put the keyboard on the first file, or on choosing one."""
        item = self._list.itemAt(0)
        widget = item.widget() if item else None
        (widget or self.choose).setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self._below.setText(
            translate(
                "Lock",
                "The office makes a file for each laptop and gives it to you on a "
                "stick. No network is needed.",
            )
        )
        self._waiting.setText(
            translate("Lock", "Put the stick into this laptop: its file appears here.")
        )
        self.choose.say(translate("Lock", "Choose a file"))
        self.without.say(translate("Lock", "Begin without a file"))
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at once, and again while this is shown."""
        super().showEvent(event)
        self._again.start()
        # After the first paint: nothing of the store is imported before it.
        QTimer.singleShot(LOOK_AGAIN_MS // 10, self, self._look_if_shown)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the sticks alone."""
        super().hideEvent(event)
        self._again.stop()

    def _look_if_shown(self) -> None:
        if self.isVisible():
            self.looking.emit()

    def _fill(self) -> None:
        clear(self._list)
        self._empty.setVisible(not self._files)
        for at, (file, stick) in enumerate(self._files[:SHOWN_MAX]):
            button = Button(self._look, f"begin.found.{at}", icon="file-text")
            button.say(
                fill(
                    translate("Lock", "{file} on {stick}"),
                    file=bidi(file.name),
                    stick=stick,
                )
            )
            widen(button)
            button.clicked.connect(lambda _=False, file=file: self.chosen.emit(file))
            self._list.addWidget(button)

    def _choose(self) -> None:
        kinds = translate("Lock", "Files from the office")
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            translate("Lock", "File from the office"),
            "",
            f"{kinds} (*.indraj-laptop *.json);;*",
        )
        if chosen:
            self.chosen.emit(Path(chosen))
