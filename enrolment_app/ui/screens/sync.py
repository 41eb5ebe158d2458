"""Sync: where the households are, the line to the registry, what happened last."""

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from enrolment_app.sentences import SENTENCES
from enrolment_app.ui.messages import said
from enrolment_app.ui.moments import ago, moment, when_exact
from enrolment_app.ui.readings.exchanges import (
    Ended,
    Exchanged,
    Whereabouts,
    read_whereabouts,
    run_exchange,
)
from enrolment_app.ui.screens import Parts, Screen
from enrolment_app.ui.screens.sync_enrol import Enrolling
from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.widgets.buttons import Button, Chip, KeyCap, Picture
from enrolment_app.ui.widgets.layouts import box, clear, column, row
from enrolment_app.ui.widgets.scrolling import scrolling
from enrolment_app.ui.widgets.topbar import TopBar

if TYPE_CHECKING:
    from sync.run import Progress

CANCELLED = "sync.cancelled"


class Sync(Screen):
    """Three numbers, one route, live figures, safe to press again."""

    keys = ("sync", "search", "lock", "keys")

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        look = parts.look
        self._seen: Whereabouts | None = None
        self._stop = threading.Event()
        self.running = False
        self._chip = Chip(look, "warn", "", "cloud-off")
        self._bar = TopBar(look, parts.do, self._chip, titled=True)
        self.only_here = _Number("warn")
        self.handed_over = _Number("text2")
        self.confirmed = _Number("ok")
        self.route = _Route(parts)
        self.route.start.clicked.connect(self.start)
        self.route.cancel.clicked.connect(self._cancel)
        self._enrolling = Enrolling(parts, self._read_again)
        self._past = _Past(parts)
        numbers = row(
            (self.only_here, 1), (self.handed_over, 1), (self.confirmed, 1), gap=12
        )
        body = QWidget()
        body.setObjectName("scrollbody")
        body.setLayout(
            column(
                numbers,
                self._enrolling,
                self.route,
                self._past,
                None,
                gap=12,
                margins=(20, 16, 20, 16),
            )
        )
        self.setLayout(column(self._bar, (scrolling(body), 1), gap=0))
        self.retranslate()

    def opened(self, **told: Any) -> None:
        """Read the numbers again; `start=True` begins an exchange."""
        self._read_again()
        self.route.focus_here()
        if told.get("start"):
            self.start()

    def start(self) -> None:
        """Exchange with the registry, once at a time."""
        if self.running:
            return
        self.running = True
        self._stop.clear()
        self.route.show_running()
        background, work = self.parts.background, self.parts.work
        show = background.relay(self.route.show_progress)

        def progress(told: "Progress") -> None:
            show(told)
            background.breathe()

        background.run(
            run_exchange,
            work,
            progress,
            self._stop.is_set,
            done=self._ended,
            alone=True,
        )

    def locking(self) -> None:
        """Stop the exchange; what has arrived is kept."""
        self._stop.set()

    def retranslate(self) -> None:
        """Say every text again."""
        self._bar.say(
            translate("Sync", "Sync"),
            translate("Sync", "Where your households are right now"),
        )
        self.route.retranslate()
        self._enrolling.retranslate()
        self._say()

    def _read_again(self) -> None:
        self.parts.background.run(read_whereabouts, self.parts.work, done=self._read)

    def _cancel(self) -> None:
        self._stop.set()
        self.route.show_stopping()

    def _ended(self, ended: Ended) -> None:
        self.running = False
        self.route.show_ended(ended)
        self._read_again()
        self.parts.counted()

    def _read(self, seen: Whereabouts) -> None:
        self._seen = seen
        self._say()

    def _say(self) -> None:
        seen = self._seen
        if seen is None:
            self._chip.hide()
            return
        self.only_here.say(seen.only_here, translate("Sync", "only on this laptop"))
        self.handed_over.say(
            seen.handed_over, translate("Sync", "handed over, not confirmed yet")
        )
        self.confirmed.say(
            seen.confirmed, translate("Sync", "confirmed by the registry")
        )
        self._chip.show()
        if seen.last_sync_ms:
            span = seen.now - moment(seen.last_sync_ms, seen.now)
            words = fill(translate("Sync", "Last sync: {ago}"), ago=ago(span))
        else:
            words = translate("Sync", "Not synced yet")
        self._chip.say(words, "warn" if seen.only_here else "ok")
        self._enrolling.setVisible(not seen.laptop)
        self.route.setVisible(bool(seen.laptop))
        self.route.show_registry(seen.registry)
        self._past.show_past(seen)


