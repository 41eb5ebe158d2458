"""What the sync screen offers while this laptop is not enrolled."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from enrolment_app.problems import Problem
from enrolment_app.ui.messages import said
from enrolment_app.ui.readings.exchanges import take_provisioning
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.layouts import box, column, row

if TYPE_CHECKING:
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
        self._trouble = ""
        self._file: Path | None = None
        self._code_name = lab("", "body", weight=600)
        self.code = QLineEdit()
        self.code.setObjectName("sync.code")
        self.code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._code_name.setBuddy(self.code)
        self._next = Button(parts.look, "sync.code_given", icon="check")
        self._asking = QWidget()
        self._asking.setLayout(row(self._code_name, (self.code, 1), self._next, gap=10))
        self._asking.hide()
        for given in (self.code.returnPressed, self._next.clicked):
            given.connect(self._code_given)
        first = row(picture, (words, 1), self._choose, gap=14)
        inside = column(first, self._asking, gap=12, margins=(18, 14, 18, 14))
        self.setLayout(column(box(inside, "card")))
        self.hide()

    def show_why(self, trouble: str) -> None:
        """Say why a file is needed: none was taken yet, or the store was copied."""
        self._trouble = trouble
        self._say_why()

    def retranslate(self) -> None:
        """Say every text again."""
        self._say_why()
        self._choose.say(translate("Sync", "Choose the office's file"))
        self._code_name.setText(translate("Lock", "Activation code"))
        self.code.setAccessibleName(self._code_name.text())
        self._next.say(translate("Lock", "Next"))

    def _say_why(self) -> None:
        if self._trouble:
            self._title.setText(translate("Sync", "This laptop needs a new file"))
            self._below.setText(said(Problem(f"device.{self._trouble}")))
        else:
            self._title.setText(translate("Sync", "This laptop is not enrolled"))
            self._below.setText(
                translate(
                    "Sync",
                    "You can work and nothing is lost. To send it, choose the file "
                    "that the office made for this laptop.",
                )
            )

    def take(self, file: Path, code: str = "") -> None:
        """Enrol with a file; where it needs an activation code, ask for it."""
        self._file = file
        parts = self._parts
        parts.background.run(
            take_provisioning, parts.work, file, code, done=self._taken
        )

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            translate("Lock", "File from the office"),
            "",
            "*.indraj-laptop *.json;;*",
        )
        if chosen:
            self.take(Path(chosen))

    def _code_given(self) -> None:
        if self._file is not None and self.code.text().strip():
            self.take(self._file, self.code.text())

    def _taken(self, problem: "Problem | None") -> None:
        if problem is not None and problem.code == "device.code_needed":
            self.show()
            self._asking.show()
            self.code.setFocus()
            return
        if problem is not None:
            self._parts.tell(said(problem), "err")
            return
        self._asking.hide()
        self.code.clear()
        self._parts.tell(translate("Sync", "This laptop is enrolled."), "ok")
        self._enrolled()
        self._parts.counted()
