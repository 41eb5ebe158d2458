"""A coloured strip: what is so, what follows from it, what to press."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from enrolment_app.ui.text import lab, restyled
from enrolment_app.ui.widgets.buttons import Picture
from enrolment_app.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

ICONS = {"ok": "circle-check", "warn": "cloud-off", "err": "cloud-off", "info": "info"}


class Banner(QFrame):
    """Icon, a sentence, a smaller one, and the buttons handed in."""

    def __init__(self, look: "Look", *buttons: QWidget) -> None:
        super().__init__()
        self.setProperty("box", "banner")
        self._picture = Picture(look, "info", 22, "info")
        self._first = lab("", "body", weight=600, wrap=True)
        self._second = lab("", "small", "text2", wrap=True)
        words = column(None, self._first, self._second, None, gap=2)
        self.setLayout(
            row(self._picture, (words, 1), *buttons, gap=12, margins=(16, 10, 16, 10))
        )

    def say(self, kind: str, first: str, second: str = "", icon: str = "") -> None:
        """Show the sentences; `kind` is ok, warn, err or info, and has its icon."""
        self.setProperty("kind", kind)
        self._picture.show_icon(icon or ICONS[kind], kind)
        self._first.setText(first)
        self._second.setText(second)
        self._second.setVisible(bool(second))
        self.setAccessibleName(f"{first} {second}".strip())
        restyled(self)
