"""How far a long job with files is, and a button that stops it."""

import threading
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QWidget

from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.widgets.buttons import Button
from enrolment_app.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from enrolment_app.actions.work import Watched
    from enrolment_app.ui.screens import Parts

# The worker tells of every so many: a window that is told more often is slower.
EVERY = 10


class Running(QWidget):
    """A bar, how many of how many, and Stop."""

    def __init__(self, parts: "Parts", code: str) -> None:
        super().__init__()
        self._background = parts.background
        self._stopping = threading.Event()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._figures = lab("", "small", "text2", weight=600)
        self.cancel = Button(parts.look, code, icon="x")
        self.cancel.clicked.connect(self._stop)
        told = column(self._figures, self._bar, gap=4)
        self.setLayout(row((told, 1), self.cancel, gap=12))
        self.hide()

    def begin(self) -> "Watched":
        """Show that it has begun; give what the worker tells and asks."""
        self._stopping.clear()
        self._bar.setRange(0, 0)
        self._figures.setText(translate("Files", "Beginning…"))
        self.cancel.setEnabled(True)
        self.show()
        self.cancel.setFocus()
        background, stopping = self._background, self._stopping
        show = background.relay(self._show)

        def watched(done: int, of: int) -> bool:
            if done % EVERY == 0:
                show((done, of))
                background.breathe()
            return not stopping.is_set()

        return watched

    def stop(self) -> None:
        """Stop as soon as the household in hand is done."""
        self._stopping.set()

    def retranslate(self) -> None:
        """Say every text again."""
        self.cancel.say(translate("Files", "Stop"))
        self._bar.setAccessibleName(translate("Files", "Progress"))

    def _stop(self) -> None:
        self.stop()
        self.cancel.setEnabled(False)
        self._figures.setText(translate("Files", "Stopping…"))

    def _show(self, far: tuple[int, int]) -> None:
        done, of = far
        if self._stopping.is_set():
            return
        self._bar.setRange(0, max(1, of))
        self._bar.setValue(done)
        words = translate("Files", "{done} of {of} households")
        self._figures.setText(fill(words, done=done, of=of))
