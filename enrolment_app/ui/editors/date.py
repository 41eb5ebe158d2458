"""Dates: day, month and year in fields of their own.

QDateEdit reverses its sections right to left, and nobody types a date through it.
"""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from enrolment_app.ui.editors.parts import Part, PartsEditor
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look
from sync.values import Atom

DAY, MONTH, YEAR = "day", "month", "year"
FIRST = "01"


class DateEditor(PartsEditor):
    """A day, as the XForm stores it: 1974-03-12."""

    parts: ClassVar[tuple[Part, ...]] = (
        Part(DAY, 2),
        Part(MONTH, 2, "/"),
        Part(YEAR, 4, "/"),
    )

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._absent = {DAY, MONTH, YEAR} - self._parts.keys()

    def read(self) -> Atom | None:
        """Give the date; one that is not whole is given as it is, to be objected to."""
        typed = {name: line.text() for name, line in self._parts.items()}
        if not any(typed.values()):
            return None
        day, month = (
            FIRST if name in self._absent else typed[name].zfill(2)
            for name in (DAY, MONTH)
        )
        return f"{typed[YEAR].zfill(4)}-{month}-{day}"

    def fill(self, value: str) -> None:
        """Show a date in its parts."""
        year, _, rest = value[:10].partition("-")
        month, _, day = rest.partition("-")
        for name, text in ((DAY, day), (MONTH, month), (YEAR, year)):
            if name not in self._absent:
                # Zeros alone stand for a part that was never typed.
                self.put(name, text if text.strip("0") else "")

    def part_name(self, name: str) -> str:
        """Give the words for a part."""
        return {
            DAY: translate("Editors", "day"),
            MONTH: translate("Editors", "month"),
            YEAR: translate("Editors", "year"),
        }[name]

    def part_holes(self, name: str) -> str:
        """Show DD, MM, YYYY as the language writes them."""
        return {
            DAY: translate("Editors", "DD", "day of a date, where it is typed"),
            MONTH: translate("Editors", "MM", "month of a date, where it is typed"),
            YEAR: translate("Editors", "YYYY", "year of a date, where it is typed"),
        }[name]


class MonthEditor(DateEditor):
    """A month and a year; the XForm stores the first of the month."""

    parts = (Part(MONTH, 2), Part(YEAR, 4, "/"))


class YearEditor(DateEditor):
    """A year; the XForm stores its first day."""

    parts = (Part(YEAR, 4),)
