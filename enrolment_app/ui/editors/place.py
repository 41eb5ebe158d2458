"""A place on the map, taken from a receiver or typed from its display."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enrolment_app.capture.nmea import Fix
from enrolment_app.ui.editors.editor import Editor
from enrolment_app.ui.editors.line import Line, TidyLine
from enrolment_app.ui.editors.receiving import Receiving
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.editors.typed import plain_decimal
from enrolment_app.ui.editors.words import special_words
from enrolment_app.ui.text import Label, lab, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.layouts import column
from sync.values import Atom

LATITUDE, LONGITUDE, ACCURACY = "latitude", "longitude", "accuracy"
WIDTHS_PX = {LATITUDE: 140, LONGITUDE: 140, ACCURACY: 90}
NONE = "0"
UNTYPED = "-"


class _DegreesLine(TidyLine):
    def tidy(self, text: str) -> str:
        return plain_decimal(text)


class PlaceEditor(Editor):
    """Latitude, longitude and accuracy; the XForm stores "34.8 72.4 980 5"."""

    compact = False

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._altitude = NONE
        self._fields = {name: _DegreesLine(self) for name in WIDTHS_PX}
        self._labels = {name: lab("", "small", "text2") for name in WIDTHS_PX}
        self._receiving = Receiving(look, self)
        self._receiving.taken.connect(self._take)
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, line in self._fields.items():
            row.addLayout(self._column(self._labels[name], line))
            line.width_px = WIDTHS_PX[name]
            line.textEdited.connect(self.touched)
            line.left.connect(self.left)
        row.addStretch(1)
        self.setLayout(column(row, self._receiving, gap=10))
        self.setFocusProxy(self._fields[LATITUDE])
        self.refit()

    def lines(self) -> tuple[Line, ...]:
        """Give the three fields."""
        return tuple(self._fields.values())

    def read(self) -> Atom | None:
        """Give the place; without latitude or longitude it is none yet."""
        written = {name: line.text() for name, line in self._fields.items()}
        if not any(written.values()):
            return None
        return " ".join(
            (
                written[LATITUDE] or UNTYPED,
                written[LONGITUDE] or UNTYPED,
                self._altitude,
                written[ACCURACY] or NONE,
            )
        )

    def fill(self, value: str) -> None:
        """Show a place in its fields."""
        latitude, longitude, altitude, accuracy = (value.split() + [""] * 4)[:4]
        self._altitude = altitude or NONE
        self._fields[LATITUDE].put(latitude.removesuffix(UNTYPED))
        self._fields[LONGITUDE].put(longitude.removesuffix(UNTYPED))
        unknown = not accuracy.strip("0.")
        self._fields[ACCURACY].put("" if unknown else accuracy)

    def dress(self, shown: Shown) -> None:
        """Write the labels, and a special answer into the first field."""
        for name, label in self._labels.items():
            label.setText(_field_name(name))
            label.setBuddy(self._fields[name])
            self._fields[name].setReadOnly(shown.readonly)
        self._fields[LATITUDE].setPlaceholderText(special_words(shown.special))
        start = translate("Editors", "Take from the receiver")
        self._receiving.dress(shown, start)

    def refit(self) -> None:
        """Follow a change of text size, font or direction."""
        super().refit()
        self._receiving.refit()

    def _take(self, fix: Fix) -> None:
        self.fill(fix.text)
        self.chosen()

    def name_parts(self, shown: Shown) -> None:
        """Name each field after the question and what it holds."""
        for name, line in self._fields.items():
            line.setAccessibleName(f"{shown.name}, {_field_name(name)}")
            line.setAccessibleDescription(shown.description)

    def _column(self, label: Label, line: TidyLine) -> QVBoxLayout:
        both = QVBoxLayout()
        both.setSpacing(2)
        both.addWidget(label)
        both.addWidget(line, 0, Qt.AlignmentFlag.AlignLeading)
        return both


def _field_name(name: str) -> str:
    return {
        LATITUDE: translate("Editors", "Latitude"),
        LONGITUDE: translate("Editors", "Longitude"),
        ACCURACY: translate("Editors", "Accuracy (m)"),
    }[name]
