"""Sync: where the households are, the line to the registry, what happened last."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from enrolment_app.ui.moments import ago, moment
from enrolment_app.ui.readings.bundles import Around, look_around
from enrolment_app.ui.readings.exchanges import (
    Ended,
    Whereabouts,
    read_whereabouts,
    run_exchange,
)
from enrolment_app.ui.screens import Parts, Screen
from enrolment_app.ui.screens.bundle_in import BundleIn
from enrolment_app.ui.screens.bundle_out import BundleOut
from enrolment_app.ui.screens.sync_cards import Number, Past, Photos
from enrolment_app.ui.screens.sync_enrol import Enrolling
from enrolment_app.ui.screens.sync_route import Route
from enrolment_app.ui.text import fill, translate
from enrolment_app.ui.widgets.buttons import Chip
from enrolment_app.ui.widgets.layouts import column, row
from enrolment_app.ui.widgets.scrolling import scrolling
from enrolment_app.ui.widgets.topbar import TopBar

if TYPE_CHECKING:
    from sync.run import Progress

LATE = timedelta(hours=24)


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
        self.only_here = Number("warn")
        self.handed_over = Number("text2")
        self.confirmed = Number("ok")
        self.route = Route(parts)
        self.route.start.clicked.connect(self.start)
        self.route.cancel.clicked.connect(self._cancel)
        self._enrolling = Enrolling(parts, self._read_again)
        self.out = BundleOut(parts, self._by_hand)
        self.into = BundleIn(parts, self._by_hand)
        self._past = Past(parts)
        self.photos = Photos(parts)
        numbers = row(
            (self.only_here, 1), (self.handed_over, 1), (self.confirmed, 1), gap=12
        )
        body = QWidget()
        body.setObjectName("scrollbody")
        body.setLayout(
            column(
                numbers,
                self.photos,
                self._enrolling,
                self.route,
                self.out,
                self.into,
                self._past,
                None,
                gap=12,
                margins=(20, 16, 20, 16),
            )
        )
        self.setLayout(column(self._bar, (scrolling(body), 1), gap=0))
        self.retranslate()

    def opened(self, **told: Any) -> None:
        """Read the numbers again; `start=True` exchanges.

        `bundle` and `setup` are files of these kinds that somebody opened.
        """
        self._read_again()
        work, around = self.parts.work, self._around
        self.parts.background.run(look_around, work, done=around)
        self.route.focus_here()
        if told.get("start"):
            self.start()
        if told.get("bundle"):
            self.into.look_at(Path(str(told["bundle"])))
        if told.get("setup"):
            self._enrolling.take(Path(str(told["setup"])))

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
        self.out.retranslate()
        self.into.retranslate()
        self._say()

    def _around(self, around: Around) -> None:
        self.out.show_around(around)
        self.into.show_around(around)

    def _by_hand(self) -> None:
        self._read_again()
        self.parts.counted()

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
            late = span > LATE
        else:
            words, late = translate("Sync", "Not synced yet"), True
        late = late and seen.only_here > 0
        self._chip.say(
            words, *(("warn", "cloud-off") if late else ("ok", "circle-check"))
        )
        self._enrolling.show_why(seen.trouble)
        # One thing is to be done first: there are never two such buttons.
        self.route.start.wear(role="" if seen.trouble else "primary")
        self._enrolling.setVisible(not seen.laptop or bool(seen.trouble))
        for each in (self.route, self.out, self.into):
            each.setVisible(bool(seen.laptop))
        self.route.show_registry(seen.registry)
        self._past.show_past(seen)
        self.photos.show_photos(seen)
