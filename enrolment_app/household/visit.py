"""One person's open work on a household: a live interview and what it changes.

`opening` begins, reopens and resumes visits. Nothing here touches a disk:
`actions.keep_visit` keeps `visit.draft()` after each answer, and the screen says
"saved" when that returned.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from enrolment_app.household.draft import BornRow, Draft
from enrolment_app.household.layout import group_of, is_written
from enrolment_app.household.nesting import is_here, nested_row
from enrolment_app.household.nodes import atom_of, questions_of_record, rows_inside
from enrolment_app.household.overlay import Overlaid, overlaid
from enrolment_app.household.records import HERE, IN_ERROR, built_in
from enrolment_app.household.steps import Added, Answered, Marked, Steps
from enrolment_app.household.view import Gone, View, address_of
from enrolment_app.household.written import Written
from enrolment_app.problems import Problem
from enrolment_app.questionnaire import (
    NOTHING_AROUND,
    Around,
    Interview,
    Node,
    Outcome,
    Question,
    Questionnaire,
)
from sync.change import Part
from sync.layout import ROW_STATUSES, Layout
from sync.values import Atom, GroupValue, Name, RecordId, record_id

_ROW_ID = re.compile(r"\[([^\]]+)\]")


@dataclass(frozen=True)
class Setting:
    """Under which questionnaire, when, by whom and on what a visit happens."""

    questionnaire: Questionnaire
    layout: Layout
    now: datetime
    person: str = ""
    device: str = ""
    language: str | None = None
    around: Around = NOTHING_AROUND


class Visit:
    """An open visit; `interview` is what screens show, all answers go through here.

    `kept` says whether the draft was ever kept; `position` is where the person is.
    """

    def __init__(self, setting: Setting, view: View | None, draft: Draft) -> None:
        self.setting = setting
        self.view = view
        self.household, self.area = draft.household, draft.area
        self.nonce, self.position = draft.nonce, draft.position
        self.steps = Steps()
        self.kept = False
        self._draft = draft
        self._ordinal = draft.ordinal
        self._rows = {row.id: row for row in draft.rows}
        self._written = Written(draft)
        fresh = draft.born and not draft.writes and not draft.rows
        self.interview = Interview(
            setting.questionnaire,
            now=setting.now,
            language=setting.language,
            answers=None if fresh else self._overlaid().answers,
            device=setting.device,
            person=setting.person,
            name_row=lambda _path, _ordinal: self._new_id(),
            around=setting.around,
        )
        self._adopt(self.interview.root)
        if fresh:
            self._touch(questions_of_record(self.interview.root))

    # --- what a person does -------------------------------------------------

    def answer(self, address: str, value: Atom | None) -> Outcome:
        """Answer a question; the outcome is the interview's own.

        Refused besides: a field that two people disagree about; it is settled first.
        """
        try:
            node = self.interview.find(address)
        except KeyError:
            return Outcome(Problem("visit.no_such_question", address), refused=True)
        if self._contested(node):
            return Outcome(Problem("visit.settle_first", node.address), refused=True)
        before = atom_of(node)
        outcome = self.put(node.address, value)
        if not outcome.refused:
            self.steps.did(Answered(node.address, before, value))
        return outcome

    def add_row(self, address: str) -> Node:
        """Add a row to the repeat at `address` ("members"); its id is for life."""
        node = self.interview.add_row(address, self._new_id())
        self._adopt(self.interview.root)
        self.steps.did(Added(address, node.row))
        return node

    def mark_row(self, row: RecordId, status: str) -> Outcome:
        """Say of a row that it is here, left, died or was entered in error.

        Nothing is removed: a row that is gone keeps all its answers.
        """
        if status not in ROW_STATUSES:
            return Outcome(Problem("visit.no_such_status", row), refused=True)
        if self.view and self.view.contest(row, "@status"):
            return Outcome(Problem("visit.settle_first", row), refused=True)
        before = self.row_status(row)
        outcome = self.put_status(row, status)
        self.steps.did(Marked(row, before, status))
        return outcome

    def undo(self) -> str | None:
        """Take back the last step; gives the address it was about, None for no step."""
        step = self.steps.back()
        return None if step is None else step.take_back(self)

    def redo(self) -> str | None:
        """Do again what was taken back last."""
        step = self.steps.forward()
        return None if step is None else step.do_again(self)

    def refresh(self, now: datetime) -> Outcome:
        """Let time pass in the form."""
        return self._follow(self.interview.refresh(now))

    def locate(self, point: str) -> Outcome:
        """Give a position to what the form wants to know of where the laptop stands."""
        return self._follow(self.interview.locate(point))

    # --- what came of it ----------------------------------------------------

    @property
    def changed(self) -> bool:
        """Whether the visit changes anything at all."""
        return bool(self._draft.born or self.draft().parts())

    @property
    def gone(self) -> tuple[Gone, ...]:
        """Give the rows that are no longer here, each whole."""
        over = self._overlaid()
        return tuple(
            Gone(
                row.id,
                row.kind,
                row.parent,
                self.row_status(row.id),
                nested_row(over.records, row.id, over.layout, over.shown),
            )
            for row in over.records.values()
            if row.kind
            and not is_here(over.shown[row.id])
            and not (row.id in self._rows and self.row_status(row.id) == IN_ERROR)
        )

    def row_status(self, row: RecordId) -> str:
        """Give what is said of a row now."""
        return built_in(self._overlaid().shown.get(row, {}), "@status") or HERE

    def problems(self) -> tuple[Problem, ...]:
        """Give everything that stands in the way of submitting."""
        return self.interview.problems()

    def draft(self) -> Draft:
        """Give the visit as it is to be kept now.

        Answers that only a clock or a formula changed are no work: they go along with
        what a person answered, never alone.
        """
        worked = self._draft.born or self._rows or self._answered_by_hand()
        return replace(
            self._draft,
            nonce=self.nonce,
            area=self.area,
            rows=tuple(self._rows.values()),
            before=self._written.before if worked else {},
            writes=self._written.writes if worked else {},
            ordinal=self._ordinal,
            position=self.position,
        )

    def parts(self, status: str | None = None) -> tuple[Part, ...]:
        """Give the writes of groups really changed against what was on the screen."""
        return self.draft().parts(status)

    def go_on_after(self, sealed: Name, nonce: bytes, view: View) -> None:
        """Go on as a new visit: this one's work was sealed as the change `sealed`.

        `view` is the household as it is known now, that change included. What others
        changed meanwhile was not on this screen and counts as unseen.
        """
        self._draft = self.draft().continued(sealed, nonce)
        self.view, self.nonce, self._ordinal, self._rows = view, nonce, 0, {}
        self._written.sealed()

    # --- how ----------------------------------------------------------------

    def _overlaid(self) -> Overlaid:
        return overlaid(self.view, self.draft(), self.setting.layout)

    def _answered_by_hand(self) -> bool:
        """Whether any group written holds what a person says, now or once."""
        groups: dict[str, bool] = {}
        for one in self.setting.questionnaire.questions.values():
            by_hand = one.control != "none" and not one.calculated
            groups[group_of(one)] = groups.get(group_of(one), False) or by_hand
        written = self._written.writes.values()
        return any(groups.get(group, True) for each in written for group in each)

    def _new_id(self) -> RecordId:
        made = record_id(self.nonce, self._ordinal)
        self._ordinal += 1
        return made

    def put(self, address: str, value: Atom | None) -> Outcome:
        """Answer without remembering a step."""
        outcome = self.interview.answer(address, value)
        if not outcome.refused:
            self._follow(outcome, also=self.interview.find(address))
        return outcome

    def put_status(self, row: RecordId, status: str) -> Outcome:
        """Mark a row without remembering a step."""
        was_here = self.row_status(row) == HERE
        self.write(row, "@status", {"@status": status})
        if status == HERE and not was_here:
            self.reload()
        elif status != HERE and was_here:
            outcome = self.interview.remove_row(self.address_of_row(row))
            self._touch(outcome.changed)
            return outcome
        return Outcome()

    def address_of_row(self, row: RecordId) -> str:
        """Give the address of a row, here or gone: "members[<id>]"."""
        return address_of(row, self._overlaid().records).rstrip("/")

    def reload(self) -> None:
        """Build the interview's answers anew from what is known and written."""
        self.interview.load(self._overlaid().answers)

    def _follow(self, outcome: Outcome, also: Node | None = None) -> Outcome:
        for row in outcome.born:
            self._adopt(row)
        for row in outcome.gone:
            self.write(row.row, "@status", {"@status": IN_ERROR})
        self._touch((*outcome.changed, *([also] if also else [])))
        return outcome

    def _adopt(self, around_row: Node) -> None:
        """Know every row inside a node, those that the form itself made too."""
        known = self.view.records if self.view else {}
        for row in rows_inside(around_row):
            if row.row in known:
                continue
            if row.row not in self._rows:
                ids = [self.household, *_ROW_ID.findall(row.address)]
                self._rows[row.row] = BornRow(row.row, row.question.path, ids[-2])
                self._touch(questions_of_record(row))

    def _touch(self, nodes: Iterable[Node]) -> None:
        groups = {
            (node.row or self.household, group_of(question)): (node, question)
            for node in nodes
            if isinstance(question := node.question, Question) and is_written(question)
        }
        for (record, group), (node, question) in groups.items():
            if self.view is None or self.view.contest(record, group) is None:
                self.write(record, group, self._read(node, question))

    def _read(self, node: Node, question: Question) -> GroupValue:
        lead = node.address.removesuffix(question.field)
        fields = self.setting.layout.by_name[question.kind].groups[group_of(question)]
        return {
            field.path: atom_of(self.interview.find(lead + field.path))
            for field in fields
        }

    def write(self, record: RecordId, group: str, now: GroupValue) -> None:
        """Write a group of a record without remembering a step."""
        shown = self.view.shown.get(record, {}) if self.view else {}
        self._written.write(record, group, now, shown.get(group, {}))

    def _contested(self, node: Node) -> bool:
        question = node.question
        if self.view is None or not isinstance(question, Question):
            return False
        record = node.row or self.household
        return self.view.contest(record, group_of(question)) is not None
