"""A household cannot be begun: there is no questionnaire yet."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from enrolment_app.problems import Problem
from enrolment_app.ui.messages import said
from enrolment_app.ui.readings.visits import install
from enrolment_app.ui.screens import Parts
from enrolment_app.ui.shortcuts import bind
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.widgets.buttons import Button, Picture
from enrolment_app.ui.widgets.layouts import box, column, row


class WithoutQuestionnaire(QWidget):
    """There is no questionnaire to fill in: say why and take one."""

    def __init__(self, parts: Parts, again: Callable[[], None]) -> None:
        super().__init__()
        self._parts = parts
        self._again = again
        self._why = lab("", "question", weight=600, wrap=True)
        self._choose = Button(
            parts.look, "household.form", role="primary", icon="file-text"
        )
        self._choose.clicked.connect(self._ask)
        self._back = Button(parts.look, "household.back", icon="arrow-left")
        self._back.clicked.connect(lambda: parts.go("home"))
        picture = Picture(parts.look, "file-text", 32, "text3")
        inside = column(
            picture,
            self._why,
            row(self._back, self._choose, None),
            gap=14,
            margins=(24, 22, 24, 22),
        )
        card = box(inside, "card")
        card.setFixedWidth(parts.look.px(560))
        self.setLayout(column(None, row(None, card, None), None))
        bind(self, "leave", self._back.click, within=True)
        self.retranslate()

    def say(self, sentence: str) -> None:
        """Say why there is none."""
        self._why.setText(sentence)
        self._choose.setFocus()

    def retranslate(self) -> None:
        """Say every text again."""
        self._choose.say(translate("Household", "Install a questionnaire"))
        self._back.say(translate("Household", "Back"))

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            translate("Household", "Questionnaire"),
            "",
            "*.xlsx *.xls *.xml *.csv *.md;;*",
        )
        if chosen:
            self._parts.background.run(
                install, self._parts.work, Path(chosen), done=self._installed
            )

    def _installed(self, problems: tuple[Problem, ...]) -> None:
        if problems:
            self._parts.tell(" ".join(said(each) for each in problems[:3]), "err")
        else:
            self._again()
