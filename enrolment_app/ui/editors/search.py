"""Long lists: typing narrows them down, Enter takes the first that fits."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from enrolment_app.household.folding import fold
from enrolment_app.ui.editors.editor import Editor
from enrolment_app.ui.editors.line import Line
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.editors.words import special_words
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from sync.values import Atom

if TYPE_CHECKING:
    from enrolment_app.questionnaire import Choice

SHOWN_AT_ONCE = 60
ROWS = 5
ROW_PX = 36
WIDTH_PX = 420
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SearchEditor(Editor):
    """A box that narrows a list; only what is in the list can be answered."""

    compact = False

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._chosen = ""
        self._found: list[Choice] = []
        self._folded: list[tuple[str, Choice]] = []
        self._line = Line(self)
        self._line.width_px = WIDTH_PX
        self._line.textEdited.connect(self._narrow)
        self._line.left.connect(self._left)
        self._line.installEventFilter(self)
        self._names = QStringListModel(self)
        self._list = QListView(self)
        self._list.setModel(self._names)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setVisible(False)
        self._list.clicked.connect(self._take)
        self.setFocusProxy(self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._line)
        column.addWidget(self._list)
        self.refit()

    def lines(self) -> tuple[Line, ...]:
        """Give the box."""
        return (self._line,)

    def refit(self) -> None:
        """Follow text size and font; the list shows a few rows."""
        super().refit()
        self._list.setFont(self.look.font("body"))
        self._list.setMaximumWidth(self.look.px(WIDTH_PX))

    def read(self) -> Atom | None:
        """Give the code of what was taken from the list."""
        return self._chosen or None

    def fill(self, value: str) -> None:
        """Show the words of a code; a code that is not in the list shows itself."""
        self._chosen = value
        self._line.setText(self._words(value))
        self._line.setCursorPosition(0)
        self._list.setVisible(False)

    def dress(self, shown: Shown) -> None:
        """Take the choices in their present language."""
        self._folded = [(fold(choice.label), choice) for choice in shown.choices]
        self._line.setReadOnly(shown.readonly)
        looking = translate("Editors", "Type to search")
        self._line.setPlaceholderText(special_words(shown.special) or looking)
        if not self.pending() and self._line.text() != self._words(self._chosen):
            self._line.setText(self._words(self._chosen))

    def name_parts(self, shown: Shown) -> None:
        """Name the box and its list after the question."""
        super().name_parts(shown)
        self._list.setAccessibleName(shown.name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list and take from it while the keyboard stays in the box."""
        if watched is self._line and event.type() == QEvent.Type.MouseButtonRelease:
            self._open_all()
        if (
            watched is self._line
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._key(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or self.shown.readonly:
            return False
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in ENTER and self._list.isVisible() and self._found:
            # The same Enter goes on to the next question, as after typed words.
            self._take(self._list.currentIndex())
            return False
        elif key == Qt.Key.Key_Escape and self._list.isVisible():
            self._put_back()
        else:
            return False
        return True

    def _open_all(self) -> None:
        if not self.shown.readonly and not self.pending():
            self._open("")

    def _step(self, by: int) -> None:
        if not self._list.isVisible():
            self._open("")
            return
        row = self._list.currentIndex().row() + by
        if 0 <= row < len(self._found):
            self._point_at(row)

    def _narrow(self, text: str) -> None:
        self.touched()
        # The answer is what is taken from the list, never half a word.
        self._pause.stop()
        if text:
            self._open(text)
        else:
            self._chosen = ""
            self._list.setVisible(False)
            self.settle()

    def _open(self, text: str) -> None:
        wanted = fold(text).split()
        fitting = (
            choice
            for folded, choice in self._folded
            if all(_begins_a_word(word, folded) for word in wanted)
        )
        self._found = [
            choice for choice, _ in zip(fitting, range(SHOWN_AT_ONCE), strict=False)
        ]
        self._names.setStringList([choice.label for choice in self._found])
        rows = min(ROWS, len(self._found))
        self._list.setFixedHeight(max(1, rows) * self.look.px(ROW_PX))
        self._list.setVisible(bool(self._found))
        if self._found:
            self._point_at(0)

    def _point_at(self, row: int) -> None:
        self._list.setCurrentIndex(self._names.index(row))

    def _take(self, index: QModelIndex) -> None:
        self._chosen = self._found[max(0, index.row())].value
        self._line.setText(self._words(self._chosen))
        self._list.setVisible(False)
        self.chosen()

    def _left(self) -> None:
        # The list does not take the keyboard, so leaving is leaving for good.
        if not self._list.underMouse():
            self._put_back()

    def _put_back(self) -> None:
        self._list.setVisible(False)
        self._line.setText(self._words(self._chosen))
        self.settle()

    def _words(self, value: str) -> str:
        labels = {choice.value: choice.label for _, choice in self._folded}
        return labels.get(value, value)


def _begins_a_word(wanted: str, folded: str) -> bool:
    return folded.startswith(wanted) or f" {wanted}" in folded
