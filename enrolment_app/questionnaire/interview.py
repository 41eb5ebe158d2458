"""A live form: answers in, a consistent form out. No clock, no disk, no screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from enrolment_app.problems import Problem
from sync.values import Atom, Special

from .definition import Choice, Part
from .questionnaire import Questionnaire


class Node:
    """A question, a group, a repeat (its list of rows) or one row, alive.

    The same object as long as the interview lives; what it says changes with every
    answer.
    """

    address: str  # "dwelling/roof", "members[<row id>]/name_latin", "members" (the list)
    path: str  # without rows: "members/name_latin"
    question: Part  # a row's is its Repeat; so is the list's
    value: str  # as the form stores it, "" for none
    special: Special | None
    relevant: bool
    required: bool
    readonly: bool
    problem: Problem | None  # constraint broken or required and missing, now
    row: str  # id of the nearest row around it (its own for a row), "" outside
    is_row: bool
    children: tuple[Node, ...]  # a list's are its rows
    visible: bool  # relevant and with a place on the screen


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


class Interview:
    """One household's answers under one questionnaire.

    `now` carries the time zone; `random` gives that many random bytes (left out: a
    stream that depends on nothing but what is handed in); `name_row` names the rows
    that the form makes by itself (repeat_count), given (repeat path, ordinal).
    `answers` None is a new record: defaults, preloads and first-load actions happen.
    """

    questionnaire: Questionnaire
    root: Node
    language: str  # may be set at any time

    def __init__(  # noqa: PLR0913
        self,
        questionnaire: Questionnaire,
        *,
        now: datetime,
        language: str | None = None,
        answers: Mapping[str, Any] | None = None,
        device: str = "",
        person: str = "",
        random: Callable[[int], bytes] | None = None,
        name_row: Callable[[str, int], str] | None = None,
    ) -> None:
        raise NotImplementedError

    def find(self, address: str) -> Node:
        """Give the node at `address`; KeyError where there is none."""
        raise NotImplementedError

    def answer(self, address: str, value: Atom | None) -> Outcome:
        """Store an answer, even one that breaks a constraint, and recompute the form.

        Refused without effect (`refused`): what is no question, is calculated or
        read-only, is not relevant, or is not of the question's type.
        """
        raise NotImplementedError

    def add_row(self, address: str, row_id: str) -> Node:
        """Add a row at the end of the repeat at `address` ("members")."""
        raise NotImplementedError

    def remove_row(self, address: str) -> Outcome:
        """Take away the row at `address` ("members[2]", "members[<row id>]")."""
        raise NotImplementedError

    def refresh(self, now: datetime) -> Outcome:
        """Let time pass: what reads today() or now() is computed anew."""
        raise NotImplementedError

    def label(self, node: Node) -> str:
        """Give the question's words in the current language, outputs filled in."""
        raise NotImplementedError

    def hint(self, node: Node) -> str:
        """Give the hint, "" where there is none."""
        raise NotImplementedError

    def guidance(self, node: Node) -> str:
        """Give the further guidance, "" where there is none."""
        raise NotImplementedError

    def message(self, problem: Problem) -> str:
        """Give the form's own words for a problem, "" where it has none."""
        raise NotImplementedError

    def choices(self, node: Node) -> tuple[Choice, ...]:
        """Give what can be chosen now, filters applied."""
        raise NotImplementedError

    def sections(self) -> tuple[Section, ...]:
        """Give the section rail."""
        raise NotImplementedError

    def problems(self) -> tuple[Problem, ...]:
        """Give everything that stands in the way of submitting, in form order."""
        raise NotImplementedError

    def answers(self) -> dict[str, Any]:
        """Give all answers nested as the groups; rows are objects with their "id"."""
        raise NotImplementedError

    def load(self, answers: Mapping[str, Any]) -> tuple[Problem, ...]:
        """Replace all answers; returns a problem for each that has no place here."""
        raise NotImplementedError
