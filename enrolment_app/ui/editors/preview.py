"""A kept file as its question shows it: small, or as large as there is room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel

from enrolment_app.capture.errors import NotAPicture
from enrolment_app.ui.attached_words import attached_words, icon_of
from enrolment_app.ui.editors.backing import Held
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.pictures import read_picture
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Picture
from enrolment_app.ui.widgets.layouts import column, row

SMALL_PX, LARGE_PX, HIGH_PX = 120, 620, 440


class Preview(QFrame):
    """What is kept: a small picture, or an icon, with what it is in words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.held: Held | None = None
        self.large = False
        self._image = QImage()
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._icon = Picture(look, "paperclip", 24, "text2")
        self._words = lab("", "body", weight=600)
        self._where = lab("", "small", "text2", wrap=True)
        words = column(self._words, self._where, gap=2)
        beside = row(self._picture, self._icon, (words, 1), gap=12)
        # A large picture has its words below, where there is room for them.
        self._below = lab("", "small", "text2")
        self.setLayout(column(beside, self._below, gap=4))

    def show_held(self, held: Held | None) -> None:
        """Show another file, small; None for none."""
        self.held, self.large = held, False
        self._image = QImage()
        if held is not None and held.thumbnail:
            self._image.loadFromData(held.thumbnail)
        self._paint()
        self._say()

    def dress(self, shown: Shown) -> None:
        """Say it in the present language."""
        self._picture.setAccessibleName(shown.name)
        self._say()

    def enlarge(self, content: bytes) -> None:
        """Show the picture as large as there is room; a damaged one stays small."""
        try:
            self._image = read_picture(content)
        except NotAPicture:
            return
        self.large = True
        self._paint()

    def shrink(self) -> None:
        """Show it small again."""
        self.show_held(self.held)

    def refit(self) -> None:
        """Follow the text size."""
        self._paint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a large picture within the card."""
        super().resizeEvent(event)
        if self.large:
            self._paint()

    def _paint(self) -> None:
        there = not self._image.isNull()
        self._words.setVisible(not self.large)
        self._below.setVisible(self.large)
        self._picture.setVisible(there)
        self._icon.setVisible(not there)
        if not there:
            self._picture.clear()
            return
        side = self._look.px(LARGE_PX if self.large else SMALL_PX)
        high = self._look.px(HIGH_PX) if self.large else side
        room = QSize(min(side, max(self.width(), SMALL_PX)), high)
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(
            self._image.scaled(
                room * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        pixmap.setDevicePixelRatio(ratio)
        self._picture.setPixmap(pixmap)
        self._picture.setFixedSize(pixmap.deviceIndependentSize().toSize())

    def _say(self) -> None:
        if self.held is None:
            self._words.setText("")
            self._where.hide()
            return
        held = self.held
        self._icon.show_icon(icon_of(held.reference), "text2")
        for words in (self._words, self._below):
            words.setText(attached_words(held.reference, held.size_bytes))
        self._where.setVisible(not held.here)
        self._where.setText(
            translate(
                "Editors",
                "Not on this laptop yet. The next exchange brings it, once the "
                "registry has it.",
            )
            if not held.thumbnail
            else translate(
                "Editors", "Shown small. The whole of it comes with a later exchange."
            )
        )
