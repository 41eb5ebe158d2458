"""What every editor is: a value in, one event out."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from enrolment_app.ui.editors.backing import Backing
from enrolment_app.ui.editors.line import Line
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.theme import Look
from sync.values import Atom, Special

# Typing that pauses this long counts as an answer, so that a power cut costs little.
PAUSE_MS = 1000
Beside = Callable[[Mapping[str, str]], object]


def unheard(_answers: Mapping[str, str]) -> None:
    """Take answers that no question is there for."""


class Editor(QWidget):
    """A widget for one answer.

    `show_answer` puts an answer in and announces nothing; `answered` carries what a
    person answered, once: an Atom, or None where it was emptied. A subclass says how
    it is read and how it is filled, and calls `touched` at each key or `settle` at
    each choice.
    """

    answered = Signal(object)
    # The person is done here: a digit key chose the answer and the next may come.
    finished = Signal()

    # Whether a person may put a special answer here (F2, F3).
    takes_special: ClassVar[bool] = True
    # Whether the special answers stand beside the field or below it.
    compact: ClassVar[bool] = True
    # Whether Enter belongs to the field itself (several lines of text).
    keeps_enter: ClassVar[bool] = False

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        # What files are read and kept with; None where there is no store behind.
        self.backing: Backing | None = None
        # Takes an answer that is ready only after the question went from the screen.
        self.late: Callable[[Atom], object] = self.answered.emit
        # Takes answers, by role, to the questions that belong to this one.
        self.beside: Beside = unheard
        self.shown = Shown()
        self._last: Atom | None = None
        self._touched = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.settle)

    def show_answer(self, shown: Shown) -> None:
        """Show an answer; what is being typed stays unless the answer changed."""
        typing = self._touched and shown.atom == self._last
        self.shown = shown
        self.dress(shown)
        self.name_parts(shown)
        if typing:
            return
        self._rest(shown.atom)
        if self.read() != (shown.value or None):
            self.fill(shown.value)
        self._mark_settled()

    def settle(self) -> None:
        """Announce what is there now, unless it has been said already."""
        if not self._touched or self.shown.readonly:
            return
        said = self.read()
        # An empty field under "don't know" is no answer of its own.
        unsaid = said is None and isinstance(self._last, Special)
        again = unsaid or said == self._last
        self._rest(self._last if again else said)
        self._mark_settled()
        if not again:
            self.answered.emit(said)

    def touched(self) -> None:
        """Note that something was typed; it is said after a pause or on leaving."""
        self._touched = True
        self._pause.start()

    def chosen(self) -> None:
        """Note that something was chosen: it is announced at once."""
        self._touched = True
        self.settle()

    def pending(self) -> bool:
        """Tell whether something typed has not been announced yet."""
        return self._touched

    def focus_here(self) -> None:
        """Put the keyboard where the answer is typed or chosen."""
        (self.focusProxy() or self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def type_over(self, key: str) -> None:
        """Take the first key of a new answer in place of what is there."""
        target = QApplication.focusWidget()
        if target is None or not self.isAncestorOf(target):
            return
        if isinstance(target, Line):
            target.selectAll()
        plain = Qt.KeyboardModifier.NoModifier
        pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, plain, key)
        QApplication.sendEvent(target, pressed)

    def read(self) -> Atom | None:
        """Give the answer as the widgets stand now, None where they are empty."""
        raise NotImplementedError

    def fill(self, value: str) -> None:
        """Put a stored value into the widgets."""
        raise NotImplementedError

    def dress(self, shown: Shown) -> None:
        """Adapt to choices, language, read-only and special answers."""

    def lines(self) -> tuple[Line, ...]:
        """Give the fields that people type into."""
        return ()

    def refit(self) -> None:
        """Follow a change of text size, font or direction."""
        for line in self.lines():
            line.fit(self.look)

    def name_parts(self, shown: Shown) -> None:
        """Tell a screen reader what is asked, and what is wrong with the answer."""
        target = self.focusProxy() or self
        target.setAccessibleName(shown.name)
        target.setAccessibleDescription(shown.description)

    def left(self) -> None:
        """Settle when the keyboard leaves the editor as a whole, not one part."""
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.settle()

    def _rest(self, answer: Atom | None) -> None:
        self._last = answer
        self._touched = False
        self._pause.stop()

    def _mark_settled(self) -> None:
        for line in self.lines():
            line.settled = line.text()
