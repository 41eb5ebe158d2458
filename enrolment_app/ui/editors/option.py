"""One row of choices: its mark, its words and the digit that chooses it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QWidget,
)

from enrolment_app.ui.text import leading
from enrolment_app.ui.theme import Look

ROW_PX = 40
MARK_PX = 18
KEY_PX = 22
WORDS_AT_PX = 40
DIGIT_KEYS = 9
NARROWEST_PX = 140
WRAPPED = Qt.TextFlag.TextWordWrap


class OptionRow:
    """What radio and check rows have in common: they paint themselves by tokens.

    The whole row can be clicked; it is at least 40 pixels high at text size 1.0.
    """

    def __init__(
        self, look: Look, value: str, number: int, button: QAbstractButton
    ) -> None:
        self._look = look
        self._button = button
        self.value = value
        self.number = number
        # Written in the mark in place of a tick, where the order counts.
        self.place = 0
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        button.setSizePolicy(policy)
        self.refit()

    def refit(self) -> None:
        """Take the reading font of the language."""
        self._button.setFont(self._look.font("body", reading=True))
        self._button.updateGeometry()

    def hint(self) -> QSize:
        """Give the size that shows all the words on one line."""
        metrics = QFontMetricsF(self._button.font())
        words = int(metrics.horizontalAdvance(self._button.text())) + 1
        width = words + self._look.px(WORDS_AT_PX * 2)
        return QSize(width, self.height_for(width))

    def height_for(self, width: int) -> int:
        """Give the height that shows all the words in a width, on several lines."""
        room = width - self._look.px(WORDS_AT_PX * 2)
        metrics = QFontMetricsF(self._button.font())
        limits = QRectF(0, 0, max(1, room), 10_000)
        wrapped = metrics.boundingRect(limits, WRAPPED, self._button.text())
        line = max(metrics.height(), wrapped.height())
        return max(self._look.px(ROW_PX), int(line) + self._look.px(8))

    def narrowest(self) -> QSize:
        """Give the smallest size that is still a row."""
        return QSize(self._look.px(NARROWEST_PX), self._look.px(ROW_PX))

    def paint(self) -> None:
        """Paint the row."""
        painter = QPainter(self._button)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        self._paint_mark(painter)
        if self.number <= DIGIT_KEYS:
            self._paint_key(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        button, look = self._button, self._look
        on, focused = button.isChecked(), button.hasFocus()
        tone = "focus" if focused else "accent" if on else "line"
        painter.setPen(QPen(look.colour(tone), 2 if focused else 1.5 if on else 1))
        back = "accent_soft" if on else "surface2" if button.underMouse() else "surface"
        painter.setBrush(look.colour(back))
        frame = QRectF(button.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, look.px(6), look.px(6))

    def _paint_mark(self, painter: QPainter) -> None:
        look, side = self._look, self._look.px(MARK_PX)
        mark = self._place(look.px(12), side, side).adjusted(1, 1, -1, -1)
        on = self._button.isChecked()
        painter.setPen(QPen(look.colour("accent" if on else "line_strong"), 1.6))
        painter.setBrush(look.colour("surface"))
        if isinstance(self._button, QRadioButton):
            painter.drawEllipse(mark)
            if on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("accent"))
                painter.drawEllipse(mark.adjusted(4, 4, -4, -4))
            return
        if on:
            painter.setBrush(look.colour("accent"))
        painter.drawRoundedRect(mark, 4, 4)
        if on and self.place:
            painter.setPen(look.colour("on_accent"))
            painter.setFont(look.font("key", latin=True))
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, str(self.place))
        elif on:
            painter.setPen(QPen(look.colour("on_accent"), 2))
            painter.drawPolyline(_check(mark))

    def _paint_key(self, painter: QPainter) -> None:
        look, width = self._look, self._look.px(KEY_PX)
        at = self._button.width() - look.px(12) - width
        cap = self._place(at, width, look.px(20))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("sunken"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(look.colour("text3"))
        painter.setFont(look.font("key", latin=True))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, str(self.number))

    def _paint_words(self, painter: QPainter) -> None:
        button, look = self._button, self._look
        at = look.px(WORDS_AT_PX)
        room = self._place(at, button.width() - at * 2, button.height())
        painter.setFont(button.font())
        painter.setPen(look.colour("text" if button.isEnabled() else "text3"))
        metrics = QFontMetricsF(button.font())
        if look.rtl and look.nastaliq:
            # The line looks centred when its deep strokes may hang.
            room.translate(0, -metrics.height() * 0.06)
        side = leading(button) | Qt.AlignmentFlag.AlignVCenter
        flags = side | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, button.text())

    def _place(self, at: float, width: float, height: float) -> QRectF:
        top = (self._button.height() - height) / 2
        logical = QRect(int(at), int(top), int(width), int(height))
        return QRectF(
            QStyle.visualRect(
                self._button.layoutDirection(), self._button.rect(), logical
            )
        )


def _check(mark: QRectF) -> QPolygonF:
    shares = ((0.22, 0.52), (0.43, 0.72), (0.78, 0.30))
    return QPolygonF(
        [
            QPointF(mark.x() + mark.width() * across, mark.y() + mark.height() * down)
            for across, down in shares
        ]
    )


class RadioOption(QRadioButton):
    """One of several choices (its role for a screen reader is a radio button)."""

    def __init__(self, look: Look, value: str, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoExclusive(False)  # arrows move, Space chooses
        self.row = OptionRow(look, value, number, self)

    def sizeHint(self) -> QSize:
        """Give the size that shows all the words."""
        return self.row.hint()

    def minimumSizeHint(self) -> QSize:
        """Give way where there is little room: the words wrap."""
        return self.row.narrowest()

    def heightForWidth(self, width: int) -> int:
        """Give the height that shows all the words."""
        return self.row.height_for(width)

    def hitButton(self, pos: object) -> bool:
        """Take clicks anywhere in the row."""
        return self.rect().contains(pos)  # type: ignore[call-overload,no-any-return]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        self.row.paint()


class CheckOption(QCheckBox):
    """One of many choices (its role for a screen reader is a check box)."""

    def __init__(self, look: Look, value: str, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = OptionRow(look, value, number, self)

    def sizeHint(self) -> QSize:
        """Give the size that shows all the words."""
        return self.row.hint()

    def minimumSizeHint(self) -> QSize:
        """Give way where there is little room: the words wrap."""
        return self.row.narrowest()

    def heightForWidth(self, width: int) -> int:
        """Give the height that shows all the words."""
        return self.row.height_for(width)

    def hitButton(self, pos: object) -> bool:
        """Take clicks anywhere in the row."""
        return self.rect().contains(pos)  # type: ignore[call-overload,no-any-return]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        self.row.paint()
