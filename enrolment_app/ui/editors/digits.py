"""Numbers that are names: identity cards and telephones, in groups of digits."""

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from enrolment_app.household.folding import digits as ascii_digits
from enrolment_app.ui.editors.editor import Editor
from enrolment_app.ui.editors.line import GroupedLine, Line
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.editors.words import special_words
from enrolment_app.ui.theme import Look
from sync.values import Atom

COUNTRY_CODE = "92"
WIDTH_PX = 220


class _PhoneLine(GroupedLine):
    def only_digits(self, text: str) -> str:
        digits = ascii_digits(text)
        national = digits.removeprefix("00")
        # One digit more than a number has: it can only begin with the country code.
        long = len(national) > sum(self.groups)
        if national.startswith(COUNTRY_CODE) and (
            long or national != digits or text.lstrip().startswith("+")
        ):
            digits = "0" + national.removeprefix(COUNTRY_CODE)
        return super().only_digits(digits)


class DigitsEditor(Editor):
    """Digits in groups; what is stored are the digits alone.

    Pasting takes them out of whatever is around them ("CNIC 17301 4528906 7").
    """

    groups: ClassVar[tuple[int, ...]] = ()
    line: ClassVar[type[GroupedLine]] = GroupedLine

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._line = self.line(self.groups, self)
        self._line.width_px = WIDTH_PX
        self._line.textEdited.connect(self.touched)
        self._line.left.connect(self.left)
        self.setFocusProxy(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._line)
        self.refit()

    def lines(self) -> tuple[Line, ...]:
        """Give the one field."""
        return (self._line,)

    def read(self) -> Atom | None:
        """Give the digits without dashes."""
        return self._line.digits() or None

    def fill(self, value: str) -> None:
        """Show the digits in groups."""
        self._line.put(value)

    def dress(self, shown: Shown) -> None:
        """Show a special answer, or holes where the digits go."""
        self._line.setReadOnly(shown.readonly)
        holes = "-".join("_" * size for size in self.groups)
        self._line.setPlaceholderText(special_words(shown.special) or holes)


class CnicEditor(DigitsEditor):
    """The number of a Pakistani identity card (CNIC) or B-form: 13 digits."""

    groups = (5, 7, 1)


class PhoneEditor(DigitsEditor):
    """A telephone number as dialled within Pakistan; +92 becomes the leading 0."""

    groups = (4, 7)
    line = _PhoneLine
