"""The households of a query, read from the store a page at a time."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from enrolment_app.ui.moments import when_short
from enrolment_app.ui.text import QT_TRANSLATE_NOOP, bidi, ltr, translate
from enrolment_app.ui.words import custody_word, head_in, status_chip, village_in

if TYPE_CHECKING:
    from enrolment_app.store.rows import Listed, Page, Query
    from enrolment_app.ui.languages import Language

PAGE_ROWS = 100
PAGES_KEPT = 50
Index = QModelIndex | QPersistentModelIndex
COLUMNS = (
    QT_TRANSLATE_NOOP("Households", "No."),
    QT_TRANSLATE_NOOP("Households", "Head of household"),
    QT_TRANSLATE_NOOP("Households", "Village"),
    QT_TRANSLATE_NOOP("Households", "People"),
    QT_TRANSLATE_NOOP("Households", "Status"),
    QT_TRANSLATE_NOOP("Households", "Where it is"),
    QT_TRANSLATE_NOOP("Households", "Changed"),
)
WITH_PEOPLE = (*COLUMNS, QT_TRANSLATE_NOOP("Households", "Enumerator"))
NUMBER, HEAD, VILLAGE, PEOPLE, STATUS, CUSTODY, CHANGED, WHO = range(len(WITH_PEOPLE))
LISTED_ROLE = Qt.ItemDataRole.UserRole
Read = Callable[["Query", Callable[["Page"], object]], object]


class HouseholdTable(QAbstractTableModel):
    """All rows of a query by number; only pages that were looked at are held.

    `read(query, done)` fetches one page in the worker. The scroll bar is honest:
    the count of all rows is known from the first page on.
    """

    filled = Signal(int)  # how many there are in all

    def __init__(
        self,
        read: "Read",
        clock: Callable[[], datetime],
        language: "Language",
        columns: Sequence[str] = COLUMNS,
    ) -> None:
        super().__init__()
        self._read = read
        self._columns = columns
        self._clock = clock
        self.language = language
        self._query: Query | None = None
        self._total = 0
        self._asked = 0
        self._pages: OrderedDict[int, Sequence[Listed]] = OrderedDict()
        self._awaited: set[int] = set()

    def show_query(self, query: "Query") -> None:
        """Show another list; rows change when its first page has come."""
        self._query = query
        self._asked += 1
        self._awaited = {0}
        asked = self._asked

        def arrived(page: "Page") -> None:
            if asked == self._asked:
                self._reset(page)

        self._read(replace(query, offset=0, limit=PAGE_ROWS), arrived)

    def listed(self, row: int) -> "Listed | None":
        """Return a row, or None while its page is on the way."""
        page, at = divmod(row, PAGE_ROWS)
        rows = self._pages.get(page)
        if rows is None:
            self._want(page)
            return None
        self._pages.move_to_end(page)
        return rows[at] if at < len(rows) else None

    def row_of(self, household: str) -> int:
        """Return the row of a household among the pages held, -1 without."""
        for page, rows in self._pages.items():
            for at, row in enumerate(rows):
                if row.household == household:
                    return page * PAGE_ROWS + at
        return -1

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many households the query finds."""
        return 0 if parent is not None and parent.isValid() else self._total

    def columnCount(self, _parent: Index | None = None) -> int:
        """Return the number of columns."""
        return len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, reads out, or the whole row."""
        listed = self.listed(index.row())
        if role == LISTED_ROLE:
            return listed
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(listed, index.column()) if listed else ""
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's name, on the side where its cells begin."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return translate("Households", self._columns[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            # A style sheet's header is aligned in absolute terms.
            rtl = self.language.rtl
            flags = Qt.AlignmentFlag
            side = flags.AlignRight if rtl else flags.AlignLeft
            return side | flags.AlignAbsolute | flags.AlignVCenter
        return None

    def say_again(self, language: "Language") -> None:
        """Let the view read every text in another language."""
        self.language = language
        self.headerDataChanged.emit(
            Qt.Orientation.Horizontal, 0, self.columnCount() - 1
        )
        if self._total:
            last = self.index(self._total - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _text(self, listed: "Listed", column: int) -> str:
        if column == STATUS:
            return status_chip(listed)[0]
        if column == CUSTODY:
            return custody_word(listed.custody)
        if column == CHANGED:
            return when_short(listed.changed_ms, self._clock(), self.language)
        if column == NUMBER:
            return ltr(listed.number)
        if column == PEOPLE:
            return ltr(listed.people)
        if column == WHO:
            return bidi(listed.enumerator)
        if column == HEAD:
            return bidi(head_in(listed)) if listed.head else ""
        return bidi(village_in(listed))

    def _reset(self, page: "Page") -> None:
        self.beginResetModel()
        self._pages.clear()
        self._pages[0] = page.rows
        self._total = page.total
        self._awaited.clear()
        self.endResetModel()
        self.filled.emit(page.total)

    def _want(self, page: int) -> None:
        if page in self._awaited or self._query is None:
            return
        self._awaited.add(page)
        asked = self._asked

        def arrived(came: "Page") -> None:
            if asked == self._asked:
                self._fill(page, came)

        offset = page * PAGE_ROWS
        self._read(replace(self._query, offset=offset, limit=PAGE_ROWS), arrived)

    def _fill(self, page: int, came: "Page") -> None:
        self._awaited.discard(page)
        self._pages[page] = came.rows
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        first = self.index(page * PAGE_ROWS, 0)
        end = min((page + 1) * PAGE_ROWS, self._total) - 1
        self.dataChanged.emit(first, self.index(end, self.columnCount() - 1))
