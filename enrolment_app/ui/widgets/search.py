"""The search field: a glass inside, no border until it has the keyboard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton

if TYPE_CHECKING:
    from enrolment_app.ui.theme import Look

WIDTH_PIXELS = 400


def search_field(look: "Look", code: str, width: int = WIDTH_PIXELS) -> QLineEdit:
    """Return a field `width` pixels wide at scale 1.0."""
    field = QLineEdit()
    field.setObjectName(code)
    field.setProperty("role", "search")
    glass = field.addAction(
        look.icon("search", 16), QLineEdit.ActionPosition.LeadingPosition
    )
    for button in field.findChildren(QToolButton):
        # Only a picture: nobody needs to reach it.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button.setMinimumSize(24, 24)
        button.setObjectName(f"{code}.glass")

    def dress() -> None:
        field.setFixedWidth(look.px(width))
        glass.setIcon(look.icon("search", 16))

    look.changed.connect(dress)
    dress()
    return field
