"""One household as a row that can be pressed."""

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle

from enrolment_app.ui.moments import when_short
from enrolment_app.ui.tables.delegate import CHIP_COLOURS
from enrolment_app.ui.text import bidi, leading, ltr, trailing
from enrolment_app.ui.words import head_in, status_chip, village_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from enrolment_app.store.rows import Listed
    from enrolment_app.ui.theme import Look

ROW_PIXELS = 44
SIDE_PIXELS = 16
NUMBER_PIXELS, NAME_PIXELS, CHIP_PIXELS, WHEN_PIXELS = 84, 220, 150, 110


class HouseholdRow(QAbstractButton):
    """Number, head, village, status and when it changed; pressing opens it."""

    wanted = Signal(str)

    def __init__(
        self, look: "Look", listed: "Listed", now: "datetime", number_wide: int
    ) -> None:
        super().__init__()
        self._look = look
        self._number_wide = number_wide
        self._listed = listed
        self._now = now
        self.setObjectName(f"household.{listed.number or listed.household}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        status = status_chip(listed)[0]
        self.setAccessibleName(f"{listed.number} {head_in(listed)}, {status}")
        self.clicked.connect(lambda: self.wanted.emit(listed.household))

    def sizeHint(self) -> QSize:
        """Return a row of the list."""
        return QSize(self._look.px(480), self._look.px(ROW_PIXELS))

    def minimumSizeHint(self) -> QSize:
        """Return a row as narrow as it may be."""
        return QSize(self._look.px(320), self._look.px(ROW_PIXELS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open at Enter as well as at Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row in the direction of the window."""
        look, listed = self._look, self._listed
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("line"))
        painter.drawLine(0, 0, self.width(), 0)
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(1, 1, -1, 0), look.colour("surface2"))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            focus = QRectF(self.rect()).adjusted(3, 3, -3, -2)
            painter.drawRoundedRect(focus, look.px(6), look.px(6))
        number = self._number_wide
        name, chip, when = (
            look.px(each) for each in (NAME_PIXELS, CHIP_PIXELS, WHEN_PIXELS)
        )
        right = self.width() - SIDE_PIXELS
        village_at = SIDE_PIXELS + number + name
        self._say(painter, SIDE_PIXELS, number, ltr(listed.number), weight=600)
        head_tone = "text" if listed.head else "text3"
        head = bidi(head_in(listed))
        at = SIDE_PIXELS + number
        self._say(painter, at, name - 12, head, weight=600, tone=head_tone)
        room = right - when - chip - village_at - 12
        self._say(painter, village_at, room, bidi(village_in(listed)), role="small")
        self._chip(painter, right - when - chip, chip)
        changed = when_short(listed.changed_ms, self._now, look.language)
        self._say(painter, right - when, when, changed, role="small", end=True)

    def _say(  # noqa: PLR0913 - where, what and how, named at the call
        self,
        painter: QPainter,
        x: int,
        width: int,
        text: str,
        *,
        role: str = "body",
        weight: int | None = None,
        tone: str = "text2",
        end: bool = False,
    ) -> None:
        if width <= 0:
            return
        font = self._look.font(role, weight, tabular=True)
        painter.setFont(font)
        painter.setPen(self._look.colour(tone))
        side = trailing(self) if end else leading(self)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        at = self._placed(x, width)
        painter.drawText(at, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _chip(self, painter: QPainter, x: int, width: int) -> None:
        look = self._look
        text, kind = status_chip(self._listed)
        front, back = CHIP_COLOURS[kind]
        font = look.font("small", 600)
        wanted = round(QFontMetricsF(font).horizontalAdvance(text)) + look.px(20)
        wide, high = min(width, wanted), look.px(26 if look.rtl else 24)
        cell = self._placed(x + width - wide, wide)
        chip = QRectF(cell.x(), (self.height() - high) / 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(back))
        painter.drawRoundedRect(chip, look.px(10), look.px(10))
        painter.setPen(look.colour(front))
        painter.setFont(font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)

    def _placed(self, x: int, width: int) -> QRect:
        inside = QRect(x, 0, width, self.height())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), inside)


def widest_number(look: "Look", rows: "Sequence[Listed]") -> int:
    """Give the width of the numbers' column: no number of these rows is cut."""
    metrics = QFontMetricsF(look.font("body", 600, tabular=True))
    numbers = [metrics.horizontalAdvance(ltr(one.number)) for one in rows]
    return max(look.px(NUMBER_PIXELS), ceil(max(numbers, default=0)) + look.px(12))
