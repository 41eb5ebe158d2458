"""Today: what is only on this laptop, what to continue, what needs somebody."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from enrolment_app.ui.moments import ago, day_long, moment
from enrolment_app.ui.readings.today import Today, read_today
from enrolment_app.ui.screens import Parts, Screen
from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.widgets.banner import Banner
from enrolment_app.ui.widgets.buttons import Button, KeyCap, Picture
from enrolment_app.ui.widgets.housing import HouseholdRow
from enrolment_app.ui.widgets.layouts import box, clear, column, row
from enrolment_app.ui.widgets.scrolling import scrolling
from enrolment_app.ui.widgets.search import search_field
from enrolment_app.ui.widgets.topbar import TopBar
from enrolment_app.ui.words import head_of

if TYPE_CHECKING:
    from datetime import timedelta

AMBER_HOURS, RED_HOURS = 24, 72
MORNING, EVENING = 12, 17
ASIDE_PIXELS = 300


class Home(Screen):
    """The first screen after unlocking."""

    keys = ("new", "search", "sync", "lock", "keys")

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        look = parts.look
        self._today: Today | None = None
        self.search = search_field(look, "home.search")
        self.search.returnPressed.connect(self._search)
        bar = TopBar(look, parts.do, self.search, KeyCap("search"), titled=False)
        self._hello = lab("", "display", weight=700, reading=True)
        self._date = lab("", "body", "text2")
        self._new = Button(look, "home.new", icon="plus")
        self._new.clicked.connect(lambda: parts.do("new"))
        self._sync = Button(look, "home.sync", icon="refresh-cw")
        self._sync.clicked.connect(lambda: parts.do("sync"))
        self.banner = Banner(look, self._sync)
        self.continuing = _Continuing(parts)
        self._list = _List(parts)
        self._needs = _Needs(parts)
        self._needs.setFixedWidth(look.px(ASIDE_PIXELS))
        look.changed.connect(lambda: self._needs.setFixedWidth(look.px(ASIDE_PIXELS)))
        greeting = column(self._hello, self._date, gap=2)
        left = column(self.continuing, self._list, None, gap=14)
        body = QWidget()
        body.setObjectName("scrollbody")
        body.setLayout(
            column(
                row(greeting, None, self._new, KeyCap("new"), gap=10),
                self.banner,
                row((left, 1), column(self._needs, None), gap=14),
                None,
                gap=12,
                margins=(20, 14, 20, 14),
            )
        )
        self.setLayout(column(bar, (scrolling(body), 1), gap=0))
        self.banner.hide()
        self.retranslate()

    def opened(self, **_told: Any) -> None:
        """Read today again."""
        self.parts.background.run(read_today, self.parts.work, done=self._read)

    def retranslate(self) -> None:
        """Say every text again."""
        hint = translate("Home", "Search name, CNIC, phone or household number")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self._new.say(translate("Home", "New household"))
        self._sync.say(translate("Home", "Sync now"))
        self._say()

    def _read(self, today: Today) -> None:
        first = self._today is None
        self._today = today
        self._say()
        if first or not self.isAncestorOf(self.focusWidget() or self):
            self.continuing.focus_here() or self._new.setFocus()

    def _say(self) -> None:
        today = self._today
        if today is None:
            return
        name = self.parts.work.person.name
        hour = today.now.hour
        if hour < MORNING:
            greeting = translate("Home", "Good morning, {name}")
        elif hour < EVENING:
            greeting = translate("Home", "Good afternoon, {name}")
        else:
            greeting = translate("Home", "Good evening, {name}")
        self._hello.setText(fill(greeting, name=name))
        self._date.setText(day_long(today.now, self.parts.look.language))
        self._say_banner(today)
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


class _Continuing(QWidget):
    """The household that was left open, and the one primary button."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._household = ""
        look = parts.look
        self._kicker = lab("", "small", "accent_text", weight=700)
        self._title = lab("", "title", weight=600, reading=True)
        self._below = lab("", "small", "text2")
        self.button = Button(look, "home.continue", role="primary", icon="arrow-right")
        self.button.clicked.connect(self._go)
        words = column(self._kicker, self._title, self._below, gap=3)
        card = box(
            row(
                words,
                None,
                column(self.button, row(None, KeyCap(text="Enter"), None)),
                margins=(18, 14, 18, 14),
            ),
            "card",
        )
        self.setLayout(column(card))
        self.hide()

    def show_today(self, today: Today) -> None:
        """Show the newest open visit, or nothing."""
        listed = today.first_open
        self.setVisible(listed is not None)
        if listed is None:
            return
        self._household = listed.household
        self._kicker.setText(translate("Home", "Continue"))
        self._title.setText(
            fill(
                translate("Home", "Household {number} · {head}"),
                number=listed.number,
                head=head_of(listed.head),
            )
        )
        paused = ago(today.now - moment(listed.changed_ms, today.now))
        others = today.open_visits - 1
        text = fill(translate("Home", "Last answer {ago}"), ago=paused)
        if others:
            more = translate("Home", "and %n other(s) in progress", "", others)
            text = f"{text} · {more}"
        self._below.setText(text)
        self.button.say(translate("Home", "Continue"))

    def focus_here(self) -> bool:
        """Take the keyboard if there is something to continue."""
        if self.isVisible():
            self.button.setFocus()
        return self.isVisible()

    def _go(self) -> None:
        self._parts.go("household", household=self._household)


