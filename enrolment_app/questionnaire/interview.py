"""A live form: answers in, a consistent form out. No clock, no disk, no screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from enrolment_app.problems import Problem
from sync.values import Atom, Special

from .actions import FIRST_LOAD, LOAD
from .around import NOTHING_AROUND, Around
from .chance import NameRow, row_names, stream
from .definition import Question
from .given import LETTERS_MAX, NOT_VALID, TOO_LONG, as_listed, nested, typed_text
from .growing import Gardener
from .judging import CONSTRAINT, NOT_OFFERED
from .loading import Loader, preload
from .nodes import Node, at_address, everything
from .outcome import Outcome, refused
from .place import Seed
from .questionnaire import Questionnaire
from .reading import read_instance
from .recompute import Recomputation
from .sections import Progress, Section, blocks, blocks_around, progress
from .speaking import Voice
from .xpath import Context
from .xpath.moments import write_moment


class Interview(Voice):
    """One household's answers under one questionnaire.

    `now` carries the time zone; `random` gives that many random bytes (left out: a
    stream that depends on nothing but what is handed in); `name_row` names the rows
    that the form makes by itself (repeat_count), given (repeat path, ordinal).
    `answers` None is a new record: defaults, preloads and first-load actions happen.
    `language` may be set at any time. A roster begins without the one empty row that
    XLSForms have in every list, unless `first_rows` asks for it: who is there is added.
    `instance` is the XML of a form that was filled elsewhere, in place of `answers`.
    `around` is what else the form may know of the laptop and the household before.
    """

    def __init__(  # noqa: PLR0913 - a live form needs all that the form may ask for
        self,
        questionnaire: Questionnaire,
        *,
        now: datetime,
        language: str | None = None,
        answers: Mapping[str, Any] | None = None,
        device: str = "",
        person: str = "",
        random: Callable[[int], bytes] | None = None,
        name_row: NameRow | None = None,
        first_rows: bool = False,
        instance: bytes | None = None,
        around: Around = NOTHING_AROUND,
    ) -> None:
        told = {"deviceid": device, "username": person, **(around.properties or {})}
        super().__init__(
            questionnaire,
            language or questionnaire.default_language,
            replace(around, properties=told),
        )
        self._now = now
        self._counts: dict[int, Progress] = {}
        self._random = random or stream(
            f"{questionnaire.hash}/{now.isoformat()}/{device}/{person}"
        )
        self._first_rows = first_rows
        self._name_row = name_row or row_names(questionnaire.hash)
        if instance is not None:
            self._begin(read_instance(instance, questionnaire), LOAD)
        elif answers is None:
            self._begin(questionnaire.seed, FIRST_LOAD, LOAD)
        else:
            self.load(answers)

    def _begin(self, seed: Seed, *events: str) -> None:
        """Grow the form anew and let the events happen; a new record is preloaded."""
        form = self.questionnaire
        self._counts.clear()
        slots: list[Node | None] = [None] * form.slots
        document = Node(form.root, None)
        if form.root.slot >= 0:
            slots[form.root.slot] = document
        self.context = Context(document, self._now, self._random, form=self)
        self.context.slots = slots  # type: ignore[assignment]
        gardener = Gardener(
            self._name_row, slots, self.context.calendar, first_rows=self._first_rows
        )
        self.root = gardener.grow(seed, document)
        self._rules = Recomputation(form, gardener, self.context)
        self._rules.fresh = FIRST_LOAD in events
        if FIRST_LOAD in events:
            preload(self.root, self, self.context.now, self._random)
        self._rules.plant(document)
        self._rules.drain()
        self._happen(*events)
        self._settle()

    def _happen(self, *events: str) -> None:
        for action in self.questionnaire.actions:
            if action.events & set(events):
                for node in everything(self.root):
                    if node.place is action.home and not node.is_list:
                        self._rules.act(action, node)
                if action.home is self.questionnaire.root:
                    self._rules.act(action, self.root)

    @property
    def language(self) -> str:
        """The language of the moment; setting it tells the form anew."""
        return self._language

    @language.setter
    def language(self, language: str) -> None:
        self._language = language
        told = [rule for rule in self.questionnaire.rules if rule.reads_words]
        self._rules.again(told, self.root)
        self._settle()

    def _settle(self, problem: Problem | None = None) -> Outcome:
        """Run what is queued and tell everything that changed."""
        rules = self._rules
        rules.drain()
        outcome = Outcome(
            problem,
            changed=tuple(rules.changed.values()),
            born=tuple(rules.born),
            gone=tuple(rules.gone),
        )
        for node in rules.changed.values():
            for block in blocks_around(node, self.root):
                self._counts.pop(id(block), None)
        rules.changed, rules.born, rules.gone = {}, [], []
        rules.loading = False
        return outcome

    def find(self, address: str) -> Node:
        """Give the node at `address`; KeyError where there is none."""
        return at_address(self.root, address)

    def answer(self, address: str, value: Atom | None) -> Outcome:
        """Store an answer, even one that breaks a constraint, and recompute the form.

        Refused without effect (`refused`): what is no question, is calculated or
        read-only, is not relevant, or is not of the question's type.
        """
        refusal = self._unanswerable(address)
        if refusal:
            return refused(refusal, address)
        node = self.find(address)
        question = node.question
        assert isinstance(question, Question), "only a question can be answered"
        special = value if isinstance(value, Special) else None
        if not special and value and len(value) > LETTERS_MAX:
            most = {"most": str(LETTERS_MAX)}
            return Outcome(Problem(TOO_LONG, address, most), refused=True)
        text = "" if special or not value else typed_text(question, value)
        if text is None:
            return refused(NOT_VALID, address, str(value))
        chosen = self._chosen(node, text)
        if chosen is None:
            return refused(NOT_OFFERED, address, text)
        self._rules.judge.unshelve(node)
        if special is not node.special:
            node.special = special
            self._rules.touch(node)
        self._rules.store(node, chosen)
        outcome = self._settle()
        problem = node.problem if node.wrong == CONSTRAINT else None
        return replace(outcome, problem=problem)

    def _unanswerable(self, address: str) -> str:
        """Say why nobody can answer there now, as a code; "" where it can be."""
        try:
            node = self.find(address)
        except KeyError:
            return "visit.no_such_question"
        question = node.question
        if not isinstance(question, Question):
            return "visit.no_such_question"
        if not node.relevant:
            return "answer.not_relevant"
        if not question.by_hand or node.readonly:
            return "answer.readonly"
        return ""

    def _chosen(self, node: Node, text: str) -> str | None:
        """Give an answer as it is stored; None where it is not offered."""
        question = node.question
        assert isinstance(question, Question), "only a question is answered"
        if not text or question.type not in ("code", "codes"):
            return text
        return as_listed(question, text, [each.value for each in self.choices(node)])

    def add_row(self, address: str, row_id: str) -> Node:
        """Add a row at the end of the repeat at `address` ("members")."""
        row = self._rules.add_row(self.find(address), row_id)
        self._settle()
        return row

    def remove_row(self, address: str) -> Outcome:
        """Take away the row at `address` ("members[2]", "members[<row id>]")."""
        row = self.find(address)
        assert row.is_row, "only a row can be taken away"
        assert row.parent is not None, "a row is in something"
        self._rules.take_row(row.parent.lists[row.name], row)
        return self._settle()

    def refresh(self, now: datetime) -> Outcome:
        """Let time pass: what reads today() or now() is computed anew."""
        self._now = now
        self.context.tell(now)
        clocked = [rule for rule in self.questionnaire.rules if rule.reads_clock]
        self._rules.again(clocked, self.root)
        return self._settle()

    def finish(self, now: datetime) -> Outcome:
        """Note that the interview is over: what the form keeps as its end."""
        self.refresh(now)
        for node in everything(self.root):
            question = node.place.part
            if isinstance(question, Question) and question.metadata == "end":
                self._rules.store(node, write_moment(self.context.now))
        return self._settle()

    def message(self, problem: Problem, node: Node | None = None) -> str:
        """Give the form's own words for a problem, "" where it has none."""
        try:
            return super().message(problem, node or self.find(problem.field))
        except KeyError:
            return ""

    def sections(self) -> tuple[Section, ...]:
        """Give the section rail."""
        return tuple(self._section(*block) for block in blocks(self.root))

    def _section(self, node: Node, nodes: tuple[Node, ...]) -> Section:
        count = self._counts.get(id(node))
        if count is None:
            count = self._counts[id(node)] = progress(nodes)
        label = self.questionnaire.title if node is self.root else self.label(node)
        return Section(
            node,
            label or node.name,
            count.answered,
            count.total,
            count.problems,
            node.relevant,
            nodes,
        )

    def problems(self) -> tuple[Problem, ...]:
        """Give everything that stands in the way of submitting, in form order."""
        return tuple(
            node.problem
            for node in self.root.within()
            if isinstance(node, Node)
            and isinstance(node.question if node.place.part else None, Question)
            and node.problem is not None
        )

    def locate(self, point: str) -> Outcome:
        """Give a position, which is known only now, to all that asked for one."""
        for node in self.unplaced:
            cast = node.place.cast
            self._rules.store(
                node, cast(point, self.context.calendar) if cast else point
            )
        self._rules.unplaced.clear()
        return self._settle()

    @property
    def unplaced(self) -> tuple[Node, ...]:
        """What is to hold where the laptop stood, and is blank as nobody knew."""
        return tuple(self._rules.unplaced.values())

    @property
    def faults(self) -> Mapping[str, str]:
        """Expressions that could not be evaluated: reason by place, for the log."""
        return self._rules.faults

    def answers(self) -> dict[str, Any]:
        """Give all answers nested as the groups; rows are objects with their "id"."""
        return nested(self.root)

    def load(self, answers: Mapping[str, Any]) -> tuple[Problem, ...]:
        """Replace all answers; returns a problem for each that has no place here."""
        self._begin(Seed(self.questionnaire.top))
        self._rules.loading = True
        loader = Loader(self._rules, self._name_row)
        loader.fill(self.root, answers)
        self._rules.drain()
        self._happen(LOAD)
        self._settle()
        return tuple(loader.problems)
