"""The list of households that wait for a decision."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QStyle, QVBoxLayout, QWidget

from enrolment_app.ui.moments import when_short
from enrolment_app.ui.text import bidi, lab, leading, ltr, trailing, translate
from enrolment_app.ui.widgets.layouts import clear, column, line, row
from enrolment_app.ui.widgets.scrolling import scrolling
from enrolment_app.ui.words import head_in

if TYPE_CHECKING:
    from enrolment_app.store.rows import Listed
    from enrolment_app.ui.theme import Look

WIDTH_PIXELS = 232
ROW_PIXELS = 70
SIDE_PIXELS = 14


class ContestedItem(QAbstractButton):
    """One household: number, head, how many fields."""

    moved = Signal(int)

    def __init__(self, look: "Look", listed: "Listed", now: datetime) -> None:
        super().__init__()
        self._look = look
        self.listed = listed
        self._now = now
        self.setObjectName(f"contested.{listed.number or listed.household}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fields = translate("Conflicts", "%n field(s)", "", listed.contested)
        head = head_in(listed)
        self.setAccessibleName(f"{listed.number} {head}, {self._fields}")

    def sizeHint(self) -> QSize:
        """Return a row of three lines."""
        return QSize(self._look.px(200), self._look.px(ROW_PIXELS))

    def minimumSizeHint(self) -> QSize:
        """Return the same: rows are not squeezed."""
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """Leave the marking to the list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open at Enter, go on at Up and Down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint three lines."""
        look, rect = self._look, self.rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(rect, look.colour("accent_soft"))
            edge = rect.right() - 2 if look.rtl else 0
            painter.fillRect(QRect(edge, 0, 3, rect.height()), look.colour("accent"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(2, 2, -3, -3), 6, 6)
        when = when_short(self.listed.changed_ms, self._now, look.language)
        self._say(painter, 0, ltr(self.listed.number), "small", 600, "text2")
        self._say(painter, 0, when, "small", 400, "text2", end=True)
        self._say(painter, 1, bidi(head_in(self.listed)), "body", 600, "text")
        self._say(painter, 2, self._fields, "small", 400, "text2")

    def _say(  # noqa: PLR0913 - where, what and how
        self,
        painter: QPainter,
        line_number: int,
        text: str,
        role: str,
        weight: int,
        tone: str,
        *,
        end: bool = False,
    ) -> None:
        look = self._look
        high = look.px(20)
        top = look.px(6) + line_number * high
        inside = QRect(SIDE_PIXELS, top, self.width() - 2 * SIDE_PIXELS, high)
        at = QStyle.visualRect(self.layoutDirection(), self.rect(), inside)
        font = look.font(role, weight)
        painter.setFont(font)
        painter.setPen(look.colour(tone))
        side = trailing(self) if end else leading(self)
        shown = QFontMetricsF(font).elidedText(
            text, Qt.TextElideMode.ElideRight, at.width()
        )
        painter.drawText(at, side | Qt.AlignmentFlag.AlignVCenter, shown)


class ContestedList(QFrame):
    """A rail of households; the one being decided is marked."""

    chosen = Signal(str)

    def __init__(self, look: "Look", clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._look = look
        self._clock = clock
        self._rows: Sequence[Listed] = ()
        self._marked = ""
        self._items: list[ContestedItem] = []
        self.setProperty("box", "rail")
        self._count = lab("", "body", weight=600)
        self._order = lab("", "small", "text2")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        body = QWidget()
        body.setObjectName("scrollbody")
        body.setLayout(column(self._lines, None, gap=0))
        head = row(self._count, None, self._order, gap=6, margins=(14, 12, 14, 10))
        self.setLayout(column(head, line(), (scrolling(body), 1), gap=0))
        look.changed.connect(self._size)
        self._size()

    def show_rows(self, rows: "Sequence[Listed]") -> None:
        """Show these households; the rail is away where there are none."""
        self._rows = rows
        self.setVisible(bool(rows))
        self.retranslate()

    def mark(self, household: str) -> None:
        """Mark the household that is being decided."""
        self._marked = household
        for item in self._items:
            item.setChecked(item.listed.household == household)
            item.update()

    def focus_here(self) -> None:
        """Take the keyboard at the marked household."""
        for item in self._items:
            if item.isChecked():
                item.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self._count.setText(
            translate("Conflicts", "%n household(s)", "", len(self._rows))
        )
        self._order.setText(translate("Conflicts", "Newest first"))
        clear(self._lines)
        self._items = []
        for place, listed in enumerate(self._rows):
            item = ContestedItem(self._look, listed, self._clock())
            item.clicked.connect(
                lambda _=False, listed=listed: self.chosen.emit(listed.household)
            )
            item.moved.connect(lambda by, place=place: self._move(place + by))
            self._lines.addWidget(item)
            self._items.append(item)
        self.mark(self._marked)

    def _move(self, to: int) -> None:
        if 0 <= to < len(self._items):
            self._items[to].setFocus()

    def _size(self) -> None:
        self.setFixedWidth(self._look.px(WIDTH_PIXELS))
