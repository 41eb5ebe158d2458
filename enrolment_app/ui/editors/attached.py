"""What the editors of files share: a kept file shown, replaced, looked at, removed.

A file is durable before it is an answer: `take` has it made and kept in the worker, and
only what the store gave a name to is announced, once.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from enrolment_app.ui.editors.backing import Held, Made
from enrolment_app.ui.editors.editor import Editor
from enrolment_app.ui.editors.files import dropped_file
from enrolment_app.ui.editors.preview import Preview
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.messages import said
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button
from enrolment_app.ui.widgets.layouts import column, row
from enrolment_app.ui.widgets.saying import Saying
from sync.errors import IndrajError
from sync.values import Atom


class AttachedEditor(Editor):
    """A question whose answer is a file; a subclass says where files come from.

    It lays its own ways (buttons, a drawing surface) into `self.ways` and `self.above`.
    """

    compact = False

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._value = ""
        self._keeping = 0
        self.preview = Preview(look)
        self.above = column(gap=8)
        self.ways = row(gap=8)
        self.larger = Button(look, "attached.larger", role="ghost", icon="search")
        self.larger.clicked.connect(self._enlarge)
        self.taking_away = Button(look, "attached.remove", role="ghost", icon="x")
        self.taking_away.clicked.connect(self.remove)
        self.said = Saying()
        about = row(self.larger, self.taking_away, None, gap=8)
        ways = row(self.ways, None)
        parts = (self.preview, self.above, about, ways, self.said)
        self.setLayout(column(*parts, gap=8))
        self.said.say(None)
        self.setAcceptDrops(True)

    # --- an answer ----------------------------------------------------------

    def read(self) -> Atom | None:
        """Give the reference of the kept file."""
        return self._value or None

    def fill(self, value: str) -> None:
        """Show a kept file: what it is at once, how it looks when the store told."""
        self._value = value
        self.preview.show_held(Held(value, here=True) if value else None)
        self.said.say(None)
        if value and self.backing is not None:
            self.backing.tell(value, self._told)
        self._show_state()

    def dress(self, shown: Shown) -> None:
        """Say the buttons and what stands there."""
        self.shown = shown
        self._say_larger()
        self.taking_away.say(translate("Editors", "Remove"))
        self.preview.dress(shown)
        self.said.again()
        if self.backing is None and not self._value:
            self.said.say(_nowhere)
        self._show_state()

    def name_parts(self, shown: Shown) -> None:
        """Name the question for a screen reader, and each button after it."""
        self.setAccessibleName(shown.name)
        self.setAccessibleDescription(shown.description)
        for button in self.findChildren(Button):
            button.setAccessibleDescription(shown.name)

    def take(self, make: Callable[[], Made]) -> None:
        """Have a file made and kept, then announce it."""
        if self.backing is None or self.shown.readonly:
            return
        self._keeping += 1
        self.said.say(lambda: translate("Editors", "Keeping it"))

        def kept(held: Held) -> None:
            # The question may have gone from the screen meanwhile; its answer stays.
            if isValid(self):
                self._kept(held)
            else:
                self.late(held.reference)

        def failed(failure: IndrajError) -> None:
            if isValid(self):
                self._failed(failure)

        self.backing.keep(make, kept, failed)

    def announce(self, value: str) -> None:
        """Say that this is the answer now."""
        self._value = value
        self._touched = True
        Editor.settle(self)

    def remove(self) -> None:
        """Take the answer away; undo brings it back."""
        if not self.shown.readonly:
            self.preview.show_held(None)
            self.said.say(None)
            self.announce("")
            self._show_state()
            self.focus_here()

    # --- what a subclass says -----------------------------------------------

    def take_file(self, file: Path) -> None:
        """Take a file that was chosen or dropped."""
        raise NotImplementedError

    def arrange(self, *, open_to_answers: bool) -> None:
        """Show the ways to answer, for no answer yet or for another one."""
        raise NotImplementedError

    # --- how ----------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if self._open() and dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file that was dropped."""
        file = dropped_file(event.mimeData())
        if file is not None and self._open():
            event.acceptProposedAction()
            self.take_file(file)

    def refit(self) -> None:
        """Follow text size and font."""
        super().refit()
        self.preview.refit()

    def _open(self) -> bool:
        return self.backing is not None and not self.shown.readonly

    def _kept(self, held: Held) -> None:
        self._keeping -= 1
        self.said.say(None)
        self.preview.show_held(held)
        self.announce(held.reference)
        self._show_state()

    def _failed(self, failure: IndrajError) -> None:
        self._keeping -= 1
        self.said.say(lambda: said(failure), "err")

    def _told(self, held: Held) -> None:
        if held.reference == self._value:
            self.preview.show_held(held)
            self._show_state()

    def _show_state(self) -> None:
        held, answered = self.preview.held, bool(self._value)
        here = held is not None and held.here
        self.preview.setVisible(answered)
        self.larger.setVisible(answered and here and bool(held and held.thumbnail))
        self.taking_away.setVisible(answered and not self.shown.readonly)
        self.arrange(open_to_answers=self._open())

    def _enlarge(self) -> None:
        if self.preview.large:
            self.preview.shrink()
            self._say_larger()
        elif self.backing is not None and self._value:
            self.backing.read(self._value, self._enlarged, self._cannot_read)

    def _enlarged(self, content: bytes) -> None:
        self.preview.enlarge(content)
        self._say_larger()

    def _say_larger(self) -> None:
        self.larger.say(
            translate("Editors", "View smaller")
            if self.preview.large
            else translate("Editors", "View larger")
        )

    def _cannot_read(self, failure: IndrajError) -> None:
        self.said.say(lambda: said(failure), "err")


def _nowhere() -> str:
    return translate(
        "Editors",
        "This cannot be recorded on this laptop. What was recorded elsewhere is kept.",
    )
