"""A passing message at the foot of the window; failures stay until closed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from enrolment_app.ui.text import lab, restyled, translate
from enrolment_app.ui.widgets.buttons import IconButton, Picture
from enrolment_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

PASSING_SECONDS = 5
ICONS = {"ok": "circle-check", "info": "info", "warn": "triangle-alert"}
ABOVE_FOOT_PIXELS = 52
WIDTH_PIXELS = 560


class Toast(QFrame):
    """One message over a window; the next one replaces it."""

    def __init__(self, look: "Look", over: QWidget) -> None:
        super().__init__(over)
        self._look = look
        self._over = over
        self.setProperty("box", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture = Picture(look, "info", tone="info")
        self._words = lab("", "body", weight=500, wrap=True)
        self._words.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred
        )
        self._close = IconButton(look, "toast.close", "x")
        self._close.clicked.connect(self.hide)
        self._row = row(
            self._picture, (self._words, 1), self._close, gap=10, margins=(12, 8, 12, 8)
        )
        self.setLayout(self._row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def say(self, sentence: str, kind: str = "info") -> None:
        """Show a sentence; `kind` is ok, info, warn or err."""
        self.setProperty("kind", kind)
        self._picture.show_icon(ICONS.get(kind, "circle-alert"), kind)
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._close.say(translate("Window", "Close this message"))
        restyled(self)
        self.show()
        self._place()
        self.raise_()
        self._timer.stop()
        if kind in ("ok", "info"):
            self._timer.start(PASSING_SECONDS * 1000)

    @property
    def sentence(self) -> str:
        """What is shown now; empty when hidden."""
        return self._words.text() if self.isVisible() else ""

    def forget(self) -> None:
        """Take the message away, its text included."""
        self._words.setText("")
        self.setAccessibleName("")
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window when its size changes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        width = min(self._look.px(WIDTH_PIXELS), self._over.width() - 40)
        inner = self._row.totalHeightForWidth(width)
        self.setFixedSize(width, max(inner, self._row.sizeHint().height()))
        self.move(
            (self._over.width() - width) // 2,
            self._over.height() - self.height() - ABOVE_FOOT_PIXELS,
        )
