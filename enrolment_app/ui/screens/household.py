"""One household's questionnaire, opened from the store and kept into it."""

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from enrolment_app.actions.find_duplicates import AtEntry, alike_at_entry
from enrolment_app.problems import Problem
from enrolment_app.ui.messages import said
from enrolment_app.ui.readings.attachments import StoreBacking, answer_late
from enrolment_app.ui.readings.visits import (
    Kept,
    Opened,
    apart,
    begin,
    keep,
    move,
    move_back,
    reopen,
    submit,
)
from enrolment_app.ui.screens import Parts, Screen
from enrolment_app.ui.screens.household_none import WithoutQuestionnaire
from enrolment_app.ui.screens.questionnaire import QuestionnaireScreen
from enrolment_app.ui.screens.questionnaire_keys import LAST, QUESTIONS
from enrolment_app.ui.screens.questionnaire_landing import Landing
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.screens.versions import Versions
from enrolment_app.ui.text import fill, translate
from enrolment_app.ui.words import head_in, village_in

if TYPE_CHECKING:
    from enrolment_app.household.visit import Visit
    from enrolment_app.store.rows import Listed
    from sync.errors import IndrajError


SOON_MS = 50


class Household(Screen):
    """Hands a visit to the questionnaire, and its answers to the worker."""

    keys: Sequence[str] = (*QUESTIONS, *LAST)
    whole = True

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._guard = threading.Lock()
        self._visit: Visit | None = None
        self._listed: Listed | None = None
        self._marks: tuple[str, ...] = ()  # what others may share with it
        self._sitting: Sitting | None = None
        self.questionnaire: QuestionnaireScreen | None = None
        self._asked = 0
        # What is in the store of the household in front, to come back to it.
        self._remembered: dict[str, Any] = {}
        self._without = WithoutQuestionnaire(parts, self._begin)
        self._layout = QVBoxLayout()
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._without)
        self.setLayout(self._layout)
        self._without.hide()
        self._versions = Versions(parts.look, parts.tell)
        self._versions.move_wanted.connect(lambda: self._move(move))
        self._versions.undo_wanted.connect(lambda: self._move(move_back))
        self._versions.turned.connect(self._say_keys)

    def opened(self, **told: Any) -> None:
        """Open `household`, or begin a new one where none is told."""
        self._drop()
        self._remembered = {}
        household = str(told.get("household", ""))
        if household:
            self._run(reopen, household)
        else:
            self._begin()

    def left(self) -> None:
        """Keep what is typed and where the person is, then let the visit go."""
        if self.questionnaire is not None and self._sitting is not None:
            self.questionnaire.settle()
            self._sitting.leave()
            if self._visit is not None and self._visit.kept:
                self._sitting.keep_now()
            elif self._visit is not None and self._sitting.files_on_their_way:
                # The worker keeps it with the file: this is where one comes back to.
                self._remembered = {"household": self._visit.household}
        self._drop()

    def remembered(self) -> Mapping[str, Any]:
        """Come back to the same household; the draft knows the question."""
        return self._remembered

    def retranslate(self) -> None:
        """Say every text again; the questionnaire follows the look by itself."""
        self._without.retranslate()
        self._versions.retranslate()

    def _begin(self) -> None:
        self._run(begin)

    def _say_keys(self) -> None:
        """Let the key bar show what matters in front."""
        if self.questionnaire is not None:
            self.keys = self._versions.keys or self.questionnaire.keys
            self.keys_changed.emit()

    def _move(self, action: Callable[..., Opened]) -> None:
        """Go to another version of the questionnaire, or back; all is kept before."""
        if self.questionnaire is not None and self._visit is not None:
            self.questionnaire.settle()
            visit = self._visit
            self._drop()
            self._run(action, visit, self._guard)

    def _run(self, action: Callable[..., Any], *arguments: object) -> None:
        self._asked += 1
        asked = self._asked
        code = self.parts.look.language.code

        def arrived(result: "Opened | Problem") -> None:
            # Somebody who was faster than the disk wants another household.
            if asked == self._asked:
                self._show(result)

        self.parts.background.run(
            action,
            self.parts.work,
            *arguments,
            code,
            done=arrived,
            failed=self._cannot_open,
        )

    def _show(self, result: Opened | Problem) -> None:
        self._without.setVisible(isinstance(result, Problem))
        if isinstance(result, Problem):
            self._without.say(said(result))
            return
        self._visit, self._listed = result.visit, result.listed
        if result.listed is not None:
            self._remembered = {"household": result.listed.household}
        self._sitting = Sitting(
            result.visit,
            self._keep,
            self.parts.work.clock,
            guard=self._guard,
            files=Landing(
                StoreBacking(self.parts.background, self.parts.work),
                partial(answer_late, self.parts.work, result.visit, self._guard),
            ),
        )
        screen = QuestionnaireScreen(
            self.parts.look,
            self._sitting,
            title=self._title,
            do=self.parts.do,
            tell=self.parts.tell,
        )
        screen.left.connect(self._go_back)
        screen.partial_wanted.connect(self._leave_partial)
        screen.submit_wanted.connect(self._submit)
        screen.alike.apart_wanted.connect(self._tell_apart)
        screen.alike.look_wanted.connect(
            lambda number: self.parts.go("households", text=number)
        )
        self.questionnaire = screen
        self._layout.addWidget(screen)
        screen.undone_all.connect(self._versions.undo)
        screen.turned.connect(self._say_keys)
        screen.open()
        self._versions.show_over(screen, result.version, kept=result.visit.kept)
        if result.listed is not None:
            self._look_for_alike(alike_at_entry)

    def _keep(
        self,
        done: Callable[[object], None],
        failed: "Callable[[IndrajError], None]",
    ) -> None:
        visit = self._visit
        assert visit is not None, "kept only while a visit is shown"
        self._remembered = {"household": visit.household}

        def kept(now: Kept) -> None:
            if visit is self._visit:
                self._listed = now.listed
                if now.marks != self._marks:
                    self._marks = now.marks
                    self._look_for_alike(alike_at_entry)
            done(now)

        self.parts.background.run(
            keep, self.parts.work, visit, self._guard, done=kept, failed=failed
        )

    def _tell_apart(self, other: str) -> None:
        self._look_for_alike(apart, other)

    def _look_for_alike(self, action: Callable[..., AtEntry], *more: object) -> None:
        """Look in the worker for households that may be this one, and show them."""
        visit = self._visit
        assert visit is not None, "looked for only while a visit is shown"

        def found(told: AtEntry) -> None:
            if visit is self._visit and self.questionnaire is not None:
                self.questionnaire.alike.show_told(told)

        self.parts.background.run(
            action, self.parts.work, visit.household, *more, done=found
        )

    def _submit(self) -> None:
        if self._sitting is not None and self._sitting.files_on_their_way:
            # A picture taken a moment ago belongs to what is submitted.
            QTimer.singleShot(SOON_MS, self._submit)
            return
        self.parts.background.run(
            submit,
            self.parts.work,
            self._visit,
            self._guard,
            done=self._submitted,
            failed=self._not_submitted,
        )

    def _submitted(self, problems: tuple[Problem, ...]) -> None:
        if problems:
            if self.questionnaire is not None:
                self.questionnaire.submitting_failed()
            return
        self._drop()
        self.parts.tell(
            translate(
                "Household",
                "Submitted. It is kept on this laptop until the registry confirms it.",
            ),
            "ok",
        )
        self.parts.go("home")

    def _not_submitted(self, failure: "IndrajError") -> None:
        self.parts.tell(said(failure), "err")
        if self.questionnaire is not None:
            self.questionnaire.submitting_failed()

    def _cannot_open(self, failure: "IndrajError") -> None:
        self.parts.tell(said(failure), "err")
        self.parts.go("households")

    def _leave_partial(self) -> None:
        self.parts.tell(
            translate("Household", "Saved as unfinished. You can go on at any time."),
            "ok",
        )
        self._go_back()

    def _go_back(self) -> None:
        self.parts.go("home")

    def _title(self) -> tuple[str, str]:
        listed = self._listed
        person = self.parts.work.person.name
        if listed is None:
            return translate("Household", "New household"), person
        title = fill(
            translate("Household", "Household {number} · {head}"),
            number=listed.number,
            head=head_in(listed),
        )
        return title, village_in(listed)

    def _drop(self) -> None:
        self._asked += 1
        if self._sitting is not None:
            self._sitting.close()
        self._visit = self._listed = self._sitting = None
        self._marks = ()
        self._versions.let_go()
        if self.questionnaire is not None:
            screen, self.questionnaire = self.questionnaire, None
            screen.let_go()
            screen.hide()
            self._layout.removeWidget(screen)
            screen.deleteLater()
