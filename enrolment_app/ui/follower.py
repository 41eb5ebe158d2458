"""What opening the store left for later is done in the worker, between other things."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from enrolment_app.ui.background import Desk

START_MS, PAUSE_MS = 2000, 50


class Follower(QObject):
    """Calls a step in the worker until that says that no more is left."""

    def __init__(self, desk: Desk, step: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._step = desk, step
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        self._timer.start(START_MS)

    def _ask(self) -> None:
        self._desk.run(self._step, done=self._told)

    def _told(self, more: bool) -> None:  # noqa: FBT001 - the worker hands it over
        if more:
            self._timer.start(PAUSE_MS)
