"""Taking a position from a receiver: a button, then how exact it is until it is taken.

It listens in a thread of its own: a paired receiver takes seconds to open, and answers
must be kept meanwhile.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from enrolment_app.capture.nmea import Fix
from enrolment_app.capture.receiver import (
    CAPTURE_M,
    WARN_M,
    Port,
    Wanted,
    ports,
    take_position,
)
from enrolment_app.ui.background import Background
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.messages import said
from enrolment_app.ui.text import fill, ltr, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Button
from enrolment_app.ui.widgets.choosing import Choosing
from enrolment_app.ui.widgets.layouts import column, row
from enrolment_app.ui.widgets.saying import Saying
from sync.errors import IndrajError

PORT_WIDTH_PX = 260
THREAD = "receiver"


@dataclass(frozen=True)
class _Turn:
    """One time of listening: it can be told that it is enough, or be forgotten."""

    device: str
    enough: threading.Event = field(default_factory=threading.Event)


class Receiving(QWidget):
    """A receiver beside the fields that people type a position into."""

    taken = Signal(object)  # Fix
    # Handed in, so that a test plays the receiver.
    list_ports: Callable[[], tuple[Port, ...]] = staticmethod(ports)
    take: Callable[..., Fix] = staticmethod(take_position)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._wanted, self._warn_m = Wanted(), WARN_M
        self._turn: _Turn | None = None
        self._ports: tuple[Port, ...] = ()
        self._start = Button(look, "position.start", icon="locate")
        self._start.clicked.connect(self.start)
        self._use = Button(look, "position.use", icon="check")
        self._use.clicked.connect(self._enough)
        self._stop = Button(look, "position.stop", role="ghost")
        self._stop.clicked.connect(self.stop)
        self._choice = Choosing(look, "receiving.port", as_words=True)
        self._choice.activated.connect(self._listen_at)
        self._said = Saying()
        buttons = row(self._start, self._choice, self._use, self._stop, None)
        self.setLayout(column(buttons, self._said, gap=6))
        self._show_state()
        self.refit()
        # A bound method would be dropped: by then only the Python half is left.
        self.destroyed.connect(lambda: self._end())  # noqa: PLW0108

    def refit(self) -> None:
        """Follow the text size."""
        self._choice.setMaximumWidth(self._look.px(PORT_WIDTH_PX))
        self._choice.setFont(self._look.font("body", latin=True))

    def dress(self, shown: Shown, start: str) -> None:
        """Say the buttons, and read from the form how exact a position shall be."""
        self._said.again()
        self._start.say(start)
        self._use.say(translate("Editors", "Use it now"))
        self._stop.say(translate("Editors", "Stop listening"))
        self._choice.setAccessibleName(translate("Editors", "Receiver"))
        for button in (self._start, self._use, self._stop):
            button.setAccessibleDescription(shown.name)
        self._wanted = Wanted(
            accuracy_m=_metres(shown.parameter("accuracyThreshold"), CAPTURE_M),
            simulated=shown.parameter("allow-mock-accuracy") == "true",
        )
        worst = shown.parameter("unacceptableAccuracyThreshold")
        self._warn_m = _metres(worst, WARN_M)
        self.setVisible(not shown.readonly)

    def start(self) -> None:
        """Look for receivers and listen to the first."""
        self._said.say(lambda: translate("Editors", "Looking for a receiver"))
        _listener().run(self.list_ports, done=self._found, failed=self._failed)

    def stop(self) -> None:
        """Listen no more and take nothing."""
        self._forget()
        self._said.say(None)

    def _found(self, found: tuple[Port, ...]) -> None:
        self._ports = found
        self._choice.clear()
        self._choice.addItems([port.name for port in found])
        if found:
            self._listen_at(0)
        else:
            self._said.say(_none_there, "warn")

    def _listen_at(self, place: int) -> None:
        self._forget()
        turn = self._turn = _Turn(self._ports[place].device)
        self._said.say(lambda: translate("Editors", "Waiting for the receiver"))
        worker = _listener()

        def told(fix: Fix) -> None:
            if turn is self._turn:
                self._heard(fix)

        def done(fix: Fix) -> None:
            if turn is self._turn:
                self._took(fix)

        def failed(failure: IndrajError) -> None:
            if turn is self._turn:
                self._failed(failure)

        worker.run(
            self.take,
            *(turn.device, self._wanted, worker.relay(told), turn.enough.is_set),
            done=done,
            failed=failed,
        )
        self._show_state()

    def _heard(self, fix: Fix) -> None:
        self._use.setEnabled(True)
        rough = fix.accuracy_m > self._warn_m
        self._said.say(lambda: _words(fix), "warn" if rough else "text2")

    def _took(self, fix: Fix) -> None:
        had_keyboard = self._use.hasFocus() or self._stop.hasFocus()
        self._forget()
        if had_keyboard:
            self._start.setFocus()
        rough = fix.accuracy_m > self._warn_m
        self._said.say(lambda: _taken(fix, rough=rough), "warn" if rough else "ok")
        self.taken.emit(fix)

    def _failed(self, failure: IndrajError) -> None:
        self._forget()
        self._said.say(lambda: said(failure), "err")

    def _enough(self) -> None:
        if self._turn is not None:
            self._turn.enough.set()

    def _forget(self) -> None:
        if self._turn is not None:
            self._turn.enough.set()
            self._turn = None
        self._show_state()

    def _show_state(self) -> None:
        listening = self._turn is not None
        self._start.setVisible(not listening)
        self._choice.setVisible(listening and len(self._ports) > 1)
        self._use.setVisible(listening)
        self._use.setEnabled(False)
        self._stop.setVisible(listening)

    def _end(self) -> None:
        """Let nobody listen for a question that has gone away."""
        if self._turn is not None:
            self._turn.enough.set()
            self._turn = None


def _listener() -> Background:
    """Give the thread that listens, the same for all questions of the window.

    It outlives the question: a port that hangs while it is opened lets nobody wait.
    """
    app = QApplication.instance()
    assert app is not None, "there is a window"
    found = app.findChild(Background, THREAD)
    if not isinstance(found, Background):
        found = Background(app, name=THREAD)
        found.setObjectName(THREAD)
    return found


def _none_there() -> str:
    return translate(
        "Editors",
        "No receiver is connected. Connect one and try again, or type the "
        "position from its display.",
    )


def _taken(fix: Fix, *, rough: bool) -> str:
    words = (
        translate(
            "Editors",
            "Taken, but less exact than the form wants. {words}. "
            "Step into the open and try again.",
        )
        if rough
        else translate("Editors", "Taken. {words}")
    )
    return fill(words, words=_words(fix))


def _words(fix: Fix) -> str:
    return fill(
        translate("Editors", "Accuracy {metres} m, satellites: {count}"),
        metres=ltr(f"{fix.accuracy_m:.0f}"),
        count=ltr(fix.satellites),
    )


def _metres(written: str, otherwise: float) -> float:
    try:
        metres = float(written)
    except ValueError:
        return otherwise
    return metres if metres > 0 else otherwise
