"""The sections of a questionnaire beside it, each with how far it is."""

from math import ceil

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from enrolment_app.ui.text import fill, lab, leading, ltr, trailing, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button, KeyCap
from enrolment_app.ui.widgets.layouts import column, row

WIDTH_PX = 256
ROW_PX = 40
GLYPH_PX = 20
TWO_LINES_PX = 13
WORDS_AT_PX, EDGE_PX, GAP_PX = 42, 10, 4
COUNT_PX = 38  # at least, so that short counts leave the words in line
FULL_CIRCLE = 360 * 16  # Qt counts arcs in sixteenths of a degree
TWELVE_O_CLOCK = 90 * 16


class SectionItem(QAbstractButton):
    """One section: a ring that fills, a check, a mark, or a dotted ring."""

    def __init__(self, look: Look, place: int) -> None:
        super().__init__()
        self._look = look
        self.place = place
        self.answered = self.total = self.problems = 0
        self.applies = True
        self.setObjectName(f"section.{place}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_section(
        self, label: str, *, answered: int, total: int, problems: int, applies: bool
    ) -> None:
        """Show how far a section is."""
        self.answered, self.total, self.problems = answered, total, problems
        self.applies = applies
        self.setText(label)
        self.setToolTip(label)
        self.setAccessibleName(self._told())
        self.update()

    def sizeHint(self) -> QSize:
        """Give a row of the rail."""
        return QSize(self._look.px(WIDTH_PX - 16), self._look.px(ROW_PX))

    def minimumSizeHint(self) -> QSize:
        """Give the same: rows are not squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row in the direction of the window."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_glyph(painter)
        self._paint_words(painter)
        painter.end()

    def _told(self) -> str:
        if not self.applies:
            return fill(
                translate("Questionnaire", "{section}, does not apply"),
                section=self.text(),
            )
        told = translate("Questionnaire", "{section}, {answered} of {total} answered")
        return fill(told, section=self.text(), answered=self.answered, total=self.total)

    def _paint_ground(self, painter: QPainter) -> None:
        look, rect = self._look, QRectF(self.rect()).adjusted(0, 1, 0, -1)
        radius = look.px(6)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(rect, radius, radius)
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(self._placed(0, 3, 6, self.height() - 12), 1.5, 1.5)
        elif self.underMouse():
            painter.setBrush(look.colour("sunken"))
            painter.drawRoundedRect(rect, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)

    def _paint_glyph(self, painter: QPainter) -> None:
        look, side = self._look, self._look.px(GLYPH_PX)
        at = self._placed(look.px(12), side, (self.height() - side) // 2, side)
        ring = at.adjusted(2, 2, -2, -2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not self.applies:
            painter.setPen(QPen(look.colour("line_strong"), 1.6, Qt.PenStyle.DotLine))
            painter.drawEllipse(ring)
        elif self.problems:
            painter.drawPixmap(at.toRect(), look.pixmap("circle-alert", 20, "err"))
        elif self.total and self.answered == self.total:
            painter.drawPixmap(at.toRect(), look.pixmap("circle-check", 20, "ok"))
        else:
            painter.setPen(QPen(look.colour("line"), 2.4))
            painter.drawEllipse(ring)
            self._paint_arc(painter, ring)

    def _paint_arc(self, painter: QPainter, ring: QRectF) -> None:
        if not self.answered or not self.total:
            return
        share = int(FULL_CIRCLE * self.answered / self.total)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        pen = QPen(self._look.colour("accent"), 2.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(ring, TWELVE_O_CLOCK, share if rtl else -share)

    def _paint_words(self, painter: QPainter) -> None:
        look, here = self._look, self.isChecked()
        middle = Qt.AlignmentFlag.AlignVCenter
        weight = 600 if here else 500
        tone = "text3" if not self.applies else "accent_text" if here else "text"
        taken = self._paint_count(painter)
        left = look.px(WORDS_AT_PX)
        room = self._placed(left, self.width() - left - taken, 0, self.height())
        font = look.font("body", weight)
        flags = leading(self) | middle
        if QFontMetricsF(font).horizontalAdvance(self.text()) > room.width():
            # Two smaller lines say more than half a line.
            font = look.font("key", weight)
            font.setPixelSize(look.px(TWO_LINES_PX))
            flags |= Qt.TextFlag.TextWordWrap
        painter.setFont(font)
        painter.setPen(look.colour(tone))
        painter.drawText(room, flags, self.text())

    def _paint_count(self, painter: QPainter) -> int:
        """Paint the count, as wide as it is; gives what it takes with its edges."""
        look = self._look
        count = ltr(f"{self.answered}/{self.total}") if self.applies else "—"
        font = look.font("small", 500, tabular=True)
        wide = ceil(QFontMetricsF(font).horizontalAdvance(count)) + 1
        painter.setFont(font)
        painter.setPen(look.colour("err" if self.problems else "text3"))
        edge = look.px(EDGE_PX)
        end = self._placed(self.width() - edge - wide, wide, 0, self.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(end, trailing(self) | middle, count)
        return edge + max(wide, look.px(COUNT_PX)) + look.px(GAP_PX)

    def _placed(self, x: int, width: int, y: int, height: int) -> QRectF:
        logical = QRect(x, y, width, height)
        return QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), logical))


class ProgressBar(QWidget):
    """How much of the household is answered, filling in reading direction."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._share = 0.0
        self.setFixedHeight(look.px(6))
        self.setMinimumWidth(look.px(40))

    def show_share(self, share: float) -> None:
        """Show a share from 0 to 1."""
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        half, width = self.height() / 2, self.width() * self._share
        painter.setBrush(self._look.colour("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), half, half)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - width if rtl else 0
        painter.setBrush(self._look.colour("accent"))
        painter.drawRoundedRect(QRectF(left, 0, width, self.height()), half, half)


class SectionRail(QFrame):
    """The rail: progress above, sections, review below."""

    chosen = Signal(int)  # place of a section, from 0
    review_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._items: list[SectionItem] = []
        self.setProperty("box", "rail")
        self._name = lab("", "small", "text2", weight=600)
        self._bar = ProgressBar(look)
        self._count = lab("", "small", "text2", weight=600)
        self._review = Button(look, "rail.review", icon="list-checks")
        self._review.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )
        self._review.clicked.connect(self.review_wanted)
        self._open = lab("", "small", "text3")
        self._places = QVBoxLayout()
        self._places.setContentsMargins(8, 0, 8, 0)
        self._places.setSpacing(2)
        self._places.addStretch(1)
        head = column(
            self._name,
            row((self._bar, 1), self._count, gap=10),
            gap=6,
            margins=(12, 14, 12, 8),
        )
        hint = row(None, KeyCap("review"), self._open, None, gap=6)
        foot = column(self._review, hint, gap=6, margins=(12, 8, 12, 14))
        self.setLayout(column(head, (self._scrolled(), 1), foot, gap=0))
        self.refit()
        self.retranslate()

    def show_progress(self, answered: int, total: int) -> None:
        """Show how much of the household is answered."""
        self._bar.show_share(answered / total if total else 0.0)
        self._count.setText(ltr(f"{answered} / {total}"))

    def item(self, place: int) -> SectionItem:
        """Give the line of a section, made when it is first asked for."""
        while len(self._items) <= place:
            item = SectionItem(self._look, len(self._items) + 1)
            item.clicked.connect(lambda _=False, at=item.place - 1: self._choose(at))
            self._items.append(item)
            self._places.insertWidget(self._places.count() - 1, item)
        return self._items[place]

    def show_here(self, place: int) -> None:
        """Mark the section that is open, -1 for none."""
        for index, item in enumerate(self._items):
            item.setChecked(index == place)
            item.update()

    def focus_here(self) -> None:
        """Put the keyboard on the open section."""
        here = [item for item in self._items if item.isChecked()] or self._items[:1]
        for item in here:
            item.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refit(self) -> None:
        """Follow the text size."""
        self.setFixedWidth(self._look.px(WIDTH_PX))

    def retranslate(self) -> None:
        """Say every text again."""
        self._name.setText(translate("Questionnaire", "Progress"))
        self._review.say(translate("Questionnaire", "Review and submit"))
        self._open.setText(translate("Questionnaire", "open review"))
        self.setAccessibleName(translate("Questionnaire", "Sections"))

    def _choose(self, place: int) -> None:
        self.show_here(place)
        self.chosen.emit(place)

    def _scrolled(self) -> QScrollArea:
        area, body = QScrollArea(), QWidget()
        body.setObjectName("scrollbody")
        body.setLayout(self._places)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        return area
