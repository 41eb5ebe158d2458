"""Choices as rows: select one, select many."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from enrolment_app.questionnaire import Choice
from enrolment_app.ui.editors.editor import Editor
from enrolment_app.ui.editors.option import CheckOption, RadioOption
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.editors.typed import ascii_digit
from enrolment_app.ui.theme import Look
from sync.values import Atom

GAP_PX = 8
TWO_COLUMNS_FROM = 4
SHORT_WORDS = 30
COLUMNS_AT_MOST = 7
# Appearances that ask for all the choices side by side, and for several a line.
ON_ONE_LINE = ("likert", "horizontal", "list", "list-nolabel", "label")
PACKED = ("columns", "columns-pack", "horizontal-compact", "compact")
ONE_LINE_WORDS = 12  # "Yes" and "No" stand side by side
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}
SIDEWAYS = {Qt.Key.Key_Left, Qt.Key.Key_Right}
Option = RadioOption | CheckOption


class RowsEditor(Editor):
    """Rows that a digit, a click or arrows and Space choose.

    Only one row takes part in Tab, so that Tab leaves the question.
    """

    compact = False
    option: ClassVar[Callable[..., Option]]

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.options: list[Option] = []
        self._columns = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_PX)

    def dress(self, shown: Shown) -> None:
        """Make the rows anew where the choices are others, else only rename them."""
        values = [choice.value for choice in shown.choices]
        if values != [option.row.value for option in self.options]:
            self._build(shown)
        for option, choice in zip(self.options, shown.choices, strict=True):
            option.setText(choice.label)
            option.setAccessibleName(choice.label)
            option.setEnabled(not shown.readonly)
        self._arrange(shown)
        self._rove()

    def name_parts(self, shown: Shown) -> None:
        """Name the group after the question; the rows have their own words."""
        self.setAccessibleName(shown.name)
        self.setAccessibleDescription(shown.description)
        for option in self.options:
            option.setAccessibleDescription(shown.name)

    def refit(self) -> None:
        """Follow text size and font."""
        for option in self.options:
            option.row.refit()

    def fill(self, value: str) -> None:
        """Mark what is chosen."""
        chosen = self.chosen_in(value)
        for option in self.options:
            option.setChecked(option.row.value in chosen)
        self._rove()

    def chosen_in(self, value: str) -> set[str]:
        """Give the codes in a stored value."""
        raise NotImplementedError

    def choose(self, option: Option) -> None:
        """Take a choice that a person made."""
        raise NotImplementedError

    def chose_by_digit(self, option: Option) -> None:
        """Take a choice that a digit made."""
        self.choose(option)

    def focus_here(self) -> None:
        """Put the keyboard on the chosen row, else on the first."""
        place = self._entrance()
        if place is not None:
            place.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def minimumSizeHint(self) -> QSize:
        """Give way to the narrowest row: what stands side by side can go below."""
        least = super().minimumSizeHint()
        if not self.options or len(self.options) >= TWO_COLUMNS_FROM:
            return least
        return QSize(self.options[0].row.narrowest().width(), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side only while there is room for all the words."""
        super().resizeEvent(event)
        if self._columns_that_fit(columns_for(self.shown)) != self._columns:
            self._arrange(self.shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read digits, arrows and Space in the rows before Qt does."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            sideways = Qt.Key(event.key()) in SIDEWAYS
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._step(watched, -step if sideways and mirrored else step)
        elif digit := ascii_digit(event.text()[:1]):
            self._digit(int(digit))
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.fill("")
            self.chosen()
        else:
            return False
        return True

    def _step(self, watched: QObject, step: int) -> None:
        places = [id(option) for option in self.options]
        at = (places.index(id(watched)) + step) % len(self.options)
        self.options[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _digit(self, number: int) -> None:
        if self.shown.readonly or not 1 <= number <= len(self.options):
            return
        self.options[number - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chose_by_digit(self.options[number - 1])

    def _build(self, shown: Shown) -> None:
        for option in self.options:
            self._grid.removeWidget(option)
            option.deleteLater()
        self.options = [
            self._make(choice, number)
            for number, choice in enumerate(shown.choices, start=1)
        ]
        chosen = self.chosen_in(shown.value)
        for option in self.options:
            option.setChecked(option.row.value in chosen)

    def _make(self, choice: Choice, number: int) -> Option:
        option = type(self).option(self.look, choice.value, number, self)
        option.installEventFilter(self)
        # `clicked` is a person's doing; `toggled` would answer to `fill` too.
        option.clicked.connect(lambda: self.choose(option))
        return option

    def _arrange(self, shown: Shown) -> None:
        columns = self._columns_that_fit(columns_for(shown))
        self._columns = columns
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for index, option in enumerate(self.options):
            self._grid.addWidget(option, index // columns, index % columns)
            # A row that waits to be shown could not take the keyboard.
            option.show()
            self._grid.setColumnStretch(index % columns, 1)

    def _columns_that_fit(self, columns: int) -> int:
        """Give one column where not all the words fit beside each other on one line."""
        if columns == 1 or columns < len(self.options):
            return columns
        widest = max(option.row.hint().width() for option in self.options)
        fits = columns * widest + (columns - 1) * GAP_PX <= self.width()
        return columns if fits or columns >= TWO_COLUMNS_FROM else 1

    def _entrance(self) -> Option | None:
        on = [option for option in self.options if option.isChecked()]
        return next(iter(on or self.options), None)

    def _rove(self) -> None:
        entrance = self._entrance()
        for option in self.options:
            policy = Qt.FocusPolicy
            option.setFocusPolicy(
                policy.StrongFocus if option is entrance else policy.ClickFocus
            )


class OneEditor(RowsEditor):
    """One of the choices; a digit chooses it and goes on."""

    option = RadioOption

    def read(self) -> Atom | None:
        """Give the code of the chosen row."""
        on = [option.row.value for option in self.options if option.isChecked()]
        return on[0] if on else None

    def chosen_in(self, value: str) -> set[str]:
        """Give the one code."""
        return {value} if value else set()

    def choose(self, option: Option) -> None:
        """Mark this row alone; choosing it again keeps it."""
        self.fill(option.row.value)
        self.chosen()

    def chose_by_digit(self, option: Option) -> None:
        """Choose and be done here."""
        self.choose(option)
        self.finished.emit()


class ManyEditor(RowsEditor):
    """Any number of the choices; the XForm stores their codes with blanks between."""

    option = CheckOption

    def read(self) -> Atom | None:
        """Give the codes in the order of the choices."""
        on = [option.row.value for option in self.options if option.isChecked()]
        return " ".join(on) or None

    def chosen_in(self, value: str) -> set[str]:
        """Give the codes."""
        return set(value.split())

    def choose(self, option: Option) -> None:  # noqa: ARG002 - the click did it
        """Keep what the click did to the row."""
        self._rove()
        self.chosen()

    def chose_by_digit(self, option: Option) -> None:
        """Turn the row over."""
        option.setChecked(not option.isChecked())
        self.choose(option)


def columns_for(shown: Shown) -> int:
    """Give the number of columns: the form's, else what fits beside each other.

    Two or three choices of a word each stand in one line, more of them in two columns.
    """
    for appearance in shown.appearance:
        name, _, count = appearance.partition("-")
        if name == "columns" and count.isdecimal():
            return max(1, int(count))
        if appearance in ON_ONE_LINE:
            return max(1, min(len(shown.choices), COLUMNS_AT_MOST))
        if appearance in PACKED:
            return 2
    longest = max((len(choice.label) for choice in shown.choices), default=0)
    if len(shown.choices) < TWO_COLUMNS_FROM:
        return max(1, len(shown.choices)) if longest <= ONE_LINE_WORDS else 1
    return 2 if longest <= SHORT_WORDS else 1
