"""Barcodes and QR codes: by a reader that types, or out of a picture."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QWidget

from enrolment_app.capture.codes import read_code
from enrolment_app.ui.editors.backing import PICTURE_BYTES_MOST, read_file
from enrolment_app.ui.editors.camera import Camera, has_camera
from enrolment_app.ui.editors.editor import Editor
from enrolment_app.ui.editors.files import PICTURES, choose_file, dropped_file
from enrolment_app.ui.editors.line import Line, TidyLine
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.editors.typed import ascii_digit
from enrolment_app.ui.editors.words import special_words
from enrolment_app.ui.messages import said
from enrolment_app.ui.pictures import CODE_PX, grey, read_picture
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button
from enrolment_app.ui.widgets.layouts import column, row
from enrolment_app.ui.widgets.saying import Saying
from sync.errors import IndrajError
from sync.values import Atom

WIDTH_PX = 420

# A reader types a character every few milliseconds; nobody types four that fast.
BURST_SECONDS = 0.05
BURST_FEWEST = 4
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ScannedLine(TidyLine):
    """A line that knows when a reader types.

    A burst that ends in Enter replaces what stood there: a label that is read again
    must not be written behind itself.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock: Callable[[], float] = time.monotonic
        self._at = 0.0  # when the last character came
        self._count = 0  # of the burst that goes on
        # What stood before and behind it when it began.
        self._before, self._behind = "", ""

    def tidy(self, text: str) -> str:
        """Write digits in ASCII: a reader types on the Urdu keyboard too."""
        shown = (ascii_digit(each) or each for each in text)
        return "".join(each for each in shown if each.isprintable())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow how fast the characters come."""
        if event.key() in ENTER:
            self._end_burst()
        elif event.text().isprintable() and event.text():
            now = self.clock()
            if now - self._at > BURST_SECONDS:
                self._begin_burst()
            self._at = now
            self._count += 1
        super().keyPressEvent(event)

    def _begin_burst(self) -> None:
        text, place = self.text(), self.cursorPosition()
        start, end = (
            (self.selectionStart(), self.selectionEnd())
            if self.hasSelectedText()
            else (place, place)
        )
        self._count = 0
        self._before, self._behind = text[:start], text[end:]

    def _end_burst(self) -> None:
        fast = self.clock() - self._at <= BURST_SECONDS
        if fast and self._count >= BURST_FEWEST and self._before + self._behind:
            scanned = self.text().removeprefix(self._before)
            self.put(scanned.removesuffix(self._behind))
            self.textEdited.emit(self.text())
        self._count = 0


class BarcodeEditor(Editor):
    """What a code says, typed by a reader or by hand, or read out of a picture."""

    compact = False

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._line = ScannedLine(self)
        self._line.width_px = WIDTH_PX
        self._line.textEdited.connect(self._typed)
        self._line.left.connect(self.left)
        self.setFocusProxy(self._line)
        self._file = Button(look, "barcode.file", icon="image")
        self._file.clicked.connect(self._choose)
        self._scan = Button(look, "barcode.camera", icon="camera")
        self._scan.clicked.connect(self._open_camera)
        self._with_camera = has_camera()
        self._camera: Camera | None = None
        self._looking = False  # a picture of the camera is being looked at
        self._said = Saying()
        buttons = row(self._scan, self._file, (self._said, 1))
        self._whole = column(row(self._line, None), buttons, gap=8)
        self.setLayout(self._whole)
        self.setAcceptDrops(True)
        self.refit()

    def lines(self) -> tuple[Line, ...]:
        """Give the one field."""
        return (self._line,)

    def read(self) -> Atom | None:
        """Give what the code says."""
        return self._line.text().strip() or None

    def fill(self, value: str) -> None:
        """Show what a code says from its beginning."""
        self._line.setText(value)
        self._line.setCursorPosition(0)
        self._said.say(None)

    def dress(self, shown: Shown) -> None:
        """Say how it can be answered."""
        self._line.setReadOnly(shown.readonly)
        self._said.again()
        how = translate("Editors", "Scan or type the code")
        self._line.setPlaceholderText(special_words(shown.special) or how)
        self._file.say(translate("Editors", "Read from a picture"))
        self._file.setVisible(self.backing is not None and not shown.readonly)
        self._scan.say(translate("Editors", "Scan with the camera"))
        self._scan.setVisible(self._with_camera and self._takes())
        for button in (self._scan, self._file):
            button.setAccessibleDescription(shown.name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if self._takes() and dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the code in the picture that was dropped."""
        file = dropped_file(event.mimeData())
        if file is not None and self._takes():
            event.acceptProposedAction()
            self.read_from(file)

    def read_from(self, file: Path) -> None:
        """Read the code in a picture; it is the answer where there is one."""
        if self.backing is not None:
            self._said.say(lambda: translate("Editors", "Reading the picture"))
            self.backing.run(_code_in, file, done=self._found, failed=self._not_found)

    def _takes(self) -> bool:
        return self.backing is not None and not self.shown.readonly

    def _typed(self) -> None:
        self._said.say(None)
        self.touched()

    def _choose(self) -> None:
        title = translate("Editors", "Picture of the code")
        file = choose_file(self, title, PICTURES)
        if file is not None:
            self.read_from(file)

    def _open_camera(self) -> None:
        if self._camera is None:
            self._camera = Camera(self.look, only_looks=True)
            self._camera.seen.connect(self._look_at)
            self._camera.closed.connect(self._close_camera)
            self._whole.addWidget(self._camera)
            self._camera.start()

    def _close_camera(self) -> None:
        if self._camera is not None:
            self._camera.deleteLater()
            self._camera = None
            self.focus_here()

    def _look_at(self, image: QImage) -> None:
        """Look for a code in what the camera sees, one picture after the other."""
        if self.backing is None or self._looking:
            return
        self._looking = True
        self.backing.run(
            lambda: read_code(grey(image)), done=self._seen, failed=self._not_seen
        )

    def _seen(self, text: str) -> None:
        self._looking = False
        if self._camera is not None:
            self._camera.stop()
            self._found(text)

    def _not_seen(self, _failure: IndrajError) -> None:
        self._looking = False

    def _found(self, text: str) -> None:
        self._said.say(None)
        self._line.put(text)
        self.chosen()

    def _not_found(self, failure: IndrajError) -> None:
        self._said.say(lambda: said(failure), "err")


def _code_in(file: Path) -> str:
    picture = read_picture(read_file(file, PICTURE_BYTES_MOST), CODE_PX)
    return read_code(grey(picture))
