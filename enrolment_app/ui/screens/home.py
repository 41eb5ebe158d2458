"""Today: what is only on this laptop, what to continue, what needs somebody."""

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from enrolment_app.ui.moments import ago, day_long, greeting, moment
from enrolment_app.ui.readings.today import Today, read_today
from enrolment_app.ui.screens import Parts, Screen
from enrolment_app.ui.screens.home_cards import Continuing, List, Needs
from enrolment_app.ui.screens.home_office import Office
from enrolment_app.ui.screens.home_returned import SentBack
from enrolment_app.ui.screens.home_update import NewVersion
from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.widgets.banner import Banner
from enrolment_app.ui.widgets.buttons import Button, KeyCap
from enrolment_app.ui.widgets.layouts import column, row
from enrolment_app.ui.widgets.scrolling import scrolling
from enrolment_app.ui.widgets.search import SearchField
from enrolment_app.ui.widgets.topbar import TopBar

if TYPE_CHECKING:
    from datetime import timedelta

AMBER_HOURS, RED_HOURS = 24, 72
BESIDE_FROM_PIXELS = 980


class Home(Screen):
    """The first screen after unlocking."""

    keys = ("new", "search", "sync", "lock", "keys")

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        look = parts.look
        self._today: Today | None = None
        self._arriving = True  # the keyboard goes to what comes first
        self.search = SearchField(look, "home.search")
        self.search.returnPressed.connect(self._search)
        bar = TopBar(look, parts.do, self.search, KeyCap("search"), titled=False)
        self._hello = lab("", "display", weight=700, reading=True)
        self._date = lab("", "body", "text2")
        self._new = Button(look, "home.new", icon="plus")
        self._new.clicked.connect(lambda: parts.do("new"))
        self._sync = Button(look, "home.sync", icon="refresh-cw")
        self._sync.clicked.connect(lambda: parts.do("sync"))
        self.banner = Banner(look, self._sync)
        self.continuing = Continuing(parts)
        self.office, self.newer = Office(parts), NewVersion(parts)
        self.sent_back = SentBack(parts)
        self._list = List(parts)
        self._needs = Needs(parts)
        hello = column(self._hello, self._date, gap=2)
        work = (self.office, self.sent_back, self.continuing, self._list)
        left = column(*work, None, gap=14)
        self._beside = row((left, 1), column(self._needs, None), gap=14)
        body = QWidget()
        body.setObjectName("scrollbody")
        body.setLayout(
            column(
                row(hello, None, self._new, KeyCap("new"), gap=10),
                self.banner,
                self.newer,
                self._beside,
                None,
                gap=12,
                margins=(20, 14, 20, 14),
            )
        )
        self.setLayout(column(bar, (scrolling(body), 1), gap=0))
        look.changed.connect(self._fold)
        self.banner.hide()
        self.retranslate()

    def opened(self, **_told: Any) -> None:
        """Read today again."""
        self._arriving = True
        self.parts.background.run(read_today, self.parts.work, done=self._read)

    def retranslate(self) -> None:
        """Say every text again."""
        hint = translate("Home", "Search name, CNIC, phone or household number")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self._new.say(translate("Home", "New household"))
        self._sync.say(translate("Home", "Sync now"))
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what stands beside the list where there is no room for it."""
        self._fold()
        super().resizeEvent(event)

    def _fold(self) -> None:
        folded = self.width() < self.parts.look.px(BESIDE_FROM_PIXELS)
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if folded else ways.LeftToRight
        if self._beside.direction() != way:
            self._beside.setDirection(way)
        self._needs.fold(folded=folded)

    def _read(self, today: Today) -> None:
        arriving, self._arriving = self._arriving, False
        self._today = today
        self._say()
        if arriving or not self.isAncestorOf(self.focusWidget() or self):
            taken = self.continuing.focus_here() or self.sent_back.focus_here()
            taken or self._new.setFocus()

    def _say(self) -> None:
        today = self._today
        if today is None:
            return
        name = self.parts.work.person.name
        self._hello.setText(greeting(name, today.now))
        self._date.setText(day_long(today.now, self.parts.look.language))
        self._say_banner(today)
        self.newer.show_today(today)
        self.office.show_today(today)
        self.sent_back.show_today(today)
        self.continuing.show_today(today)
        self._list.show_today(today)
        self._needs.show_today(today)

    def _say_banner(self, today: Today) -> None:
        count = today.only_here
        self.banner.show()
        self._sync.setVisible(count > 0)
        if count == 0:
            self.banner.say(
                "ok",
                translate("Home", "Nothing is only on this laptop")
                if today.households
                else translate("Home", "There are no households on this laptop yet"),
            )
            return
        first = translate(
            "Home", "%n household(s) exist only on this laptop", "", count
        )
        span = self._since_sync(today)
        if span is None:
            second = translate(
                "Home",
                "This laptop has not synced yet. If it is lost or broken, this work "
                "is lost.",
            )
            self.banner.say("warn", first, second)
            return
        second = fill(
            translate(
                "Home",
                "Last sync: {ago}. If this laptop is lost or broken, this work is "
                "lost.",
            ),
            ago=ago(span),
        )
        hours = span.total_seconds() / 3600
        kind = "err" if hours > RED_HOURS else "warn"
        if hours <= AMBER_HOURS:
            second = fill(translate("Home", "Last sync: {ago}."), ago=ago(span))
        self.banner.say(kind, first, second)

    def _since_sync(self, today: Today) -> "timedelta | None":
        if not today.last_sync_ms:
            return None
        return today.now - moment(today.last_sync_ms, today.now)

    def _search(self) -> None:
        text = self.search.text().strip()
        self.search.clear()
        self.parts.go("households", text=text)
