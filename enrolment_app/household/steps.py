"""Undo and redo within a visit: what was done, and how each is taken back."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from enrolment_app.household.records import HERE, IN_ERROR
from sync.values import Atom, GroupValue, RecordId

if TYPE_CHECKING:
    from enrolment_app.household.visit import Visit

STEPS_MAX = 500


class Step(Protocol):
    """One thing a person did; both ways give the address it is about."""

    def take_back(self, visit: "Visit") -> str:
        """Undo it."""

    def do_again(self, visit: "Visit") -> str:
        """Redo it."""


@dataclass(frozen=True)
class Answered:
    """A question got another answer."""

    address: str
    before: Atom | None
    after: Atom | None

    def take_back(self, visit: "Visit") -> str:
        """Put back the answer before."""
        visit.put(self.address, self.before)
        return self.address

    def do_again(self, visit: "Visit") -> str:
        """Give the answer again."""
        visit.put(self.address, self.after)
        return self.address


@dataclass(frozen=True)
class Added:
    """A row was added; undone it is a row entered in error, so redo finds it whole."""

    address: str
    row: RecordId

    def take_back(self, visit: "Visit") -> str:
        """Let the row go."""
        visit.put_status(self.row, IN_ERROR)
        return self.address

    def do_again(self, visit: "Visit") -> str:
        """Bring the row back with what was answered in it."""
        visit.put_status(self.row, HERE)
        return f"{self.address}[{self.row}]"


@dataclass(frozen=True)
class Marked:
    """A row was said to be here or gone."""

    row: RecordId
    before: str
    after: str

    def take_back(self, visit: "Visit") -> str:
        """Put back what was said before."""
        visit.put_status(self.row, self.before)
        return visit.address_of_row(self.row)

    def do_again(self, visit: "Visit") -> str:
        """Say it again."""
        visit.put_status(self.row, self.after)
        return visit.address_of_row(self.row)


@dataclass(frozen=True)
class Confirmed:
    """Somebody said that a doubted answer is right."""

    address: str
    record: RecordId
    group: str
    before: GroupValue
    after: GroupValue

    def take_back(self, visit: "Visit") -> str:
        """Let the doubt stand again."""
        visit.write(self.record, self.group, self.before)
        return self.address

    def do_again(self, visit: "Visit") -> str:
        """Say it again."""
        visit.write(self.record, self.group, self.after)
        return self.address


@dataclass
class Steps:
    """What can be taken back, and what can be done again."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def did(self, step: Step) -> None:
        """Remember a step; what was taken back before is over."""
        self.done.append(step)
        del self.done[:-STEPS_MAX]
        self.undone.clear()

    def back(self) -> Step | None:
        """Give the step to take back."""
        if not self.done:
            return None
        self.undone.append(self.done.pop())
        return self.undone[-1]

    def forward(self) -> Step | None:
        """Give the step to do again."""
        if not self.undone:
            return None
        self.done.append(self.undone.pop())
        return self.done[-1]
