"""Paints the rows of the household list; half the cost of a style sheet's."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from enrolment_app.ui.tables.households import (
    CUSTODY,
    HEAD,
    LISTED_ROLE,
    NUMBER,
    STATUS,
)
from enrolment_app.ui.words import head_of, status_chip

if TYPE_CHECKING:
    from enrolment_app.store.rows import Listed
    from enrolment_app.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
CHIP_COLOURS = {
    "ok": ("ok", "ok_soft"),
    "accent": ("accent_text", "accent_soft"),
    "mute": ("text2", "sunken"),
    "err": ("err", "err_soft"),
    "warn": ("warn", "warn_soft"),
}
CUSTODY_TONES = {"only-here": "warn", "handed-over": "info", "confirmed": "ok"}
SIDE_PIXELS = 12


class HouseholdRows(QStyledItemDelegate):
    """One row as text, chips and a thin line, in the look as it is now."""

    def __init__(self, look: "Look") -> None:
        super().__init__()
        self._look = look

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one cell."""
        look, rect = self._look, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = look.colour("accent_soft" if selected else "surface")
        painter.fillRect(rect, ground)
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and index.column() == 0:
            edge = rect.right() - 2 if look.rtl else rect.left()
            painter.fillRect(
                QRect(edge, rect.top(), 3, rect.height()), look.colour("accent")
            )
        listed: Listed | None = index.data(LISTED_ROLE)
        inner = rect.adjusted(SIDE_PIXELS, 0, -SIDE_PIXELS, 0)
        if listed is None:
            self._paint_awaited(painter, inner)
        elif index.column() == STATUS:
            self._paint_chip(painter, inner, *status_chip(listed))
        else:
            self._paint_text(painter, inner, index, listed)
        painter.restore()

    def _paint_text(
        self, painter: QPainter, rect: QRect, index: Index, listed: "Listed"
    ) -> None:
        look, column = self._look, index.column()
        text = index.data() or ""
        tone = "text2"
        if column == HEAD:
            tone = "text" if listed.head else "text3"
            text = text if listed.head else head_of("")
        elif column == CUSTODY:
            tone = CUSTODY_TONES[str(listed.custody)]
        small = column == CUSTODY
        weight = 600 if column in (HEAD, CUSTODY) else 400
        font = look.font("small" if small else "body", weight, tabular=True)
        painter.setFont(font)
        painter.setPen(look.colour(tone))
        shown = QFontMetricsF(font).elidedText(
            text, Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, self._side(), shown)
        if column == NUMBER and listed.problems:
            painter.drawPixmap(
                self._mark_at(rect), look.pixmap("circle-alert", 14, "warn")
            )

    def _paint_chip(self, painter: QPainter, rect: QRect, text: str, kind: str) -> None:
        look = self._look
        front, back = CHIP_COLOURS[kind]
        font = look.font("small", 600)
        width = min(
            rect.width(), QFontMetricsF(font).horizontalAdvance(text) + look.px(20)
        )
        height = look.px(26 if look.rtl else 24)
        left = rect.right() - width if look.rtl else rect.left()
        top = rect.center().y() - height / 2 + 0.5
        chip = QRectF(left, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(back))
        painter.drawRoundedRect(chip, look.px(10), look.px(10))
        painter.setPen(look.colour(front))
        painter.setFont(font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_awaited(self, painter: QPainter, rect: QRect) -> None:
        bar = QRectF(0, 0, min(rect.width(), 80), self._look.px(8))
        bar.moveCenter(QRectF(rect).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("sunken"))
        painter.drawRoundedRect(bar, 4, 4)

    def _mark_at(self, rect: QRect) -> QRect:
        side = self._look.px(14)
        left = rect.left() if self._look.rtl else rect.right() - side
        return QRect(left, rect.center().y() - side // 2, side, side)

    def _side(self) -> Qt.AlignmentFlag:
        flags = Qt.AlignmentFlag
        side = flags.AlignRight if self._look.rtl else flags.AlignLeft
        return side | flags.AlignAbsolute | flags.AlignVCenter
