"""Bundles on a supervisor's laptop: in and out, and what then is where."""

from typing import Any

from PySide6.QtWidgets import QWidget

from enrolment_app.ui.readings.bundles import look_around
from enrolment_app.ui.readings.exchanges import Whereabouts, read_whereabouts
from enrolment_app.ui.screens import Parts, Screen
from enrolment_app.ui.screens.bundle_in import BundleIn
from enrolment_app.ui.screens.bundle_out import BundleOut
from enrolment_app.ui.screens.sync_cards import Number
from enrolment_app.ui.text import translate
from enrolment_app.ui.widgets.layouts import column, row
from enrolment_app.ui.widgets.scrolling import scrolling
from enrolment_app.ui.widgets.topbar import TopBar


class Bundles(Screen):
    """Three numbers, a way in and a way out."""

    keys = ("sync", "search", "lock", "keys")

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._seen: Whereabouts | None = None
        self._bar = TopBar(parts.look, parts.do, titled=True)
        self.only_here = Number("warn")
        self.handed_over = Number("text2")
        self.confirmed = Number("ok")
        self.into = BundleIn(parts, self._changed)
        self.out = BundleOut(parts, self._changed, role="primary")
        numbers = row(
            (self.only_here, 1), (self.handed_over, 1), (self.confirmed, 1), gap=12
        )
        body = QWidget()
        body.setObjectName("scrollbody")
        body.setLayout(
            column(numbers, self.into, self.out, None, gap=12, margins=(20, 16, 20, 16))
        )
        self.setLayout(column(self._bar, (scrolling(body), 1), gap=0))
        self.retranslate()

    def opened(self, **_told: Any) -> None:
        """Look around for sticks and read the numbers again."""
        background, work = self.parts.background, self.parts.work
        background.run(look_around, work, done=self._around)
        background.run(read_whereabouts, work, done=self._read)
        self.into.choose.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self._bar.say(
            translate("Bundles", "Bundles"),
            translate("Bundles", "By stick, where no line reaches"),
        )
        self.into.retranslate()
        self.out.retranslate()
        self._say()

    def _around(self, around: Any) -> None:
        self.into.show_around(around)
        self.out.show_around(around)

    def _changed(self) -> None:
        work = self.parts.work
        self.parts.background.run(read_whereabouts, work, done=self._read)
        self.parts.counted()

    def _read(self, seen: Whereabouts) -> None:
        self._seen = seen
        self._say()

    def _say(self) -> None:
        seen = self._seen
        if seen is None:
            return
        self.only_here.say(seen.only_here, translate("Sync", "only on this laptop"))
        handed = translate("Sync", "handed over, not confirmed yet")
        self.handed_over.say(seen.handed_over, handed)
        confirmed = translate("Sync", "confirmed by the registry")
        self.confirmed.say(seen.confirmed, confirmed)
