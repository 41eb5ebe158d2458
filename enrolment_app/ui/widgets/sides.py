"""The cells of a conflict: one side's value, to be chosen by key or click."""

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle

from enrolment_app.ui.text import leading

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

LETTERS = "ABCDEFGH"
TEXT_AT, PADDING, RADIO, CAP = 38, 9, 18, 22
MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
}
# Where less than half of two values is the same, all of it is marked.
ALIKE = 0.5
Span = tuple[int, int]


def differing(text: str, others: Sequence[str]) -> tuple[Span, ...]:
    """Return the stretches (start, length) of a text that no other text shares."""
    spans: list[Span] = []
    for other in others:
        matcher = SequenceMatcher(None, text, other, autojunk=False)
        if matcher.ratio() < ALIKE:
            return ((0, len(text)),)
        spans += [
            (start, end - start)
            for tag, start, end, _, _ in matcher.get_opcodes()
            if tag != "equal" and end > start
        ]
    return tuple(sorted(set(spans)))


def tone_of(side: int) -> str:
    """Return the colour of a side: identities, never right or wrong."""
    return "mine" if side % 2 == 0 else "theirs"


class SideCell(QRadioButton):
    """One side of one contest; `key` is the digit that chooses it."""

    moved = Signal(int)  # by how many rows the person wants to go
    digit = Signal(int)

    def __init__(self, look: "Look", side: int, key: int) -> None:
        super().__init__()
        self._look = look
        self._side = side
        self._key = key
        self._below = ""
        self._marks: tuple[Span, ...] = ()
        # Choosing is the screen's: Qt must neither pick a first one nor group them.
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, words: str, marks: tuple[Span, ...], below: str) -> None:
        """Show a value with stretches marked, and a line below it."""
        self.setText(words)
        self._marks = marks
        self._below = below
        letter = LETTERS[self._side]
        self.setAccessibleName(f"{letter}: {words}. {below}")
        self.updateGeometry()
        self.update()

    def choose(self, *, chosen: bool) -> None:
        """Show whether this side is the one decided for."""
        self.setChecked(chosen)
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell the layout that long values need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return what the value and its line below need."""
        value = self._laid_out(width).boundingRect().height()
        return round(value) + self._below_height(width) + 2 * self._look.px(PADDING)

    def sizeHint(self) -> QSize:
        """Return a cell of two lines."""
        width = max(self.width(), self._look.px(220))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return how narrow a cell may be."""
        width = self._look.px(140)
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the new width needs."""
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
        super().resizeEvent(event)

    def hitButton(self, at: object) -> bool:
        """Take clicks anywhere in the cell."""
        return bool(self.rect().contains(at))  # type: ignore[call-overload]

    def nextCheckState(self) -> None:
        """Leave the choosing to the screen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits of any script, and Up and Down."""
        typed = event.text()
        number = unicodedata.digit(typed, 0) if len(typed) == 1 else 0
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.isAutoRepeat() and number:
            return
        if number and plain:
            self.digit.emit(number)
        elif event.key() in MOVES:
            self.moved.emit(MOVES[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if plain:
                self.click()
            else:
                event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint radio, value, line below and key cap, mirrored where it is."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone, chosen = tone_of(self._side), self.isChecked()
        self._paint_ground(painter, tone, chosen=chosen)
        dot = QRectF(self._placed(look.px(12), look.px(RADIO), look.px(12)))
        painter.setPen(QPen(look.colour(tone if chosen else "line_strong"), 1.6))
        painter.setBrush(look.colour("surface"))
        painter.drawEllipse(dot.adjusted(1, 1, -1, -1))
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(tone))
            painter.drawEllipse(dot.adjusted(5, 5, -5, -5))
        layout = self._laid_out(self.width())
        high = round(layout.boundingRect().height())
        at = self._placed(look.px(TEXT_AT), self._room(self.width()), look.px(PADDING))
        painter.setPen(look.colour("text"))
        layout.draw(painter, QPointF(at.x(), at.y()))
        if self._below:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("text2"))
            room = self.height() - at.y() - high - 2
            below = QRect(at.x(), at.y() + high + 2, at.width(), room)
            painter.drawText(below, self._wrapping(), self._below)
        self._paint_cap(painter)

    def _paint_ground(self, painter: QPainter, tone: str, *, chosen: bool) -> None:
        look = self._look
        edge = "focus" if self.hasFocus() else tone if chosen else "line"
        wide = 2 if chosen or self.hasFocus() else 1
        painter.setPen(QPen(look.colour(edge), wide))
        ground = f"{tone}_soft" if chosen else "surface"
        painter.setBrush(look.colour(ground))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, look.px(6), look.px(6))

    def _paint_cap(self, painter: QPainter) -> None:
        look = self._look
        left = self.width() - look.px(CAP + 8)
        cap = self._placed(left, look.px(CAP), look.px(PADDING), look.px(20))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("sunken"))
        painter.drawRoundedRect(QRectF(cap), 4, 4)
        painter.setPen(look.colour("text3"))
        painter.setFont(look.font("key", 600, latin=True))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, str(self._key))

    def _laid_out(self, width: int) -> QTextLayout:
        look = self._look
        layout = QTextLayout(self.text(), look.font("body", 600, tabular=True))
        option = QTextOption(leading(self))
        option.setTextDirection(self.layoutDirection())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([self._marked(span) for span in self._marks])
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._room(width))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def _marked(self, span: Span) -> QTextLayout.FormatRange:
        mark = QTextCharFormat()
        mark.setBackground(self._look.colour("marked"))
        ranged = QTextLayout.FormatRange()
        ranged.start, ranged.length = span
        ranged.format = mark
        return ranged

    def _room(self, width: int) -> int:
        return max(40, width - self._look.px(TEXT_AT + CAP + 14))

    def _below_height(self, width: int) -> int:
        if not self._below:
            return 0
        room = QRectF(0, 0, self._room(width), 10_000)
        metrics = QFontMetricsF(self._look.font("small"))
        wanted = metrics.boundingRect(room, self._wrapping(), self._below)
        return round(wanted.height()) + 4

    def _wrapping(self) -> int:
        flags = leading(self) | Qt.AlignmentFlag.AlignTop
        return flags.value | Qt.TextFlag.TextWordWrap.value

    def _placed(self, x: int, width: int, y: int, height: int = 0) -> QRect:
        inside = QRect(x, y, width, height or width)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), inside)
