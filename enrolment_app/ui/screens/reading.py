"""A supervisor reads one household: every answer, comments, approve or return."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from enrolment_app.problems import Problem
from enrolment_app.ui.messages import said
from enrolment_app.ui.readings.attachments import StoreBacking
from enrolment_app.ui.readings.reviewing import (
    HouseholdRead,
    keep_drafts,
    read_household,
    review,
)
from enrolment_app.ui.screens import Parts, Screen
from enrolment_app.ui.screens.reading_list import LineList
from enrolment_app.ui.screens.reading_side import ReadingSide
from enrolment_app.ui.screens.reading_top import ReadingTop
from enrolment_app.ui.shortcuts import bind
from enrolment_app.ui.text import lab, translate
from enrolment_app.ui.widgets.buttons import Button, KeyCap
from enrolment_app.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from enrolment_app.store.rows import Listed
    from sync.errors import IndrajError

PAUSE_MS = 700


class Reading(Screen):
    """Lines on one side, the line that is read on the other, the decision below."""

    keys = ("comment", "next_problem", "finish", "leave", "lock", "keys")
    whole = True

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        look = parts.look
        self._read_now: HouseholdRead | None = None
        self._household = ""
        self._busy = False
        self.drafts: dict[str, str] = {}
        self._top = ReadingTop(parts)
        self.lines = LineList(look)
        self.side = ReadingSide(look, StoreBacking(parts.background, parts.work))
        self._why = lab("", "body", "text2", wrap=True)
        self.give_back = Button(look, "reading.return", icon="undo-2")
        self.approve = Button(look, "reading.approve", icon="check")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._lay_out()
        self._listen()
        self.retranslate()

    def _lay_out(self) -> None:
        foot = QFrame()
        foot.setProperty("box", "keybar")
        decide = row(self.give_back, self.approve, KeyCap("finish"), gap=10)
        foot.setLayout(row((self._why, 1), decide, gap=14, margins=(18, 9, 18, 9)))
        middle = QWidget()
        middle.setLayout(row((self.lines, 1), self.side, gap=0))
        self.setLayout(column(self._top, (middle, 1), foot, gap=0))

    def _listen(self) -> None:
        self._top.back_wanted.connect(self._leave)
        self.lines.moved.connect(self._show_line)
        self.lines.comment_wanted.connect(self.side.focus_field)
        self.side.written.connect(self._written)
        self.side.left.connect(self.lines.setFocus)
        for button in (self.give_back, self.approve):
            button.clicked.connect(self._finish)
        self._pause.timeout.connect(self._keep)
        self.parts.look.changed.connect(self._refit)
        bind(self, "finish", self._finish, within=True)
        bind(self, "comment", self.side.focus_field, within=True)
        bind(self, "next_problem", lambda: self.lines.go_on(1), within=True)
        bind(self, "previous_problem", lambda: self.lines.go_on(-1), within=True)
        bind(self, "leave", self._leave, within=True)

    def opened(self, **told: Any) -> None:
        """Read `household`."""
        self._household = str(told.get("household", ""))
        self._read_now = None
        self.drafts = {}
        self.lines.show_lines((), {})
        self._ask()

    def left(self) -> None:
        """Keep the comments that were begun."""
        if self._pause.isActive():
            self._keep()

    def remembered(self) -> Mapping[str, Any]:
        """Come back to the same household; what was begun is in the store."""
        return {"household": self._household} if self._household else {}

    def retranslate(self) -> None:
        """Say every text again; the questions' words follow in a moment."""
        self.lines.retranslate()
        self.side.say()
        self._top.retranslate()
        self._say()
        if self._read_now is not None:
            self._ask()

    def _ask(self) -> None:
        self.parts.background.run(
            read_household,
            self.parts.work,
            self._household,
            self.parts.look.language.code,
            done=self._read,
            failed=self._cannot_read,
        )

    def _read(self, read: HouseholdRead) -> None:
        if read.listed.household != self._household:
            return
        fresh = self._read_now is None
        at = self.lines.address
        self._read_now = read
        if fresh:
            self.drafts = dict(read.drafts)
        self.lines.show_lines(read.lines, self.drafts)
        self.lines.go_to(at if not fresh else "")
        self._top.show_read(read)
        self._say()
        if fresh:
            self.lines.setFocus()

    def _cannot_read(self, failure: "IndrajError") -> None:
        self.parts.tell(said(failure), "err")
        self.parts.go("households")

    def _show_line(self) -> None:
        line = self.lines.line
        draft = self.drafts.get(line.address, "") if line and line.commentable else ""
        self.side.show_line(line, draft)

    def _written(self, text: str) -> None:
        line = self.lines.line
        if line is None or not line.commentable:
            return
        if text.strip():
            self.drafts[line.address] = text
        else:
            self.drafts.pop(line.address, None)
        self.lines.say_draft()
        self._pause.start()
        self._say()

    def _keep(self) -> None:
        self._pause.stop()
        self.parts.background.run(
            keep_drafts, self.parts.work, self._household, dict(self.drafts)
        )

    def _say(self) -> None:
        count = len(self.drafts)
        self.give_back.say(
            translate("Reading", "Return with %n comment(s)", "", count)
            if count
            else translate("Reading", "Return")
        )
        read = self._read_now
        refused: Problem | None = None
        if read is None:
            self._why.setText("")
        else:
            refused = read.no_return if count else read.no_approval
            words = _why_not(refused, read.listed.status) if refused else ""
            self._why.setText(words or self._what_follows(read))
        decides = _is_contested(refused)
        self.approve.say(
            translate("Reading", "Decide the conflict")
            if decides and not count
            else translate("Reading", "Approve")
        )
        free = refused is None or (decides and not count)
        ready = read is not None and free and not self._busy
        for button, wanted in ((self.give_back, count > 0), (self.approve, count == 0)):
            button.wear(role="primary" if wanted else "")
            button.setEnabled(ready and wanted)
            button.setAccessibleDescription(self._why.text())

    def _what_follows(self, read: HouseholdRead) -> str:
        if self.drafts:
            return translate(
                "Reading", "The enumerator gets it back with what you wrote."
            )
        if read.problems:
            return translate(
                "Reading",
                "%n answer(s) break a rule of the questionnaire. It can be approved "
                "all the same.",
                "",
                read.problems,
            )
        return translate(
            "Reading", "Nothing stands in the way. To return it, comment on a question."
        )

    def _finish(self) -> None:
        read, count = self._read_now, len(self.drafts)
        button = self.give_back if count else self.approve
        if read is None or not button.isEnabled():
            return
        if not count and _is_contested(read.no_approval):
            self.parts.go("conflicts", household=self._household)
            return
        self._busy = True
        self._pause.stop()
        self._say()
        self.parts.background.run(
            review,
            self.parts.work,
            self._household,
            read.seen,
            tuple(self.drafts.items()),
            done=lambda following: self._done(following, returned=count > 0),
            failed=self._failed,
        )

    def _done(self, following: "Problem | Listed | None", *, returned: bool) -> None:
        self._busy = False
        if isinstance(following, Problem):
            self.parts.tell(said(following), "err")
            self._ask()
            return
        self.drafts = {}
        self.parts.counted()
        self.parts.tell(
            translate("Reading", "Returned. The enumerator gets it with the next sync.")
            if returned
            else translate(
                "Reading", "Approved. Everybody gets it with the next sync."
            ),
            "ok",
        )
        if following is None:
            self.parts.go("home")
        else:
            self.parts.go("household", household=following.household)

    def _failed(self, failure: "IndrajError") -> None:
        self._busy = False
        self.parts.tell(said(failure), "err")
        self._say()

    def _leave(self) -> None:
        self.parts.go("households")

    def _refit(self) -> None:
        self.side.refit()
        self.lines.refit()


def _is_contested(refused: Problem | None) -> bool:
    return refused is not None and refused.code == "review.settle_first"


def _why_not(refused: Problem, status: str) -> str:
    """Return why there is nothing to decide, in words that fit before anything is."""
    if _is_contested(refused):
        return translate(
            "Reading",
            "People disagree about it; that is decided under Conflicts first.",
        )
    if refused.code != "review.not_submitted":
        return said(refused)
    if status == "returned":
        return translate(
            "Reading", "It waits for the enumerator. You can add to your comments."
        )
    if status == "approved":
        return translate(
            "Reading", "It is approved. To send it back, comment on a question."
        )
    return translate("Reading", "The enumerator has not submitted it yet.")
