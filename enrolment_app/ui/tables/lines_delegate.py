"""Paints a household's lines: number, question, answer, what is marked."""

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from enrolment_app.ui.readings.reviewing import (
    DOUBT,
    GONE,
    QUESTION,
    ROW,
    SECTION,
    UNASKED,
    Line,
)
from enrolment_app.ui.tables.lines import DRAFT_ROLE, LINE_ROLE, answer_of, label_of
from enrolment_app.ui.text import ltr

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
SIDE_PIXELS, NUMBER_PIXELS, MARK_PIXELS, GAP_PIXELS = 16, 52, 26, 16
PAD_PIXELS = 9
QUESTION_SHARE = 0.56
MARK_SIDE = 16
WITH_ANSWER = (QUESTION, UNASKED, GONE, DOUBT)


class LinesRows(QStyledItemDelegate):
    """One line in the look as it is now; question and answer wrap."""

    def __init__(self, look: "Look", view: QListView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width of the view and as much height as the words need."""
        line: Line = index.data(LINE_ROLE)
        look, width = self._look, self._view.viewport().width()
        question, answer = self._widths(line, width)
        flags = int(Qt.TextFlag.TextWordWrap)
        high = 0.0
        for text, font, wide in (
            (label_of(line), self._font(line), question),
            (answer_of(line), look.font("body", 600), answer),
        ):
            if text and wide > 0:
                room = QRectF(0, 0, wide, 10_000)
                box = QFontMetricsF(font).boundingRect(room, flags, text)
                high = max(high, box.height())
        return QSize(width, ceil(high) + 2 * look.px(PAD_PIXELS))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one line in the direction of the window."""
        look, rect, line = self._look, QRect(option.rect), index.data(LINE_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain = "surface2" if line.kind in (SECTION, ROW) else "surface"
        painter.fillRect(rect, look.colour("accent_soft" if selected else plain))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and self._view.hasFocus():
            painter.fillRect(self._placed(rect, 0, 3), look.colour("accent"))
        self._paint_words(painter, rect, line)
        self._paint_mark(painter, rect, line, index.data(DRAFT_ROLE))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, line: Line) -> None:
        look = self._look
        side = look.px(SIDE_PIXELS)
        numbered = line.kind in WITH_ANSWER
        lead = side + (look.px(NUMBER_PIXELS) if numbered else 0)
        question, answer = self._widths(line, rect.width())
        if line.kind in (QUESTION, UNASKED):
            font = look.font("small", 600, tabular=True)
            at = self._placed(rect, side, look.px(NUMBER_PIXELS))
            self._say(painter, at, ltr(line.number), font, "text3")
        tone = "text" if line.kind in (SECTION, ROW) else "text2"
        at = self._placed(rect, lead, question)
        self._say(painter, at, label_of(line), self._font(line), tone)
        if line.kind in WITH_ANSWER:
            filled = bool(line.answer or line.special)
            tone = "err" if line.wrong else "text" if filled else "text3"
            font = look.font("body", 600 if filled else 400, tabular=True)
            at = self._placed(rect, lead + question + look.px(GAP_PIXELS), answer)
            self._say(painter, at, answer_of(line), font, tone)

    def _say(
        self, painter: QPainter, at: QRect, text: str, font: QFont, tone: str
    ) -> None:
        flags = Qt.AlignmentFlag
        side = flags.AlignRight if self._look.rtl else flags.AlignLeft
        pad = self._look.px(PAD_PIXELS)
        painter.setFont(font)
        painter.setPen(self._look.colour(tone))
        how = int(side | flags.AlignAbsolute | flags.AlignTop)
        painter.drawText(
            at.adjusted(0, pad, 0, -pad), how | int(Qt.TextFlag.TextWordWrap), text
        )

    def _paint_mark(
        self, painter: QPainter, rect: QRect, line: Line, draft: str
    ) -> None:
        look = self._look
        asked = [each for each in line.remarked if not each.answered]
        if draft:
            icon, tone = "message-square", "accent"
        elif asked:
            icon, tone = "message-square", "err"
        elif line.contested:
            icon, tone = "git-merge", "err"
        elif line.kind == DOUBT and line.answer:
            icon, tone = "circle-check", "ok"
        elif line.wrong is not None or line.kind == DOUBT:
            icon, tone = "triangle-alert", "warn"
        elif line.remarked:
            icon, tone = "circle-check", "ok"
        else:
            return
        side = look.px(MARK_SIDE)
        at = self._placed(rect, rect.width() - look.px(MARK_PIXELS) - side // 2, side)
        at.setTop(rect.top() + look.px(PAD_PIXELS) + 1)
        at.setHeight(side)
        painter.drawPixmap(at, look.pixmap(icon, MARK_SIDE, tone))

    def _widths(self, line: Line, width: int) -> tuple[int, int]:
        """Return the room of question and answer; headings have it all."""
        look = self._look
        ends = 2 * look.px(SIDE_PIXELS) + look.px(MARK_PIXELS)
        if line.kind not in WITH_ANSWER:
            return width - ends, 0
        room = width - ends - look.px(NUMBER_PIXELS) - look.px(GAP_PIXELS)
        question = round(room * QUESTION_SHARE)
        return question, room - question

    def _font(self, line: Line) -> QFont:
        if line.kind == SECTION:
            return self._look.font("question", 700)
        return self._look.font("body", 600 if line.kind == ROW else 400)

    def _placed(self, rect: QRect, x: int, width: int) -> QRect:
        inside = QRect(rect.left() + x, rect.top(), width, rect.height())
        direction = self._view.layoutDirection()
        return QStyle.visualRect(direction, rect, inside)
