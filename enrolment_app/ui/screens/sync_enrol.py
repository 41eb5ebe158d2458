"""What the sync screen offers while this laptop is not enrolled."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from enrolment_app.ui.messages import said
from enrolment_app.ui.readings.exchanges import take_provisioning
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.layouts import box, column, row

if TYPE_CHECKING:
    from enrolment_app.problems import Problem
    from enrolment_app.ui.screens import Parts


class Enrolling(QWidget):
    """Takes the office's file; until then everything works, but nothing is sent."""

    def __init__(self, parts: "Parts", enrolled: Callable[[], None]) -> None:
        super().__init__()
        self._parts = parts
        self._enrolled = enrolled
        self._title = lab("", "question", weight=600)
        self._below = lab("", "small", "text2", wrap=True)
        self._choose = Button(
            parts.look, "sync.enrol", role="primary", icon="file-text"
        )
        self._choose.clicked.connect(self._ask)
        words = column(self._title, self._below, gap=2)
        picture = Picture(parts.look, "file-text", 26, "accent")
        inside = row(
            picture, (words, 1), self._choose, gap=14, margins=(18, 14, 18, 14)
        )
        self.setLayout(column(box(inside, "card")))
        self.hide()

    def retranslate(self) -> None:
        """Say every text again."""
        self._title.setText(translate("Sync", "This laptop is not enrolled"))
        self._below.setText(
            translate(
                "Sync",
                "You can work and nothing is lost. To send it, choose the file that "
                "the office made for this laptop.",
            )
        )
        self._choose.say(translate("Sync", "Choose the office's file"))

    def take(self, file: Path) -> None:
        """Enrol with a file."""
        parts = self._parts
        parts.background.run(take_provisioning, parts.work, file, done=self._taken)

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, translate("Lock", "File from the office"), "", "*.json;;*"
        )
        if chosen:
            self.take(Path(chosen))

    def _taken(self, problem: "Problem | None") -> None:
        if problem is not None:
            self._parts.tell(said(problem), "err")
            return
        self._parts.tell(translate("Sync", "This laptop is enrolled."), "ok")
        self._enrolled()
        self._parts.counted()
