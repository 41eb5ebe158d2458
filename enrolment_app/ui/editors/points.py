"""Lines and areas: a list of points, typed or taken one after the other."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from enrolment_app.capture.nmea import Fix
from enrolment_app.ui.editors.receiving import Receiving
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.editors.text import PARAGRAPH_HEIGHT_PX, PageEditor
from enrolment_app.ui.editors.typed import MINUSES, POINTS, ascii_digit
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.layouts import column, row
from sync.values import Atom

WIDTH_PX, LEAST_PX = 420, 260
NUMBERS = 4  # latitude, longitude, altitude, accuracy
NONE = "0"
NEEDED = 2  # a point is nothing without its latitude and longitude


class PointsEditor(PageEditor):
    """A line: one point in a row of text; the XForm stores them with ";" between."""

    # An area ends where it began.
    closed: ClassVar[bool] = False

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._page.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._how = lab("", "small", "text2", wrap=True)
        self._receiving = Receiving(look, self)
        self._receiving.taken.connect(self._add)
        self.setLayout(
            column(self._how, row((self._page, 3), None), self._receiving, gap=6)
        )
        self.refit()

    def refit(self) -> None:
        """Take the font of identifiers and room for a few points."""
        self._page.setFont(self.look.font("body", latin=True, tabular=True))
        self._page.setFixedHeight(self.look.px(PARAGRAPH_HEIGHT_PX + 32))
        self._page.setMaximumWidth(self.look.px(WIDTH_PX))
        self._page.setMinimumWidth(self.look.px(LEAST_PX))
        self._receiving.refit()

    def read(self) -> Atom | None:
        """Give the points; what cannot be one stays as it was typed."""
        points = [plain_point(line) for line in self._page.toPlainText().splitlines()]
        points = [point for point in points if point]
        if self.closed and len(points) > 1 and not _same(points[0], points[-1]):
            points.append(points[0])
        return ";".join(points) or None

    def fill(self, value: str) -> None:
        """Show a point in each line, an area's last one left out."""
        points = [point.strip() for point in value.split(";") if point.strip()]
        if self.closed and len(points) > NEEDED and _same(points[0], points[-1]):
            points.pop()
        self.put("\n".join(points))

    def dress(self, shown: Shown) -> None:
        """Say how a point is written."""
        self._how.setText(
            translate(
                "Editors",
                "One point in each line: latitude and longitude, then, where it is "
                "known, altitude and accuracy in metres.",
            )
        )
        super().dress(shown)
        start = translate("Editors", "Add a point from the receiver")
        self._receiving.dress(shown, start)

    def page_left(self) -> None:
        """Settle only where the keyboard did not go to the receiver's buttons."""
        self.left()

    def _add(self, fix: Fix) -> None:
        before = self._page.toPlainText().strip()
        self._page.setPlainText(f"{before}\n{fix.text}".strip())
        self.chosen()


class AreaEditor(PointsEditor):
    """An area: its points once around; the first is added at the end by itself."""

    closed = True


def plain_point(typed: str) -> str:
    """Write a typed point as the XForm stores it, with four numbers where it can be.

    Digits of any script count; blanks or commas with blanks stand between numbers.
    """
    written = "".join(
        ascii_digit(each) or ("-" if each in MINUSES else each) for each in typed
    )
    for point in POINTS[1:]:
        written = written.replace(f"{point} ", " ")
    numbers = written.replace("\u066b", ".").split()
    if NEEDED <= len(numbers) <= NUMBERS:
        numbers += [NONE] * (NUMBERS - len(numbers))
    return " ".join(numbers)


def _same(first: str, last: str) -> bool:
    return first.split()[:NEEDED] == last.split()[:NEEDED]
