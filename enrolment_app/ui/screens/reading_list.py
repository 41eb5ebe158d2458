"""The lines of a household, moved through by the keyboard."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView

from enrolment_app.ui.readings.reviewing import Line
from enrolment_app.ui.tables.lines import Index, Lines
from enrolment_app.ui.tables.lines_delegate import LinesRows
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look

STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_J: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_K: -1,
}
COMMENTING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_C)


class LineList(QListView):
    """Up and Down (or K and J) move, Enter or C comments, F7 finds what is wrong."""

    moved = Signal()
    comment_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._lines = Lines()
        self.setObjectName("reading.lines")
        self.setModel(self._lines)
        self.setItemDelegate(LinesRows(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda _index: self.comment_wanted.emit())

    @property
    def line(self) -> Line | None:
        """The line with the keyboard."""
        return self._lines.line(self.currentIndex().row())

    @property
    def address(self) -> str:
        """The address of the line with the keyboard, "" without."""
        line = self.line
        return line.address if line is not None and line.commentable else ""

    def show_lines(self, lines: Sequence[Line], drafts: Mapping[str, str]) -> None:
        """Show another household, its first line first."""
        self._lines.show_lines(lines, drafts)
        self.moved.emit()

    def say_draft(self) -> None:
        """Show the mark of the line whose comment changed."""
        self._lines.say_draft(self.currentIndex().row())

    def go_to(self, address: str) -> None:
        """Put the keyboard on what is at an address."""
        self._go(max(0, self._lines.row_of(address)))

    def go_on(self, step: int) -> None:
        """Go to the next line that something is wrong with, the first at the end."""
        marked = self._lines.rows_wrong()
        here = self.currentIndex().row()
        rest = [row for row in marked if (row - here) * step > 0]
        if rest or marked:
            self._go((rest or marked)[0 if step > 0 else -1])

    def retranslate(self) -> None:
        """Say every text again."""
        self.setAccessibleName(translate("Reading", "Answers of the household"))
        self.refit()

    def refit(self) -> None:
        """Measure every line anew; the one with the keyboard stays in view."""
        self.scheduleDelayedItemsLayout()
        QTimer.singleShot(0, self, lambda: self.scrollTo(self.currentIndex()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move past headings; comment on a line."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._step(step)
        elif event.key() in COMMENTING and not event.modifiers():
            self.comment_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure every line anew: words wrap otherwise now."""
        super().resizeEvent(event)
        self.refit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another line is read."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def _step(self, step: int) -> None:
        row = self.currentIndex().row() + step
        line = self._lines.line(row)
        while line is not None and not line.commentable:
            row += step
            line = self._lines.line(row)
        if line is not None:
            self._go(row)

    def _go(self, row: int) -> None:
        index = self._lines.index(row, 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)
