"""One box to tick: what was read out was understood."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from enrolment_app.ui.editors.editor import Editor
from enrolment_app.ui.editors.option import CheckOption
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.editors.typed import ascii_digit
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from sync.values import Atom

TICKED = "OK"


class AcknowledgeEditor(Editor):
    """A tick; the XForm stores "OK"."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._box = CheckOption(look, TICKED, 1, self)
        self._box.clicked.connect(self.chosen)
        self._box.installEventFilter(self)
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)

    def read(self) -> Atom | None:
        """Give "OK" where it is ticked."""
        return TICKED if self._box.isChecked() else None

    def fill(self, value: str) -> None:
        """Tick it where there is an answer."""
        self._box.setChecked(bool(value))

    def dress(self, shown: Shown) -> None:
        """Write the words."""
        self._box.setText(translate("Editors", "Done", "box to tick after reading out"))
        self._box.setEnabled(not shown.readonly)

    def refit(self) -> None:
        """Follow text size and font."""
        self._box.row.refit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick it with the digit on its row."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and ascii_digit(event.text()[:1]) == "1"
        ):
            self._box.setChecked(not self._box.isChecked())
            self.chosen()
            self.finished.emit()
            return True
        return super().eventFilter(watched, event)
