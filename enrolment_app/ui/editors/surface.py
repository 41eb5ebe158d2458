"""A surface that is drawn on by pen, finger, mouse, or by keyboard alone.

By keyboard: arrows move the pen (with Shift in small steps), Space sets it down and
lifts it, Backspace takes the last line back, Delete all of them.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.theme import Look

Stroke = list[QPointF]
INK = QColor("#14202b")
MARKER = QColor("#b3261e")  # upon a picture, where ink would not be seen
PEN_SHARE = 0.007  # of the drawing's width
STEP_SHARE, SMALL_SHARE = 0.03, 0.006
CROSS_PX = 9
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
UNDO = {Qt.Key.Key_Backspace}


@dataclass(frozen=True)
class Drawing:
    """What is drawn, ready to be painted anywhere; places are shares of the size."""

    strokes: tuple[tuple[QPointF, ...], ...]
    size: QSize
    ground: QImage

    def image(self) -> QImage:
        """Paint it; runs in the worker."""
        image = QImage(self.size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint(painter, self, QRectF(image.rect()))
        painter.end()
        return image


def paint(painter: QPainter, drawing: Drawing, place: QRectF) -> None:
    """Paint a drawing into a place."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not drawing.ground.isNull():
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, drawing.ground)
    pen = QPen(INK if drawing.ground.isNull() else MARKER, place.width() * PEN_SHARE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for stroke in drawing.strokes:
        points = [
            QPointF(
                place.x() + each.x() * place.width(),
                place.y() + each.y() * place.height(),
            )
            for each in stroke
        ]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygonF(points))


class Surface(QWidget):
    """Takes strokes; `drawn` follows each of them and each that is taken back."""

    drawn = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._size = QSize(1200, 400)
        self._wanted = QSize(600, 200)
        self._ground = QImage()
        self._strokes: list[Stroke] = []
        self._pen_down = False
        self._cursor = QPointF(0.5, 0.5)
        self.locked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        # A drawing is not mirrored: its left is left in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    @property
    def empty(self) -> bool:
        """Whether nothing has been drawn."""
        return not self._strokes

    def fit(self, wide_px: int, high_px: int) -> None:
        """Take the drawing's shape, as large as wanted where there is room."""
        room = QSize(self._look.px(wide_px), self._look.px(high_px))
        self._wanted = self._size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        self.setMaximumWidth(self._wanted.width())
        self.updateGeometry()
        self._follow_width(self._wanted.width())

    def sizeHint(self) -> QSize:
        """Give the size that is wanted."""
        return self._wanted

    def minimumSizeHint(self) -> QSize:
        """Give way in a narrow window: half is still enough to sign on."""
        return self._wanted / 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the drawing's shape."""
        super().resizeEvent(event)
        self._follow_width(event.size().width())

    def _follow_width(self, wide: int) -> None:
        high = round(wide * self._size.height() / self._size.width())
        if self.height() != high or self.minimumHeight() != high:
            self.setFixedHeight(high)

    def begin(self, size: QSize, ground: QImage | None = None) -> None:
        """Begin anew on an empty surface, or upon a picture."""
        self._size, self._ground = size, ground or QImage()
        self._strokes, self._pen_down = [], False
        self._cursor = QPointF(0.5, 0.5)
        self.update()

    def drawing(self) -> Drawing:
        """Give what is drawn now."""
        strokes = tuple(tuple(stroke) for stroke in self._strokes)
        return Drawing(strokes, self._size, self._ground)

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes and not self.locked:
            self._strokes.pop()
            self._pen_down = False
            self.update()
            self.drawn.emit()

    def clear(self) -> None:
        """Take all strokes back."""
        if self._strokes and not self.locked:
            self._strokes, self._pen_down = [], False
            self.update()
            self.drawn.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing, a frame, and where the keyboard's pen is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        paint(painter, self.drawing(), QRectF(self.rect()))
        edge = "focus" if self.hasFocus() else "line_strong"
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(self._look.colour(edge), width))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.hasFocus() and not self.locked:
            self._paint_cursor(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke; a finger and a pen come as a mouse too."""
        if event.button() == Qt.MouseButton.LeftButton and not self.locked:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._strokes.append([self._share(event.position())])
            self._cursor = self._strokes[-1][-1]
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._strokes:
            self._go_to(self._share(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        if event.button() == Qt.MouseButton.LeftButton and not self.locked:
            self.drawn.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Draw by arrows and Space."""
        key = Qt.Key(event.key())
        if self.locked or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in ARROWS:
            small = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._step(*ARROWS[key], SMALL_SHARE if small else STEP_SHARE)
        elif key == Qt.Key.Key_Space:
            self._set_pen(down=not self._pen_down)
        elif key in UNDO:
            self.undo()
        elif key == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the pen is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lift the pen."""
        super().focusOutEvent(event)
        self._set_pen(down=False)
        self.update()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _set_pen(self, *, down: bool) -> None:
        if down == self._pen_down:
            return
        self._pen_down = down
        if down:
            self._strokes.append([QPointF(self._cursor)])
        else:
            self.drawn.emit()
        self.update()

    def _step(self, across: int, along: int, share: float) -> None:
        shape = self._size.width() / self._size.height()
        self._go_to(
            QPointF(
                min(max(self._cursor.x() + across * share, 0.0), 1.0),
                min(max(self._cursor.y() + along * share * shape, 0.0), 1.0),
            ),
            draws=self._pen_down,
        )

    def _go_to(self, place: QPointF, *, draws: bool = True) -> None:
        self._cursor = place
        if draws and self._strokes and not self.locked:
            self._strokes[-1].append(QPointF(place))
        self.update()

    def _share(self, place: QPointF) -> QPointF:
        return QPointF(
            min(max(place.x() / max(1, self.width()), 0.0), 1.0),
            min(max(place.y() / max(1, self.height()), 0.0), 1.0),
        )

    def _paint_cursor(self, painter: QPainter) -> None:
        x = self._cursor.x() * self.width()
        y = self._cursor.y() * self.height()
        tone = "err" if self._pen_down else "focus"
        painter.setPen(QPen(self._look.colour(tone), 2))
        painter.drawLine(QPointF(x - CROSS_PX, y), QPointF(x + CROSS_PX, y))
        painter.drawLine(QPointF(x, y - CROSS_PX), QPointF(x, y + CROSS_PX))
