"""A live form: answers in, a consistent form out. No clock, no disk, no screen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from enrolment_app.problems import Problem
from sync.values import Atom, Special

from .actions import FIRST_LOAD, LOAD
from .definition import Choice, Question
from .given import NOT_VALID, nested, typed_text
from .growing import Gardener
from .loading import Loader, preload
from .nodes import Node
from .place import Seed
from .questionnaire import Questionnaire
from .reading import read_instance
from .recompute import CONSTRAINT, NOT_OFFERED, Recomputation, everything
from .sections import Progress, blocks, blocks_around, progress
from .speaking import Voice
from .xpath import Context

NameRow = Callable[[str, int], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an answer.

    `problem` is the reason why nothing was done, or what is wrong with the value that
    was stored (`refused` tells them apart). `changed` are all nodes that say something
    else now, `born` and `gone` the rows that the form itself made or took away.
    """

    problem: Problem | None = None
    refused: bool = False
    changed: tuple[Node, ...] = ()
    born: tuple[Node, ...] = ()
    gone: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One line of the section rail: a top-level group or repeat, or loose questions.

    `nodes` is what the section shows (for loose questions `node` is the root).
    Counts are of visible questions that can be answered.
    """

    node: Node
    label: str
    answered: int
    total: int
    problems: int
    relevant: bool
    nodes: tuple[Node, ...] = ()


class Interview(Voice):
    """One household's answers under one questionnaire.

    `now` carries the time zone; `random` gives that many random bytes (left out: a
    stream that depends on nothing but what is handed in); `name_row` names the rows
    that the form makes by itself (repeat_count), given (repeat path, ordinal).
    `answers` None is a new record: defaults, preloads and first-load actions happen.
    `language` may be set at any time. A roster begins without the one empty row that
    XLSForms have in every list, unless `first_rows` asks for it: who is there is added.
    `instance` is the XML of a form that was filled elsewhere, in place of `answers`.
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
    ) -> None:
        super().__init__(
            questionnaire, language or questionnaire.default_language, device, person
        )
        self._now = now
        self._counts: dict[int, Progress] = {}
        self._random = random or _stream(
            f"{questionnaire.hash}/{now.isoformat()}/{device}/{person}"
        )
        self._first_rows = first_rows
        self._name_row = name_row or _row_names(questionnaire.hash)
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
        node = self.root
        for step in filter(None, address.split("/")):
            name, _, index = step.rstrip("]").partition("[")
            listed = node.lists.get(name)
            if listed is not None:
                node = _row(listed, index) if index else listed
            else:
                found = [kid for kid in node.children if kid.name == name]
                if not found or index not in ("", "1"):
                    raise KeyError(address)
                node = found[0]
        return node

    def answer(self, address: str, value: Atom | None) -> Outcome:
        """Store an answer, even one that breaks a constraint, and recompute the form.

        Refused without effect (`refused`): what is no question, is calculated or
        read-only, is not relevant, or is not of the question's type.
        """
        refusal = self._unanswerable(address)
        if refusal:
            return _refused(refusal, address)
        node = self.find(address)
        question = node.question
        assert isinstance(question, Question), "only a question can be answered"
        special = value if isinstance(value, Special) else None
        text = "" if special or not value else typed_text(question, value)
        if text is None:
            return _refused(NOT_VALID, address, str(value))
        if not self._offered(node, text):
            return _refused(NOT_OFFERED, address, text)
        self._rules.unshelve(node)
        if special is not node.special:
            node.special = special
            self._rules.touch(node)
        self._rules.store(node, text)
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
        if question.calculated or question.control == "note" or node.readonly:
            return "answer.readonly"
        return ""

    def _offered(self, node: Node, text: str) -> bool:
        question = node.question
        assert isinstance(question, Question), "only a question is answered"
        if not text or question.type not in ("code", "codes"):
            return True
        codes = [text] if question.type == "code" else text.split()
        offered = {choice.value for choice in self.choices(node)}
        return all(code in offered for code in codes)

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

    def message(self, problem: Problem, node: Node | None = None) -> str:
        """Give the form's own words for a problem, "" where it has none."""
        try:
            return super().message(problem, node or self.find(problem.field))
        except KeyError:
            return ""

    def choices(self, node: Node) -> tuple[Choice, ...]:
        """Give what can be chosen now, filters applied."""
        return super().choices(node)

    def sections(self) -> tuple[Section, ...]:
        """Give the section rail."""
        found = []
        for node, nodes in blocks(self.root):
            count = self._counts.get(id(node))
            if count is None:
                count = self._counts[id(node)] = progress(nodes)
            label = self.questionnaire.title if node is self.root else self.label(node)
            found.append(
                Section(
                    node,
                    label or node.name,
                    count.answered,
                    count.total,
                    count.problems,
                    node.relevant,
                    nodes,
                )
            )
        return tuple(found)

    def problems(self) -> tuple[Problem, ...]:
        """Give everything that stands in the way of submitting, in form order."""
        return tuple(
            node.problem
            for node in self.root.within()
            if isinstance(node, Node)
            and isinstance(node.question if node.place.part else None, Question)
            and node.problem is not None
        )

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


def _refused(code: str, address: str, value: str = "") -> Outcome:
    values = {"value": value} if value else {}
    return Outcome(Problem(code, address, values), refused=True)


def _row(listed: Node, index: str) -> Node:
    for row in listed.rows:
        if row.row_id == index:
            return row
    if index.isdecimal() and 0 < int(index) <= len(listed.rows):
        return listed.rows[int(index) - 1]
    raise KeyError(index)


def _stream(seed: str) -> Callable[[int], bytes]:
    """Give bytes that depend on the seed and on how many were taken before."""
    taken = 0

    def take(count: int) -> bytes:
        nonlocal taken
        taken += 1
        made = hashlib.shake_256(f"{seed}/{taken}".encode())
        return made.digest(count)

    return take


def _row_names(seed: str) -> NameRow:
    made = 0

    def name(path: str, ordinal: int) -> str:
        nonlocal made
        made += 1
        told = f"{seed}/{path}/{ordinal}/{made}".encode()
        return hashlib.sha256(told).hexdigest()[:16]

    return name