class _Number(QFrame):
    """One custody number with what it counts."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._number = lab("", "display", tone, weight=700)
        self._words = lab("", "body", weight=600, wrap=True)
        self.setLayout(
            column(self._number, self._words, gap=2, margins=(16, 12, 16, 14))
        )

    def say(self, number: int, words: str) -> None:
        """Show the number and its words."""
        self._number.setText(f"{number:,}")
        self._words.setText(words)
        self.setAccessibleName(f"{number} {words}")

    @property
    def number(self) -> str:
        """The number as it is shown."""
        return self._number.text()


class _Route(QWidget):
    """The line to the registry: start, live figures, cancel, how it ended."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        look = parts.look
        self._registry = ""
        self._ended: Ended | None = None
        self._title = lab("", "question", weight=600)
        self._below = lab("", "small", "text2", wrap=True)
        self._figures = lab("", "small", "text2", weight=600)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._result_picture = Picture(look, "circle-check", 18, "ok")
        self._result = lab("", "body", weight=500, wrap=True)
        self.start = Button(look, "sync.start", role="primary", icon="refresh-cw")
        self.cancel = Button(look, "sync.cancel", icon="x")
        self._outcome = QWidget()
        self._outcome.setLayout(row(self._result_picture, (self._result, 1), gap=10))
        words = column(self._title, self._below, gap=2)
        head = row(
            Picture(look, "refresh-cw", 26, "accent"),
            (words, 1),
            self.cancel,
            self.start,
            KeyCap("sync"),
            gap=14,
        )
        self.setLayout(
            column(
                box(
                    column(
                        head,
                        self._bar,
                        self._figures,
                        self._outcome,
                        gap=10,
                        margins=(18, 14, 18, 14),
                    ),
                    "card",
                )
            )
        )
        self._show_idle()

    def focus_here(self) -> None:
        """Take the keyboard."""
        (self.start if self.start.isVisible() else self.cancel).setFocus()

    def show_registry(self, url: str) -> None:
        """Say where the registry is."""
        self._registry = url
        self.retranslate()

    def show_running(self) -> None:
        """Show that the line is being tried."""
        self._ended = None
        self._outcome.hide()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._figures.show()
        self._figures.setText(translate("Sync", "Looking for the registry…"))
        self.start.hide()
        self.cancel.setEnabled(True)
        self.cancel.show()
        self.cancel.setFocus()

    def show_progress(self, progress: "Progress") -> None:
        """Show how far it is."""
        done = progress.sent + progress.received
        left = progress.waiting + progress.entries_left
        self._bar.setRange(0, max(1, done + left))
        self._bar.setValue(done)
        figures = fill(
            translate("Sync", "Sent {sent} · waiting {waiting} · received {received}"),
            sent=progress.sent,
            waiting=progress.waiting,
            received=progress.received,
        )
        moved = fill(
            translate("Sync", "{up} KB up, {down} KB down"),
            up=round(progress.bytes_up / 1024),
            down=round(progress.bytes_down / 1024),
        )
        text = f"{figures} · {moved}"
        if progress.seconds_left is not None and left:
            seconds = round(progress.seconds_left)
            time_left = translate("Sync", "about %n second(s) left", "", seconds)
            text = f"{text} · {time_left}"
        self._figures.setText(text)

    def show_stopping(self) -> None:
        """Show that it stops as soon as the line lets it."""
        self.cancel.setEnabled(False)
        self._figures.setText(translate("Sync", "Stopping…"))

    def show_ended(self, ended: Ended) -> None:
        """Show how it ended, in a sentence."""
        self._ended = ended
        self._show_idle()
        self.start.setFocus()
        self._say_result()

    def retranslate(self) -> None:
        """Say every text again."""
        self._title.setText(translate("Sync", "Over the network"))
        self._below.setText(
            fill(
                translate(
                    "Sync", "Sends what is only here to {registry}, fetches news."
                ),
                registry=self._registry,
            )
            if self._registry
            else translate("Sync", "The registry's address is not known yet.")
        )
        self.start.say(translate("Sync", "Sync now"))
        self.cancel.say(translate("Sync", "Stop"))
        self._bar.setAccessibleName(translate("Sync", "Progress"))
        self._say_result()

    def _say_result(self) -> None:
        ended = self._ended
        self._outcome.setVisible(ended is not None)
        if ended is None:
            return
        if ended.failure is None and ended.problem is None:
            self._result_picture.show_icon("circle-check", "ok")
            self._result.setText(summary(ended.exchanged))
            return
        what = ended.failure or ended.problem
        assert what is not None
        stopped = ended.exchanged.code == CANCELLED
        self._result_picture.show_icon(
            "info" if stopped else "circle-alert", "info" if stopped else "err"
        )
        self._result.setText(said(what))

    def _show_idle(self) -> None:
        self._bar.hide()
        self._figures.hide()
        self._outcome.hide()
        self.cancel.hide()
        self.start.show()


class _Past(QFrame):
    """The last exchanges, one line each."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self.setProperty("box", "card")
        self._title = lab("", "question", weight=600)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.setLayout(
            column(self._title, self._lines, gap=8, margins=(16, 14, 16, 16))
        )

    def show_past(self, seen: Whereabouts) -> None:
        """Show the lines again."""
        look = self._parts.look
        self._title.setText(translate("Sync", "History"))
        clear(self._lines)
        self.setVisible(bool(seen.past))
        for each in seen.past:
            icon, tone = (
                ("circle-alert", "err") if each.code else ("circle-check", "ok")
            )
            at = when_exact(each.at_ms, seen.now, look.language)
            words = lab(summary(each), "small", wrap=True)
            self._lines.addLayout(
                row(
                    Picture(look, icon, 16, tone),
                    lab(at, "small", "text2"),
                    (words, 1),
                    gap=10,
                )
            )


def summary(exchanged: Exchanged) -> str:
    """Return one exchange in a sentence."""
    if exchanged.code:
        sentence = SENTENCES.get(exchanged.code, exchanged.code)
        return translate("Problem", sentence)
    text = fill(
        translate("Sync", "Sent {sent}, received {received}."),
        sent=exchanged.sent,
        received=exchanged.received,
    )
    if not exchanged.waiting:
        return text
    left = translate("Sync", "%n change(s) still wait.", "", exchanged.waiting)
    return f"{text} {left}"
