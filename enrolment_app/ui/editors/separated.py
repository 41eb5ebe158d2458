"""Numbers with a comma after each thousand, stored without."""

from typing import ClassVar

from enrolment_app.ui.editors.line import TidyLine
from enrolment_app.ui.editors.number import IntegerEditor
from enrolment_app.ui.editors.typed import plain_decimal, plain_integer
from sync.values import Atom

SEPARATORS = str.maketrans("", "", ",\u066c\u060c")


def separated(text: str, *, whole: bool) -> str:
    """Write a number with commas; its point can only be "." or the Arabic one."""
    without = text.translate(SEPARATORS)
    plain = plain_integer(without) if whole else plain_decimal(without)
    number, point, part = plain.partition(".")
    sign = "-" if number.startswith("-") else ""
    digits = number.removeprefix("-")
    first = len(digits) % 3 or 3
    groups = [
        digits[:first],
        *(digits[at : at + 3] for at in range(first, len(digits), 3)),
    ]
    return sign + ",".join(filter(None, groups)) + point + part


class _WholeLine(TidyLine):
    def tidy(self, text: str) -> str:
        return separated(text, whole=True)


class _DecimalLine(TidyLine):
    def tidy(self, text: str) -> str:
        return separated(text, whole=False)


class SeparatedEditor(IntegerEditor):
    """A whole number with its thousands apart."""

    line: ClassVar[type[TidyLine]] = _WholeLine

    def read(self) -> Atom | None:
        """Give the number without its commas."""
        return self._line.text().translate(SEPARATORS) or None


class SeparatedDecimalEditor(SeparatedEditor):
    """A decimal number with its thousands apart."""

    line = _DecimalLine
