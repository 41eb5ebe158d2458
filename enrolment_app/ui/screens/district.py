"""Today for a supervisor: what awaits her, and how far each enumerator is."""

from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from enrolment_app.store.rows import Coverage
from enrolment_app.ui.moments import ago, day_long, greeting, moment, when_short
from enrolment_app.ui.readings.district import DistrictToday, read_district
from enrolment_app.ui.screens import Parts, Screen
from enrolment_app.ui.screens.district_tiles import Tile
from enrolment_app.ui.tables.plain import PlainRow, PlainTable
from enrolment_app.ui.text import bidi, fill, lab, ltr, translate
from enrolment_app.ui.widgets.buttons import KeyCap
from enrolment_app.ui.widgets.layouts import box, column, line, row
from enrolment_app.ui.widgets.scrolling import scrolling
from enrolment_app.ui.widgets.search import SearchField
from enrolment_app.ui.widgets.topbar import TopBar
from enrolment_app.ui.words import head_in

SHARES = (28, 12, 12, 13, 13, 8, 14)
STATUSES = ("unfinished", "submitted", "returned", "approved")


class District(Screen):
    """The first screen after unlocking, on a supervisor's laptop."""

    keys = ("search", "sync", "lock", "keys")

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        look = parts.look
        self._today: DistrictToday | None = None
        self.search = SearchField(look, "district.search")
        self.search.returnPressed.connect(self._search)
        bar = TopBar(look, parts.do, self.search, KeyCap("search"), titled=False)
        self._hello = lab("", "display", weight=700, reading=True)
        self._date = lab("", "body", "text2")
        self.review = Tile(look, "district.review", "accent", role="primary")
        self.contested = Tile(look, "district.conflicts", "err")
        self.silent = Tile(look, "district.laptops", "warn")
        self.here = Tile(look, "district.sync", "warn")
        self.review.button.clicked.connect(self._review)
        self.contested.button.clicked.connect(lambda: parts.go("conflicts"))
        self.silent.button.clicked.connect(lambda: parts.go("laptops"))
        self.here.button.clicked.connect(lambda: parts.go("sync"))
        tiles = (self.review, self.contested, self.silent, self.here)
        self.table = PlainTable(look, "district.coverage", SHARES)
        self.table.opened.connect(self._show_enumerator)
        self._title = lab("", "question", weight=600)
        self._below = lab("", "small", "text2")
        self._card = self._table_card()
        body = QWidget()
        body.setObjectName("scrollbody")
        hello = column(self._hello, self._date, gap=2)
        self.setLayout(column(bar, (scrolling(body), 1), gap=0))
        body.setLayout(
            column(
                hello,
                row(*((tile, 1) for tile in tiles), gap=12),
                self._card,
                None,
                gap=14,
                margins=(20, 14, 20, 14),
            )
        )
        self.retranslate()

    def opened(self, **_told: Any) -> None:
        """Read everything again."""
        self.parts.background.run(read_district, self.parts.work, done=self._read)

    def retranslate(self) -> None:
        """Say every text again."""
        hint = translate("Home", "Search name, CNIC, phone or household number")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self._title.setText(translate("District", "By enumerator"))
        self._below.setText(
            translate("District", "Enter shows one person's households")
        )
        self.table.setAccessibleName(self._title.text())
        self._say()

    def _table_card(self) -> QFrame:
        head = row(self._title, self._below, None, gap=10, margins=(16, 10, 16, 8))
        return box(
            column(head, line(), self.table, gap=0, margins=(1, 1, 1, 10)), "card"
        )

    def _read(self, today: DistrictToday) -> None:
        first = self._today is None
        self._today = today
        self._say()
        if first or not self.isAncestorOf(self.focusWidget() or self):
            tiles = (self.review, self.contested, self.silent, self.here)
            asking = [tile.button for tile in tiles if tile.button.text()]
            (asking[0] if asking else self.search).setFocus()

    def _say(self) -> None:
        today = self._today
        self._card.setVisible(today is not None and bool(today.coverage))
        if today is None:
            return
        name = self.parts.work.person.name
        self._hello.setText(greeting(name, today.now))
        self._date.setText(day_long(today.now, self.parts.look.language))
        self._say_review(today)
        self._say_others(today)
        self._say_coverage(today)

    def _say_review(self, today: DistrictToday) -> None:
        first, below = today.first, ""
        if first is not None:
            waits = ago(today.now - moment(first.changed_ms, today.now))
            below = fill(
                translate("District", "Longest waits: {head}, {ago}"),
                head=head_in(first),
                ago=waits,
            )
        self.review.say(
            ltr(f"{today.to_review:,}"),
            translate("District", "to review"),
            below,
            translate("District", "Review") if today.to_review else "",
        )

    def _say_others(self, today: DistrictToday) -> None:
        self.contested.say(
            ltr(f"{today.contested:,}"),
            translate("District", "in conflict"),
            translate("District", "Changed on two laptops, to be decided")
            if today.contested
            else "",
            translate("District", "Decide") if today.contested else "",
        )
        silence = today.silence
        silent, days = len(silence.silent), silence.days
        self.silent.say(
            ltr(f"{silent} / {len(silence.laptops)}"),
            translate("District", "laptops silent"),
            translate("District", "for more than %n day(s)", "", days),
            translate("District", "Laptops") if silent else "",
        )
        below = translate("District", "Not synced yet")
        if today.last_sync_ms:
            span = today.now - moment(today.last_sync_ms, today.now)
            below = fill(translate("District", "Last sync: {ago}"), ago=ago(span))
        self.here.say(
            ltr(f"{today.only_here:,}"),
            translate("District", "only on this laptop"),
            below,
            translate("District", "Hand over") if today.only_here else "",
        )

    def _say_coverage(self, today: DistrictToday) -> None:
        headings = (
            translate("Households", "Enumerator"),
            translate("Household", "Unfinished"),
            translate("District", "To review"),
            translate("Household", "Returned"),
            translate("Household", "Approved"),
            translate("District", "All"),
            translate("District", "Last change"),
        )
        self.table.show_rows(headings, [self._row(each) for each in today.coverage])
        self.table.setFixedHeight(self.table.high)

    def _row(self, each: Coverage) -> PlainRow:
        assert self._today is not None
        counts = [each.statuses.get(status, 0) for status in STATUSES]
        look = self.parts.look
        when = when_short(each.changed_ms, self._today.now, look.language)
        nobody = translate("District", "nobody yet")
        name = bidi(each.enumerator or nobody)
        cells = (name, *(ltr(n) for n in (*counts, each.total)), when)
        tones = ("", "", "accent_text" if counts[1] else "", "err" if counts[2] else "")
        return PlainRow(cells, tones, each.enumerator)

    def _review(self) -> None:
        today = self._today
        if today is not None and today.first is not None:
            self.parts.go("household", household=today.first.household)

    def _show_enumerator(self, name: str) -> None:
        self.parts.go("households", enumerator=name, filter="all")

    def _search(self) -> None:
        text = self.search.text().strip()
        self.search.clear()
        self.parts.go("households", text=text)
