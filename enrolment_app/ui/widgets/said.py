"""What a reviewer said, with who and when."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from enrolment_app.ui.moments import when_exact
from enrolment_app.ui.screens.questionnaire_comments import Said
from enrolment_app.ui.text import bidi, fill, lab, translate
from enrolment_app.ui.theme import Look
from enrolment_app.ui.widgets.buttons import Picture
from enrolment_app.ui.widgets.layouts import box, clear, column, row


class Comments(QWidget):
    """Comments below each other; nothing to be seen where there are none."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._lines)
        self.hide()

    def show_said(self, said: Sequence[Said]) -> None:
        """Show these comments."""
        clear(self._lines)
        for each in said:
            self._lines.addWidget(said_box(self._look, each))
        self.setVisible(bool(said))


def said_box(look: Look, said: Said, *, answered: bool = False) -> QFrame:
    """Give one comment in a coloured strip; grey where it was answered."""
    words = lab(bidi(said.text), "body", weight=600, wrap=True)
    below = lab(who_and_when(look, said), "small", "text2", wrap=True)
    state, tone = ("ok", "ok") if answered else ("err", "err")
    icon = "circle-check" if answered else "message-square"
    inside = row(
        Picture(look, icon, 18, tone),
        (column(words, below, gap=2), 1),
        gap=10,
        margins=(12, 8, 12, 8),
    )
    frame = box(inside, "banner", state=state)
    frame.setAccessibleName(f"{said.text}, {below.text()}")
    return frame


def who_and_when(look: Look, said: Said) -> str:
    """Return who commented and when, in words."""
    return fill(
        translate("Review", "{person}, {when}", "who commented and when"),
        person=said.person,
        when=when_exact(said.time_ms, said.now, look.language),
    )
