"""A list to choose one of, whose words can be said again."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QStyle

from enrolment_app.ui.theme import Look

ARROW_PIXELS, SIDE_PIXELS = 4, 22


class Choosing(QComboBox):
    """As wide as there is room, or as its longest words; keeps what was chosen."""

    def __init__(self, look: Look, code: str, *, as_words: bool = False) -> None:
        super().__init__()
        self._look = look
        self.setObjectName(code)
        policies = QComboBox.SizeAdjustPolicy
        self.setSizeAdjustPolicy(
            policies.AdjustToContents
            if as_words
            else policies.AdjustToMinimumContentsLengthWithIcon
        )

    def offer(self, items: Iterable[tuple[object, str]]) -> None:
        """Offer values, each in words; what stands at the chosen place stays chosen."""
        at = max(0, self.currentIndex())
        self.clear()
        for value, words in items:
            self.addItem(words, value)
        self.setCurrentIndex(min(at, self.count() - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw an arrow too: a style sheet's list has none of its own."""
        super().paintEvent(event)
        size, side = self._look.px(ARROW_PIXELS), self._look.px(SIDE_PIXELS)
        place = QRect(self.width() - side, 0, side, self.height())
        rect = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
        middle = rect.center().toPointF()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = "text2" if self.isEnabled() else "text3"
        painter.setPen(QPen(self._look.colour(tone), self._look.px(2)))
        tip = middle + QPointF(0, size / 2)
        painter.drawLine(middle + QPointF(-size, -size / 2), tip)
        painter.drawLine(tip, middle + QPointF(size, -size / 2))
        painter.end()
