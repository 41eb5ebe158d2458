"""What was copied out of a household does not outlive the lock."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication


class Copied(QObject):
    """Watches the clipboard; `forget` takes from it what was copied in this window.

    What another program copied is left alone: it is not ours to delete.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ours = False
        self._clipboard = QApplication.clipboard()
        self._clipboard.dataChanged.connect(self._note)

    def forget(self) -> None:
        """Empty the clipboard, and on X11 the selection, where they are ours."""
        if self._ours or self._clipboard.ownsClipboard():
            self._clipboard.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)
        self._ours = False

    def _note(self) -> None:
        # A copy made while one of our windows has the keyboard is made here.
        self._ours = QApplication.activeWindow() is not None
