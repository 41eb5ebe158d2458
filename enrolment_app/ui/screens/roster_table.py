"""The table of a roster: who is in the household, and how far each person is."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from enrolment_app.ui.screens.roster_model import Index, PeopleModel, glyph
from enrolment_app.ui.screens.roster_people import Column, Person
from enrolment_app.ui.text import leading, translate
from enrolment_app.ui.theme import Look

ROW_PX = 44
NUMBER_PX, STATUS_PX, WIDE_PX = 40, 88, 104
OWN_PX = {"relation": 124, "sex": 74, "age": 48}
# A column grows with its words as far as this, as long as names keep their room.
GROWN_PX, NAME_PX = 176, 104
EDGE_PX = 12


class PeopleDelegate(QStyledItemDelegate):
    """Paints cells: tabular numbers, a glyph before the status, gone struck through."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a row."""
        return QSize(super().sizeHint(option, index).width(), self._look.px(ROW_PX))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Paint one cell."""
        model = index.model()
        assert isinstance(model, PeopleModel)
        person = model.people[index.row()]
        look, cell = self._look, option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(cell, look.colour("accent_soft" if chosen else "surface"))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        direction = option.direction
        if index.column() == 0 and chosen:
            mark = QRect(cell.left(), cell.top(), look.px(3), cell.height())
            mark = QStyle.visualRect(direction, cell, mark)
            painter.fillRect(mark, look.colour("accent"))
        room = cell.adjusted(look.px(EDGE_PX), 0, -look.px(EDGE_PX) // 2, 0)
        if direction == Qt.LayoutDirection.RightToLeft:
            room = cell.adjusted(look.px(EDGE_PX) // 2, 0, -look.px(EDGE_PX), 0)
        if index.column() == model.columnCount() - 1 and not person.gone:
            room = self._glyph(painter, room, person, direction)
        self._words(painter, room, str(index.data() or ""), person, index.column())
        painter.restore()

    def _glyph(
        self,
        painter: QPainter,
        room: QRect,
        person: Person,
        direction: Qt.LayoutDirection,
    ) -> QRect:
        look, side = self._look, self._look.px(16)
        icon, tone = glyph(person)
        top = room.top() + (room.height() - side) // 2
        at = QStyle.visualRect(direction, room, QRect(room.left(), top, side, side))
        painter.drawPixmap(at, look.pixmap(icon, 16, tone))
        shift = side + look.px(5)
        if direction == Qt.LayoutDirection.RightToLeft:
            return room.adjusted(0, 0, -shift, 0)
        return room.adjusted(shift, 0, 0, 0)

    def _words(
        self, painter: QPainter, room: QRect, text: str, person: Person, column: int
    ) -> None:
        look = self._look
        status = column > 0 and column == len(person.cells) + 1
        role = "small" if status else "body"
        # Figures of one width stand under each other; in words they tear hyphens off.
        figures = not any(letter.isalpha() for letter in text)
        font = look.font(role, 400 if status else 500, tabular=figures)
        font.setStrikeOut(bool(person.gone) and not status)
        painter.setFont(font)
        tone = "text3" if person.gone else "text2" if status else "text"
        painter.setPen(look.colour(tone))
        words = QFontMetricsF(font).elidedText(
            text, Qt.TextElideMode.ElideRight, room.width()
        )
        parent = self.parent()
        side = (
            leading(parent)
            if isinstance(parent, QWidget)
            else Qt.AlignmentFlag.AlignLeading
        )
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)


class PeopleTable(QTableView):
    """The people; the row that is chosen is the person beside the table."""

    chosen = Signal(int)
    typed = Signal(int, int, str)  # row, column (from 0, of the shown), first key
    entered = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.people = PeopleModel()
        self.setModel(self.people)
        self.setItemDelegate(PeopleDelegate(look, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setMinimumSectionSize(self._look.px(NUMBER_PX))
        self.selectionModel().currentRowChanged.connect(
            lambda now, _before: self.chosen.emit(now.row())
        )
        self.retranslate()

    def show_people(self, columns: Sequence[Column], people: Sequence[Person]) -> None:
        """Show these people and keep the chosen one chosen."""
        at = self.currentIndex().row()
        self.people.show_people(columns, people)
        if people and at >= 0 and self.currentIndex().row() != at:
            self.choose(min(at, len(people) - 1))
        self.fit()

    def choose(self, row: int) -> None:
        """Choose a person; `selectRow` chooses nothing from right to left."""
        index = self.people.index(row, max(0, self.currentIndex().column()))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def fit(self) -> None:
        """Be as high as the people are, as wide as there is room."""
        look = self._look
        for row in range(self.people.rowCount()):
            self.setRowHeight(row, look.px(ROW_PX))
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + look.px(ROW_PX) * max(1, self.people.rowCount()))
        self._share_width()

    def resizeEvent(self, event: Any) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give a typed letter to the cell's question; Enter goes there."""
        at = self.currentIndex()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        letter = plain and event.text().isprintable() and event.text().strip()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.entered.emit()
        elif letter and 1 <= at.column() <= len(self.people.columns):
            self.typed.emit(at.row(), at.column() - 1, event.text())
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say every text again."""
        self.setAccessibleName(translate("Roster", "People in the household"))
        self.people.retranslate()

    def _share_width(self) -> None:
        look = self._look
        between = [self._wanted(place) for place in range(len(self.people.columns))]
        widths = [look.px(NUMBER_PX), *between, look.px(STATUS_PX)]
        spare = self.viewport().width() - sum(widths)
        if spare < 0 and between:
            # What grew beyond the room gives it back.
            widest = widths.index(max(between), 1)
            widths[widest] += spare
        for section, width in enumerate(widths):
            extra = max(0, spare) if section == 1 else 0
            self.setColumnWidth(section, width + extra)

    def _wanted(self, place: int) -> int:
        """Give the width that the words of a column need; names take what is left."""
        look, column = self._look, self.people.columns[place]
        if place == 0:
            return look.px(NAME_PX)
        metrics = QFontMetricsF(look.font("body", 500))
        cells = [person.cells[place] for person in self.people.people]
        words = max((metrics.horizontalAdvance(cell) for cell in cells), default=0)
        least = look.px(OWN_PX.get(column.role, WIDE_PX))
        wanted = ceil(words) + look.px(EDGE_PX) + look.px(EDGE_PX) // 2 + 2
        return min(max(least, wanted), look.px(GROWN_PX))
