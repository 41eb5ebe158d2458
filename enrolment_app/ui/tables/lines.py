"""The lines of a household that is being reviewed, for a list view."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from enrolment_app.ui.attached_words import attached_words
from enrolment_app.ui.editors.words import special_words
from enrolment_app.ui.readings.reviewing import (
    DOUBT,
    GONE,
    QUESTION,
    SECTION,
    UNASKED,
    WHOLE,
    Line,
)
from enrolment_app.ui.text import bidi, fill, ltr, translate
from enrolment_app.ui.words import row_status_word
from sync.attachments import is_reference
from sync.values import Special

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
DRAFT_ROLE = Qt.ItemDataRole.UserRole + 1


class Lines(QAbstractListModel):
    """Lines, and what the reviewer has begun to write about each."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()
        self._drafts: Mapping[str, str] = {}

    def show_lines(self, lines: Sequence[Line], drafts: Mapping[str, str]) -> None:
        """Show another household."""
        self.beginResetModel()
        self._lines, self._drafts = lines, drafts
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Return the line of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, address: str) -> int:
        """Return the row of what can be commented on at an address, -1 without."""
        for row, line in enumerate(self._lines):
            if line.commentable and line.address == address:
                return row
        return -1

    def rows_wrong(self) -> list[int]:
        """Return the rows that something is wrong with, or that somebody asks about."""
        return [row for row, line in enumerate(self._lines) if is_marked(line)]

    def say_draft(self, row: int) -> None:
        """Let the view read a row again after its comment changed."""
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line, its draft, or its words for readers."""
        line = self.line(index.row())
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role == DRAFT_ROLE:
            return self._drafts.get(line.address, "") if line.commentable else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(line)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        line = self.line(index.row())
        if line is not None and line.kind == SECTION:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def is_marked(line: Line) -> bool:
    """Tell whether something is wrong with a line or somebody asks about it."""
    asked = any(not each.answered for each in line.remarked)
    if line.kind == DOUBT and not line.answer:
        return True
    return line.wrong is not None or line.contested or asked


def label_of(line: Line) -> str:
    """Return what a line is about."""
    if line.kind == WHOLE:
        return translate("Reading", "The household as a whole")
    return line.label


def answer_of(line: Line) -> str:
    """Return an answer in words; nothing for what is no question."""
    if line.kind == GONE:
        return row_status_word(line.answer)
    if line.kind == DOUBT:
        said = translate("Reading", "It is right: {reason}")
        return fill(said, reason=line.answer) if line.answer else ""
    if line.kind == UNASKED:
        return translate("Reading", "not asked")
    if line.kind != QUESTION:
        return ""
    if line.special:
        return special_words(Special(line.special))
    if not line.answer:
        return translate("Reading", "not answered")
    if is_reference(line.answer):
        return attached_words(line.answer, line.size_bytes)
    return ltr(line.answer) if line.answer[:1].isdigit() else bidi(line.answer)


def spoken(line: Line) -> str:
    """Return a line as it is read out."""
    said = (line.number, label_of(line), answer_of(line))
    return ", ".join(each for each in said if each)
