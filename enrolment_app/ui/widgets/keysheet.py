"""The sheet of all keys (F1), generated from the registry of shortcuts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.shortcuts import GROUPS, SHORTCUTS, Shortcut, shown_key
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import IconButton, KeyCap
from enrolment_app.ui.widgets.layouts import Piece, box, column, row

COLUMNS = ((GROUPS[0], GROUPS[2], GROUPS[3]), (GROUPS[1],), (GROUPS[4],))
COLUMN_PIXELS = 300


class KeySheet(QWidget):
    """Covers the window until Esc, a click beside it or the cross."""

    closed = Signal()

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._look = look
        self.setObjectName("scrim")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet("QWidget#scrim { background: rgba(10, 18, 26, 150); }")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = translate("Keys", "Keyboard")
        self.setAccessibleName(title)
        close = IconButton(look, "keys.close", "x")
        close.say(translate("Keys", "Close"))
        close.clicked.connect(self.closed.emit)
        head = row(lab(title, "title", weight=700), None, close)
        columns = row(*(self._column(groups) for groups in COLUMNS), gap=28)
        self._sheet = box(
            column(head, columns, gap=12, margins=(24, 16, 24, 22)), "card"
        )
        self._sheet.setParent(self)
        self.setGeometry(over.rect())
        self._place()
        self.show()
        self.raise_()
        close.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Esc, keep every other key from the screen below."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close at a click beside the sheet."""
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.closed.emit()

    def _column(self, groups: tuple[str, ...]) -> QWidget:
        pieces: list[Piece] = []
        for group in groups:
            name = translate("Keys", group)
            pieces += [lab(name, "body", "accent_text", weight=700)]
            pieces += [self._line(one) for one in SHORTCUTS if one.group == group]
            pieces.append(6)
        holder = QWidget()
        holder.setLayout(column(*pieces, None, gap=7))
        holder.setFixedWidth(self._look.px(COLUMN_PIXELS))
        return holder

    def _line(self, one: Shortcut) -> Piece:
        name = lab(translate("Keys", one.name), "body")
        caps: list[Piece] = [KeyCap(text=shown_key(one.code))]
        if not one.shown:
            twins = [KeyCap(text=_written(key)) for key in one.keys[1:]]
            caps = [*caps, *twins]
        return row(name, None, *caps, gap=6)

    def _place(self) -> None:
        self._sheet.adjustSize()
        self._sheet.move(
            max(0, (self.width() - self._sheet.width()) // 2),
            max(0, (self.height() - self._sheet.height()) // 2 - 10),
        )


def _written(key: str) -> str:
    return key.replace("Return", "Enter").replace("PgDown", "PgDn")
