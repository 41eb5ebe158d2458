"""The laptops of the district: when each was heard of last, what it still holds."""

from typing import Any

from PySide6.QtWidgets import QWidget

from enrolment_app.actions.laptops import LaptopSeen
from enrolment_app.ui.moments import ago, moment
from enrolment_app.ui.readings.district import Silence, read_laptops
from enrolment_app.ui.screens import Parts, Screen
from enrolment_app.ui.tables.plain import PlainRow, PlainTable
from enrolment_app.ui.text import bidi, fill, lab, ltr, translate
from enrolment_app.ui.widgets.banner import Banner
from enrolment_app.ui.widgets.layouts import box, column, row
from enrolment_app.ui.widgets.topbar import TopBar

SHARES = (22, 22, 18, 18, 20)


class Laptops(Screen):
    """One table, the longest silent first."""

    keys = ("search", "sync", "lock", "keys")

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        look = parts.look
        self._silence: Silence | None = None
        self._bar = TopBar(look, parts.do, titled=True)
        self.banner = Banner(look)
        self.table = PlainTable(look, "laptops.table", SHARES)
        self._none = lab("", "body", "text2", wrap=True)
        empty = row((self._none, 1), margins=(16, 8, 16, 8))
        inside = column((self.table, 1), empty, margins=(1, 8, 1, 8))
        self._card = box(inside, "card")
        body = QWidget()
        body.setLayout(
            column(self.banner, (self._card, 1), gap=12, margins=(20, 14, 20, 14))
        )
        self.setLayout(column(self._bar, (body, 1), gap=0))
        self.banner.hide()
        self.retranslate()

    def opened(self, **_told: Any) -> None:
        """Read the list again."""
        self.parts.background.run(read_laptops, self.parts.work, done=self._read)

    def retranslate(self) -> None:
        """Say every text again."""
        self._bar.say(
            translate("Laptops", "Laptops"),
            translate("Laptops", "As each told it last in a bundle"),
        )
        self.table.setAccessibleName(translate("Laptops", "Laptops"))
        self._none.setText(
            translate(
                "Laptops",
                "No laptop of the district is known here yet. They appear with the "
                "first sync or bundle.",
            )
        )
        self._say()

    def _read(self, silence: Silence) -> None:
        self._silence = silence
        self._say()
        self.table.setFocus()

    def _say(self) -> None:
        silence = self._silence
        if silence is None:
            return
        some = bool(silence.laptops)
        self.table.setVisible(some)
        self._none.setVisible(not some)
        self.banner.setVisible(some)
        self._say_banner(silence)
        headings = (
            translate("Laptops", "Laptop"),
            translate("Laptops", "Last bundle"),
            translate("Laptops", "Not confirmed yet"),
            translate("Laptops", "Of that, here"),
            translate("Laptops", "State"),
        )
        rows = [self._row(silence, each) for each in silence.laptops]
        self.table.show_rows(headings, rows)

    def _say_banner(self, silence: Silence) -> None:
        count = len(silence.silent)
        if count:
            first = translate(
                "Laptops", "%n laptop(s) silent: real numbers may be higher", "", count
            )
            days = translate(
                "Laptops", "No bundle for more than %n day(s)", "", silence.days
            )
            self.banner.say("warn", first, days)
        else:
            words = translate("Laptops", "No laptop has been silent for long")
            self.banner.say("ok", words)

    def _row(self, silence: Silence, each: LaptopSeen) -> PlainRow:
        silent = silence.is_silent(each)
        if each.last_contact_ms:
            span = silence.now - moment(each.last_contact_ms, silence.now)
            heard = ago(span)
            state = (
                translate("Laptops", "silent")
                if silent
                else translate("Laptops", "in touch")
            )
            waiting = translate("Laptops", "%n change(s)", "", each.waiting_changes)
            handed = translate("Laptops", "%n change(s)", "", each.handed_changes)
        else:
            heard = translate("Laptops", "no bundle yet")
            state = translate("Laptops", "over the network only")
            waiting = handed = translate("Laptops", "not known")
        tone = "err" if silent else ""
        name = bidi(each.name or fill("{number}", number=ltr(each.device)))
        return PlainRow(
            (name, heard, waiting, handed, state),
            ("", tone, "warn" if each.waiting_changes else "", "", tone),
        )
