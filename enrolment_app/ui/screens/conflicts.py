"""Conflicts: one household changed on two laptops, decided field by field."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from enrolment_app.ui.messages import said
from enrolment_app.ui.readings.conflicts import (
    Contests,
    decide,
    read_contested,
    read_contests,
)
from enrolment_app.ui.screens import Parts, Screen
from enrolment_app.ui.screens.conflicts_deciding import Deciding
from enrolment_app.ui.shortcuts import bind
from enrolment_app.ui.text import fill, lab, translate
from enrolment_app.ui.widgets.buttons import Button, Chip, Picture
from enrolment_app.ui.widgets.contested import ContestedList
from enrolment_app.ui.widgets.layouts import box, column, row
from enrolment_app.ui.widgets.topbar import TopBar
from enrolment_app.ui.words import head_in

if TYPE_CHECKING:
    from enrolment_app.problems import Problem
    from enrolment_app.store.rows import Listed


class Conflicts(Screen):
    """The households in conflict, and the one being decided."""

    keys = ("keep_a", "keep_b", "type_value", "undo", "finish", "keys")
    _wanted = ""  # the household to begin with, told when it comes to the front

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        look = parts.look
        self._shown: Contests | None = None
        self._bar = TopBar(look, parts.do, titled=True)
        self.list = ContestedList(look, parts.work.clock)
        self.list.chosen.connect(self._choose)
        self._title = lab("", "title", weight=700)
        self._chip = Chip(look, "accent", "")
        self.deciding = Deciding(look)
        self.deciding.decided.connect(self._say_decided)
        self.why = QLineEdit()
        self.why.setObjectName("conflict.why")
        self.undo = Button(look, "conflict.undo", icon="undo-2")
        self.undo.clicked.connect(self.deciding.undo)
        self.save = Button(look, "conflict.save", role="primary", icon="check")
        self.save.clicked.connect(self._save)
        foot = QFrame()
        foot.setProperty("box", "keybar")
        foot.setLayout(
            row((self.why, 1), self.undo, self.save, gap=10, margins=(18, 9, 18, 9))
        )
        head = row(self._title, None, self._chip, gap=10, margins=(18, 14, 18, 10))
        self._one = QWidget()
        self._one.setLayout(column(head, (self.deciding, 1), foot, gap=0))
        self._none = _Calm(parts)
        beside = row(self.list, (self._one, 1), (self._none, 1), gap=0)
        self.setLayout(column(self._bar, (beside, 1), gap=0))
        self._one.hide()
        bind(self, "finish", self._save, within=True)
        bind(self, "undo", self.deciding.undo, within=True)
        bind(self, "leave", self.list.focus_here, within=True)
        self.retranslate()

    def opened(self, **told: Any) -> None:
        """Read the list again; `household` is the one to begin with."""
        self._wanted = str(told.get("household", ""))
        self.parts.background.run(read_contested, self.parts.work, done=self._listed)

    def retranslate(self) -> None:
        """Say every text again."""
        self._bar.say(
            translate("Conflicts", "Conflicts"),
            translate(
                "Conflicts",
                "The same household was changed on two laptops. Choose field by "
                "field; nothing is ever deleted.",
            ),
        )
        hint = translate("Conflicts", "Why this decision? (kept in the record)")
        self.why.setPlaceholderText(hint)
        self.why.setAccessibleName(hint)
        self.undo.say(translate("Conflicts", "Undo"))
        self.save.say(translate("Conflicts", "Save decision"))
        self._none.retranslate()
        self.list.retranslate()
        self._say_title()
        if self._shown is not None:
            # The questions' own words are in the language of the window too.
            QTimer.singleShot(0, self._read_shown)

    def _listed(self, rows: "tuple[Listed, ...]") -> None:
        self.list.show_rows(rows)
        self._one.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._shown = None if not rows else self._shown
        kept = self._shown.listed.household if self._shown else ""
        kept, self._wanted = self._wanted or kept, ""
        if rows and kept not in {each.household for each in rows}:
            self._choose(rows[0].household)
        elif rows:
            self._choose(kept)

    def _choose(self, household: str) -> None:
        self.list.mark(household)
        code = self.parts.look.language.code
        self.parts.background.run(
            read_contests, self.parts.work, household, code, done=self._read
        )

    def _read_shown(self) -> None:
        if self._shown is not None:
            self._choose(self._shown.listed.household)

    def _read(self, contests: Contests) -> None:
        before = self._shown.listed.household if self._shown else ""
        self._shown = contests
        fresh = contests.listed.household != before
        if fresh:
            self.why.clear()
        self.deciding.show_contests(
            contests.contests, self.parts.work.clock(), afresh=fresh
        )
        self._say_title()
        if fresh:
            self.deciding.focus_here()

    def _say_title(self) -> None:
        if self._shown is None:
            return
        listed = self._shown.listed
        self._title.setText(
            fill(
                translate("Conflicts", "Household {number} · {head}"),
                number=listed.number,
                head=head_in(listed),
            )
        )
        self._say_decided()

    def _say_decided(self) -> None:
        done, count = len(self.deciding.decisions), self.deciding.count
        self._chip.say(
            fill(
                translate("Conflicts", "{done} of {count} decided"),
                done=done,
                count=count,
            ),
            "ok" if done == count else "accent",
        )
        self.save.setEnabled(count > 0 and done == count)
        self.undo.setEnabled(self.deciding.can_undo)

    def _save(self) -> None:
        if self._shown is None or not self.save.isEnabled():
            return
        self.save.setEnabled(False)
        self.parts.background.run(
            decide,
            self.parts.work,
            self._shown.listed.household,
            self.deciding.decisions,
            self.why.text().strip(),
            done=self._decided,
            failed=self._not_decided,
        )

    def _decided(self, problems: "tuple[Problem, ...]") -> None:
        if problems:
            self.parts.tell(" ".join(said(each) for each in problems), "err")
        else:
            self.parts.tell(
                translate(
                    "Conflicts", "Decided. Everybody gets it with the next sync."
                ),
                "ok",
            )
        self._shown = None
        self.opened()
        self.parts.counted()

    def _not_decided(self, failure: Any) -> None:
        self.parts.tell(said(failure), "err")
        self._say_decided()


class _Calm(QWidget):
    """Nothing is in conflict."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._title = lab("", "question", weight=600, at="middle")
        self._below = lab("", "body", "text2", at="middle", wrap=True)
        words = QVBoxLayout()
        words.addWidget(self._title)
        words.addWidget(self._below)
        picture = Picture(parts.look, "circle-check", 36, "ok")
        inside = box(column(None, row(None, picture, None), words, None, gap=10))
        self.setLayout(column(inside, margins=(40, 0, 40, 60)))

    def retranslate(self) -> None:
        """Say every text again."""
        self._title.setText(translate("Conflicts", "No conflicts"))
        self._below.setText(
            translate(
                "Conflicts",
                "Where two people write different answers about one household, it "
                "waits here for a decision.",
            )
        )
