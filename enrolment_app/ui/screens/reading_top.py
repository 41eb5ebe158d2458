"""Over a household that is reviewed: which one, whose work, how it stands."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from enrolment_app.ui.moments import when_exact
from enrolment_app.ui.readings.reviewing import HouseholdRead
from enrolment_app.ui.screens import Parts
from enrolment_app.ui.text import bidi, fill, lab, translate
from enrolment_app.ui.widgets.buttons import Chip, IconButton
from enrolment_app.ui.widgets.layouts import column, row
from enrolment_app.ui.widgets.topbar import AlwaysAtHand
from enrolment_app.ui.words import (
    CUSTODY_KINDS,
    custody_word,
    head_in,
    status_chip,
    village_in,
)

HEIGHT_PX = 60


class ReadingTop(QFrame):
    """Back, title, who and when, status and custody."""

    back_wanted = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._read: HouseholdRead | None = None
        look = parts.look
        self.setProperty("box", "topbar")
        self._back = IconButton(look, "reading.back", "arrow-left")
        self._back.clicked.connect(self.back_wanted)
        self._title = lab("", "body", weight=600)
        self._below = lab("", "small", "text2")
        self._status = Chip(look, "mute")
        self._custody = Chip(look, "mute")
        words = column(None, self._title, self._below, None, gap=0)
        self.setLayout(
            row(
                self._back,
                (words, 1),
                self._status,
                self._custody,
                AlwaysAtHand(look, parts.do),
                gap=10,
                margins=(12, 0, 12, 0),
            )
        )
        look.changed.connect(self._size)
        self._size()

    def show_read(self, read: HouseholdRead) -> None:
        """Show which household it is."""
        self._read = read
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self._back.say(translate("Reading", "Back to households"))
        read = self._read
        for chip in (self._status, self._custody):
            chip.setVisible(read is not None)
        if read is None:
            return
        listed, look = read.listed, self._parts.look
        title = translate("Household", "Household {number} · {head}")
        head = head_in(listed)
        self._title.setText(fill(title, number=listed.number, head=head))
        when = when_exact(listed.changed_ms, self._parts.work.clock(), look.language)
        told = [village_in(listed), listed.enumerator, when]
        self._below.setText(" · ".join(bidi(each) for each in told if each))
        self._status.say(*status_chip(listed))
        custody = CUSTODY_KINDS[str(listed.custody)]
        self._custody.say(custody_word(listed.custody), custody)

    def _size(self) -> None:
        self.setFixedHeight(self._parts.look.px(HEIGHT_PX))