class _List(QWidget):
    """The households that were worked on last."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._title = lab("", "question", weight=600)
        self._count = lab("", "small", "text2")
        self._all = Button(parts.look, "home.all", role="ghost")
        self._all.clicked.connect(lambda: parts.go("households"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._empty = lab("", "body", "text2", wrap=True)
        head = row(
            self._title, self._count, None, self._all, gap=10, margins=(16, 8, 16, 6)
        )
        empty = row((self._empty, 1), margins=(16, 0, 16, 16))
        self._holder = box(column(head, self._rows, empty, gap=0), "card")
        self.setLayout(column(self._holder))

    def show_today(self, today: Today) -> None:
        """Show the rows again."""
        clear(self._rows)
        for listed in today.recent:
            one = HouseholdRow(self._parts.look, listed, today.now)
            one.wanted.connect(self._go)
            self._rows.addWidget(one)
        self._title.setText(translate("Home", "Worked on last"))
        self._count.setText(
            translate("Home", "%n household(s) on this laptop", "", today.households)
        )
        self._all.say(translate("Home", "All households"))
        self._empty.setVisible(not today.recent)
        self._empty.setText(
            translate(
                "Home",
                "Start the first household with Ctrl+N, or sync to receive those "
                "that were given to you.",
            )
        )

    def _go(self, household: str) -> None:
        self._parts.go("household", household=household)


class _Needs(QWidget):
    """What waits for the person, each line a button to where it is dealt with."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._title = lab("", "question", weight=600)
        self._calm = lab("", "small", "text2", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        card = box(
            column(
                self._title, self._calm, self._lines, gap=8, margins=(16, 12, 16, 14)
            ),
            "card",
        )
        self.setLayout(column(card))

    def show_today(self, today: Today) -> None:
        """Show the lines again."""
        clear(self._lines)
        self._title.setText(translate("Home", "Needs you"))
        self._calm.setText(translate("Home", "Nothing waits for you."))
        needs = (
            (
                today.returned,
                "message-square",
                "err",
                translate("Home", "%n household(s) returned", "", today.returned),
                ("households", {"filter": "returned"}),
            ),
            (
                today.contested,
                "git-merge",
                "err",
                translate("Home", "%n household(s) in conflict", "", today.contested),
                ("conflicts", {}),
            ),
            (
                today.open_visits,
                "pencil",
                "accent_text",
                translate("Home", "%n household(s) in progress", "", today.open_visits),
                ("households", {"filter": "open"}),
            ),
        )
        shown = [need for need in needs if need[0]]
        self._calm.setVisible(not shown)
        for _, icon, tone, text, (code, told) in shown:
            button = Button(self._parts.look, f"needs.{code}.{icon}", role="ghost")
            button.say(text)
            button.clicked.connect(
                lambda _=False, code=code, told=told: self._parts.go(code, **told)
            )
            picture = Picture(self._parts.look, icon, 18, tone)
            self._lines.addLayout(row(picture, button, None, gap=6))
