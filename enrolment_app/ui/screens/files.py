"""Tables out of the store and lists into it, on a supervisor's laptop."""

from typing import Any

from PySide6.QtWidgets import QWidget

from enrolment_app.ui.readings.files import Offered, read_offered
from enrolment_app.ui.screens import Parts, Screen
from enrolment_app.ui.screens.files_in import FilesIn
from enrolment_app.ui.screens.files_out import FilesOut
from enrolment_app.ui.text import translate
from enrolment_app.ui.widgets.layouts import column
from enrolment_app.ui.widgets.scrolling import scrolling
from enrolment_app.ui.widgets.topbar import TopBar


class Files(Screen):
    """A way out and a way in; either can be stopped."""

    keys = ("search", "sync", "lock", "keys")

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._bar = TopBar(parts.look, parts.do, titled=True)
        self.out = FilesOut(parts)
        self.into = FilesIn(parts, self._changed)
        body = QWidget()
        body.setObjectName("scrollbody")
        body.setLayout(
            column(self.out, self.into, None, gap=12, margins=(20, 16, 20, 16))
        )
        self.setLayout(column(self._bar, (scrolling(body), 1), gap=0))
        self.retranslate()

    def opened(self, **_told: Any) -> None:
        """Read what there is to write."""
        self.parts.background.run(read_offered, self.parts.work, done=self._read)
        self.out.focus_here()

    def locking(self) -> None:
        """Stop: of what is being written nothing is left, rows taken in stay."""
        self.out.running.stop()
        self.into.running.stop()

    def retranslate(self) -> None:
        """Say every text again."""
        self._bar.say(
            translate("Files", "Export and import"),
            translate("Files", "Tables for analysis, lists from outside"),
        )
        self.out.retranslate()
        self.into.retranslate()

    def _read(self, offered: Offered) -> None:
        self.out.show_offered(offered)
        self.into.show_offered(offered)

    def _changed(self) -> None:
        self.parts.counted()
        self.parts.background.run(read_offered, self.parts.work, done=self._read)
