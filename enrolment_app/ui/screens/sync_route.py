"""The line to the registry: start, live figures, stop, how it ended."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QWidget

from enrolment_app.ui.messages import said
from enrolment_app.ui.readings.exchanges import Ended
from enrolment_app.ui.screens import Parts
from enrolment_app.ui.screens.sync_cards import looks, summary
from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.widgets.buttons import Button, KeyCap, Picture
from enrolment_app.ui.widgets.layouts import box, column, row

if TYPE_CHECKING:
    from sync.lane import LaneProgress
    from sync.run import Progress

CANCELLED = "sync.cancelled"
KB = 1024


def time_left(seconds: float) -> str:
    """Say how long it may still take."""
    return translate("Sync", "about %n second(s) left", "", round(seconds))


class Route(QWidget):
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
        """Show how far it is: the records, and then photos and files."""
        photos = progress.attachments
        if photos is not None:
            self._show_photos(photos)
            return
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
            text = f"{text} · {time_left(progress.seconds_left)}"
        self._figures.setText(text)

    def _show_photos(self, photos: "LaneProgress") -> None:
        """Show how far photos and files are, by their bytes."""
        self._bar.setRange(0, max(1, (photos.bytes_sent + photos.bytes_left) // KB))
        self._bar.setValue(photos.bytes_sent // KB)
        text = fill(
            translate("Sync", "Photos and files: sent {sent}, {left} KB left"),
            sent=photos.sent,
            left=round(photos.bytes_left / KB),
        )
        if photos.received:
            came = translate("Sync", "received {received}")
            text = f"{text} · {fill(came, received=photos.received)}"
        if photos.seconds_left is not None and photos.bytes_left:
            text = f"{text} · {time_left(photos.seconds_left)}"
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
            self._result_picture.show_icon(*looks(ended.exchanged))
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
