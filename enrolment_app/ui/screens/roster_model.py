"""What the table of a roster says, cell by cell, also to a screen reader."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from enrolment_app.ui.screens.roster_people import Column, Person
from enrolment_app.ui.text import fill, ltr, translate

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class PeopleModel(QAbstractTableModel):
    """Number, the columns, status; the last column is how far the person is."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: Sequence[Column] = ()
        self.people: Sequence[Person] = ()

    def show_people(self, columns: Sequence[Column], people: Sequence[Person]) -> None:
        """Show these people; a change of a few cells keeps the selection."""
        same_rows = [p.row for p in people] == [p.row for p in self.people]
        if same_rows and columns == self.columns:
            self.people = people
            if people:
                last = self.index(len(people) - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.columns, self.people = columns, people
        self.endResetModel()

    def retranslate(self) -> None:
        """Say the headings again."""
        last = self.columnCount() - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give how many people there are, the gone included."""
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Give the number, the columns and the status."""
        return 0 if parent.isValid() else len(self.columns) + 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the words of a cell; a screen reader is told the status in words."""
        person = self.people[index.row()]
        place = index.column() - 1
        if role == Qt.ItemDataRole.DisplayRole:
            if place < 0:
                return "" if person.gone else str(index.row() + 1)
            if place < len(self.columns):
                return person.cells[place]
            return _status(person)
        if role == Qt.ItemDataRole.AccessibleTextRole and place >= len(self.columns):
            return _status_told(person)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give the headings."""
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole and across:
            if section == 0:
                return translate("Roster", "#", "heading of the number of a person")
            if section <= len(self.columns):
                return heading(self.columns[section - 1])
            return translate("Roster", "Status")
        if role == Qt.ItemDataRole.AccessibleTextRole and not across:
            # The rows' own heads are hidden; a screen reader begins a row with them.
            return next(iter(self.people[section].cells), "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None


def heading(column: Column) -> str:
    """Give the heading of a column; the form's own name where no role says more."""
    match column.role:
        case "person-name":
            return translate("Roster", "Name")
        case "relation":
            return translate("Roster", "Relation")
        case "sex":
            return translate("Roster", "Sex")
        case "age":
            return translate("Roster", "Age")
        case _:
            return column.name.replace("_", " ")


def glyph(person: Person) -> tuple[str, str]:
    """Give icon and tone for how far a person is."""
    if person.problems:
        return "circle-alert", "err"
    if person.total and person.answered == person.total:
        return "circle-check", "ok"
    return ("circle-dot", "accent") if person.answered else ("circle", "text3")


def gone_words(status: str) -> str:
    """Give why a person is no longer here, "" for who is."""
    match status:
        case "left":
            return translate("Roster", "Left")
        case "died":
            return translate("Roster", "Died")
        case "entered-in-error":
            return translate("Roster", "In error")
        case _:
            return ""


def _status(person: Person) -> str:
    return gone_words(person.gone) or ltr(f"{person.answered} / {person.total}")


def _status_told(person: Person) -> str:
    if person.gone:
        return gone_words(person.gone)
    words = translate("Roster", "{answered} of {total} answered")
    return fill(words, answered=person.answered, total=person.total)
