"""All households of this laptop: search as you type, filters, one list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from enrolment_app.actions.list_households import list_households
from enrolment_app.store.rows import Custody, Page, Query
from enrolment_app.ui.screens import Parts, Screen
from enrolment_app.ui.screens.households_none import Nothing
from enrolment_app.ui.tables.delegate import HouseholdRows
from enrolment_app.ui.tables.households import COLUMNS, LISTED_ROLE, HouseholdTable
from enrolment_app.ui.text import QT_TRANSLATE_NOOP, fill, lab, translate
from enrolment_app.ui.widgets.buttons import Button, KeyCap
from enrolment_app.ui.widgets.layouts import box, column, line, row
from enrolment_app.ui.widgets.search import SearchField
from enrolment_app.ui.widgets.topbar import TopBar

if TYPE_CHECKING:
    from enrolment_app.store.rows import Listed

PAUSE_MS = 80
ROW_PIXELS = 40
SECTION_PIXELS = 48
FOLDED_ABOVE = 1.2  # larger text leaves no room for everything in one line
WIDTHS = (148, 232, 180, 70, 136, 180, 110)
# Code, words with a place for the count, and what it asks the store.
Filter = tuple[str, str, dict[str, Any]]
FILTERS: tuple[Filter, ...] = (
    ("all", QT_TRANSLATE_NOOP("Households", "All {count}"), {}),
    ("open", QT_TRANSLATE_NOOP("Households", "In progress {count}"), {"open": True}),
    (
        "here",
        QT_TRANSLATE_NOOP("Households", "Only on this laptop {count}"),
        {"custody": Custody.ONLY_HERE},
    ),
    (
        "returned",
        QT_TRANSLATE_NOOP("Households", "Returned {count}"),
        {"statuses": ("returned",)},
    ),
    (
        "contested",
        QT_TRANSLATE_NOOP("Households", "Conflicts {count}"),
        {"contested": True},
    ),
)


class Households(Screen):
    """The list; Enter opens, typing searches."""

    keys: Sequence[str] = ("search", "new", "sync", "lock", "keys")
    filters = FILTERS
    columns: Sequence[str] = COLUMNS
    widths: Sequence[int] = WIDTHS

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        look = parts.look
        self._filter = "all"
        self._counts: dict[str, int] = {}
        self._selected = ""
        self.search = SearchField(look, "households.search", 320)
        self.table = QTableView()
        self.model = HouseholdTable(
            self._read, parts.work.clock, look.language, self.columns
        )
        self._rows = HouseholdRows(look)
        self._new = Button(look, "households.new", role="primary", icon="plus")
        self._new.clicked.connect(lambda: parts.do("new"))
        self._bar = TopBar(
            look, parts.do, self.search, KeyCap("search"), self._new, titled=True
        )
        self._chips = {
            code: Button(look, f"filter.{code}") for code, _, _ in self.filters
        }
        for code, chip in self._chips.items():
            chip.wear(role="chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, code=code: self.filter(code))
        self._order = lab("", "small", "text2")
        self._nothing = Nothing(parts)
        self._pause = QTimer(self)
        self._lay_out()
        self._dress_table()
        self._listen()
        self._size()
        self.retranslate()

    def _listen(self) -> None:
        look = self.parts.look
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.installEventFilter(self)
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(self._open)
        self.model.filled.connect(self._filled)
        look.changed.connect(self._size)

    def opened(self, **told: Any) -> None:
        """Read the list again; `search=True` puts the keyboard in the field."""
        if "filter" in told:
            self._filter = str(told["filter"])
        if "text" in told:
            self.search.setText(str(told["text"]))
            self._pause.stop()
        if told.get("search"):
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        else:
            self.table.setFocus()
        self._ask()

    def remembered(self) -> Mapping[str, Any]:
        """Come back to the filter; the words looked for are a household's."""
        return {"filter": self._filter}

    def filter(self, code: str) -> None:
        """Show only the households of one of `FILTERS`."""
        self._filter = code
        self._ask()

    def retranslate(self) -> None:
        """Say every text again."""
        self._new.say(translate("Households", "New household"))
        hint = translate("Households", "Name, CNIC, phone, village or number")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self.table.setAccessibleName(translate("Households", "Households"))
        self._order.setText(translate("Households", "Newest first"))
        self.model.say_again(self.parts.look.language)
        self._say_counts()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down leave the search field and Enter open a row."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self.search and (event.key() == Qt.Key.Key_Down or enter):
                self.table.setFocus()
                if self.model.rowCount():
                    self._select(max(0, self.table.currentIndex().row()))
                return True
            if watched is self.table and enter:
                self._open(self.table.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _query(self) -> Query:
        asked: dict[str, Any] = next(
            asked for code, _, asked in self.filters if code == self._filter
        )
        return replace(self.narrowed(), **asked)

    def narrowed(self) -> Query:
        """Give what every filter counts among."""
        return Query(text=self.search.text().strip())

    def _ask(self) -> None:
        listed: Listed | None = self.table.currentIndex().data(LISTED_ROLE)
        self._selected = listed.household if listed else self._selected
        self.model.show_query(self._query())
        self.parts.background.run(
            _count, self.parts.work, self.narrowed(), self.filters, done=self._counted
        )

    def _read(self, query: Query, done: Any) -> None:
        self.parts.background.run(list_households, self.parts.work, query, done=done)

    def _counted(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._say_counts()

    def _say_counts(self) -> None:
        for code, words, _ in self.filters:
            chip = self._chips[code]
            count = self._counts.get(code, 0)
            chip.say(fill(translate("Households", words), count=f"{count:,}"))
            chip.setChecked(code == self._filter)
        total = self._counts.get("all", 0)
        self._bar.say(
            translate("Households", "Households"),
            translate("Households", "%n household(s) found", "", total)
            if self.search.text().strip()
            else translate("Households", "%n household(s) on this laptop", "", total),
        )
        self._nothing.say(self.search.text().strip())

    def _filled(self, total: int) -> None:
        self.table.setVisible(total > 0)
        self._nothing.setVisible(total == 0)
        if total:
            at = self.model.row_of(self._selected)
            self._select(max(0, at))

    def _select(self, row_number: int) -> None:
        # selectRow() selects nothing in right-to-left views.
        self.table.selectionModel().setCurrentIndex(
            self.model.index(row_number, 0),
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )

    def _open(self, index: QModelIndex) -> None:
        listed: Listed | None = index.data(LISTED_ROLE) if index.isValid() else None
        if listed is not None:
            self.parts.go("household", household=listed.household)

    def _lay_out(self) -> None:
        self._narrowing = row(
            row(*self._chips.values(), None),
            row(None, *self.beside_filters(), self._order),
            margins=(16, 10, 16, 10),
        )
        pieces = (self._narrowing, line(), (self.table, 1), (self._nothing, 1))
        inside = column(*pieces, gap=0)
        card = box(inside, "card")
        body = column(card, margins=(20, 14, 20, 14))
        self.setLayout(column(self._bar, (body, 1), gap=0))

    def beside_filters(self) -> Sequence[QWidget]:
        """Give what else narrows the list."""
        return ()

    def _dress_table(self) -> None:
        table = self.table
        table.setObjectName("households.table")
        table.setModel(self.model)
        table.setItemDelegate(self._rows)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setMinimumSectionSize(SECTION_PIXELS)
        table.horizontalHeader().setStretchLastSection(True)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _size(self) -> None:
        look = self.parts.look
        ways = QBoxLayout.Direction
        folded = look.scale > FOLDED_ABOVE and bool(self.beside_filters())
        way = ways.TopToBottom if folded else ways.LeftToRight
        self._narrowing.setDirection(way)
        self.table.verticalHeader().setDefaultSectionSize(look.px(ROW_PIXELS))
        for at, width in enumerate(self.widths):
            self.table.setColumnWidth(at, look.px(width))


def _count(work: Any, among: Query, filters: Sequence[Filter]) -> dict[str, int]:
    """Count what each filter would show; runs in the worker."""
    counts = {}
    for code, _, asked in filters:
        page: Page = list_households(work, replace(among, limit=0, **asked))
        counts[code] = page.total
    return counts
