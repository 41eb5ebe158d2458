"""A number between two ends, typed or stepped with the arrow keys."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from enrolment_app.ui.editors.number import DecimalEditor
from enrolment_app.ui.theme import Look

STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class RangeEditor(DecimalEditor):
    """Up and Down go a step within the range; a number outside it is told, not cut."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step with the arrow keys."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = STEPS.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() and not self.shown.readonly:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, direction: int) -> None:
        low, high = self._bound("start"), self._bound("end")
        step = abs(self._bound("step") or Decimal(1)) * direction
        here = _number(self._line.text())
        if low is not None and high is not None and low > high:
            low, high = high, low
        if here is None:
            there = low if low is not None else Decimal(0)
        else:
            there = here + step
        if (low is None or there >= low) and (high is None or there <= high):
            self._line.setText(f"{there.normalize():f}")
            self.touched()

    def _bound(self, name: str) -> Decimal | None:
        return _number(self.shown.parameter(name))


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
