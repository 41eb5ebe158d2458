"""A latitude that stands by itself: the receiver fills what belongs to it as well."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from enrolment_app.capture.nmea import Fix
from enrolment_app.ui.editors.number import DecimalEditor
from enrolment_app.ui.editors.receiving import Receiving
from enrolment_app.ui.editors.shown import Shown
from enrolment_app.ui.text import translate
from enrolment_app.ui.theme import Look

LONGITUDE, ACCURACY = "longitude", "gps-accuracy"


class LatitudeEditor(DecimalEditor):
    """Degrees; a position from a receiver answers longitude and accuracy too.

    Those are questions of their own with these roles, beside this one.
    """

    compact = False

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        # The number's own set-up already follows the text size.
        self._receiving: Receiving | None = None
        super().__init__(look, parent)
        self._receiving = Receiving(look, self)
        self._receiving.taken.connect(self._take)
        layout = self.layout()
        assert isinstance(layout, QBoxLayout), "a number lies in a row"
        layout.setDirection(QBoxLayout.Direction.TopToBottom)
        layout.setSpacing(8)
        layout.setAlignment(self._line, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._receiving)

    def dress(self, shown: Shown) -> None:
        """Say the button."""
        super().dress(shown)
        if self._receiving is not None:
            start = translate("Editors", "Take from the receiver")
            self._receiving.dress(shown, start)

    def refit(self) -> None:
        """Follow text size and font."""
        super().refit()
        if self._receiving is not None:
            self._receiving.refit()

    def _take(self, fix: Fix) -> None:
        latitude, longitude, _altitude, accuracy = fix.text.split()
        self.fill(latitude)
        self.chosen()
        self.beside({LONGITUDE: longitude, ACCURACY: accuracy})
