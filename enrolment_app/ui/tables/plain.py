"""A few rows of words under headings: for what is counted, not for what is searched."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
TONE_ROLE = Qt.ItemDataRole.UserRole
TOLD_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_PIXELS, SIDE_PIXELS, SECTION_PIXELS = 40, 12, 48


@dataclass(frozen=True)
class PlainRow:
    """One row: its words, a tone for each ("" for the usual), and what Enter opens."""

    cells: tuple[str, ...]
    tones: tuple[str, ...] = ()
    told: str = ""


class PlainRows(QAbstractTableModel):
    """The rows and their headings."""

    def __init__(self) -> None:
        super().__init__()
        self._headings: Sequence[str] = ()
        self._rows: Sequence[PlainRow] = ()
        self._rtl = False

    def show_rows(
        self, headings: Sequence[str], rows: Sequence[PlainRow], *, rtl: bool
    ) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._headings, self._rows, self._rtl = headings, rows, rtl
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        """Return the number of columns."""
        return len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, its tone, or what the row opens."""
        row, at = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.cells[at]
        if role == TONE_ROLE:
            return row.tones[at] if at < len(row.tones) else ""
        return row.told if role == TOLD_ROLE else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's name, on the side where its cells begin."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            flags = Qt.AlignmentFlag
            side = flags.AlignRight if self._rtl else flags.AlignLeft
            return side | flags.AlignAbsolute | flags.AlignVCenter
        return None


class PlainCells(QStyledItemDelegate):
    """Paints a cell in its tone; the first column stands out."""

    def __init__(self, look: "Look", view: QTableView) -> None:
        super().__init__(view)
        self._look = look

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one cell."""
        look, rect = self._look, QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, look.colour("accent_soft" if selected else "surface"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        tone = index.data(TONE_ROLE)
        first = index.column() == 0
        font = look.font("body", 600 if first or tone else 400, tabular=True)
        painter.setFont(font)
        painter.setPen(look.colour(tone or ("text" if first else "text2")))
        inner = rect.adjusted(SIDE_PIXELS, 0, -SIDE_PIXELS, 0)
        shown = QFontMetricsF(font).elidedText(
            index.data(), Qt.TextElideMode.ElideRight, inner.width()
        )
        flags = Qt.AlignmentFlag
        side = flags.AlignRight if look.rtl else flags.AlignLeft
        painter.drawText(inner, side | flags.AlignAbsolute | flags.AlignVCenter, shown)
        painter.restore()


class PlainTable(QTableView):
    """The table; Enter or a double click opens a row.

    `shares` says how the columns share the width, whatever it is.
    """

    opened = Signal(str)

    def __init__(self, look: "Look", code: str, shares: Sequence[int]) -> None:
        super().__init__()
        self._look = look
        self._shares = shares
        self._rows = PlainRows()
        self.setObjectName(code)
        self.setModel(self._rows)
        self.setItemDelegate(PlainCells(look, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(SECTION_PIXELS)
        self.horizontalHeader().setStretchLastSection(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._open)
        look.changed.connect(self._size)
        self._size()

    def show_rows(self, headings: Sequence[str], rows: Sequence[PlainRow]) -> None:
        """Show other rows; the keyboard stays in the row it was in."""
        at = self.currentIndex().row()
        self._rows.show_rows(headings, rows, rtl=self._look.rtl)
        self._size()
        if rows:
            # selectRow() selects nothing in right-to-left views.
            self.selectionModel().setCurrentIndex(
                self._rows.index(min(max(0, at), len(rows) - 1), 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )

    @property
    def high(self) -> int:
        """The height at which nothing has to be scrolled."""
        header = self.horizontalHeader().sizeHint().height()
        rows = self._rows.rowCount() * self._look.px(ROW_PIXELS)
        return header + rows + self._look.px(2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open at Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(TOLD_ROLE):
            self.opened.emit(index.data(TOLD_ROLE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)
        self._size()

    def _size(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.px(ROW_PIXELS))
        room = self.viewport().width() / sum(self._shares)
        for at, share in enumerate(self._shares[:-1]):
            self.setColumnWidth(at, int(share * room))
