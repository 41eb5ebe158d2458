"""The search field: a glass inside, no border until it has the keyboard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

WIDTH_PIXELS = 400
GLASS_PIXELS = 16
TARGET_PIXELS = 24


class SearchField(QLineEdit):
    """A field `width` pixels wide at scale 1.0."""

    def __init__(self, look: "Look", code: str, width: int = WIDTH_PIXELS) -> None:
        super().__init__()
        self._look = look
        self._width = width
        self.setObjectName(code)
        self.setProperty("role", "search")
        self._glass = self.addAction(
            look.icon("search", GLASS_PIXELS), QLineEdit.ActionPosition.LeadingPosition
        )
        for button in self.findChildren(QToolButton):
            # Only a picture: nobody needs to reach it.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            button.setMinimumSize(TARGET_PIXELS, TARGET_PIXELS)
            button.setObjectName(f"{code}.glass")
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFixedWidth(self._look.px(self._width))
        self._glass.setIcon(self._look.icon("search", GLASS_PIXELS))
