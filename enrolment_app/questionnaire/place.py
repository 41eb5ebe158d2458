"""One place of a form's tree: what is there, under which rules, and who reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .casting import Cast
    from .controls import Control
    from .definition import Part
    from .xpath.values import Run


_ALWAYS = ("true()", "true", "yes", "1")


def literally_true(expression: str) -> bool:
    """Whether an expression is plainly true, whatever the answers."""
    return expression in _ALWAYS


class Task(Enum):
    """What a rule decides."""

    COUNT = "count"
    RELEVANT = "relevant"
    LIST_RELEVANT = "list-relevant"
    READONLY = "readonly"
    CALCULATE = "calculate"
    REQUIRED = "required"
    CONSTRAINT = "constraint"
    OFFERED = "offered"


@dataclass(eq=False, slots=True)
class Rule:
    """One expression of the form, compiled; `order` is its turn in a recomputation."""

    task: Task
    place: Place
    run: Run
    source: str
    order: int = 0
    reads_clock: bool = False
    reads_words: bool = False  # words of the form, which change with the language
    # It reads other rows of its own repeat, so that one round may not be enough.
    loose: bool = False

    @property
    def on_list(self) -> bool:
        """Whether it is about a whole repeat instead of each row."""
        return self.task in (Task.COUNT, Task.LIST_RELEVANT)


@dataclass(frozen=True, slots=True)
class Reader:
    """A rule to run when a value changes: so many steps up from it, then down."""

    rule: Rule
    climb: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bind:
    """What the model says of a place; expressions as the form writes them."""

    type: str = "string"
    relevant: str = ""
    readonly: str = ""
    required: str = ""
    constraint: str = ""
    calculate: str = ""
    required_message: str = ""
    constraint_message: str = ""
    preload: str = ""
    preload_parameters: str = ""
    group: str = ""
    policy: str = ""
    role: str = ""
    saveto: str = ""
    # How a picture or a sound is to be taken: "max-pixels", "quality" and the like.
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Seed:
    """What stands in an instance before anybody answered."""

    place: Place
    text: str = ""
    kids: list[Seed] = field(default_factory=list)


class Place:
    """One place; a `Shape` for the compiler."""

    __slots__ = (
        "action_readers",
        "attributes",
        "bind",
        "cast",
        "control",
        "counted_by",
        "depth",
        "fixed",
        "inner",
        "marks",
        "name",
        "ordinal",
        "parent",
        "part",
        "path",
        "readers",
        "repeats",
        "row_readers",
        "rules",
        "seed",
        "slot",
    )

    def __init__(self, name: str, parent: Place | None = None) -> None:
        self.name = name
        self.parent = parent
        self.path: str = f"{parent.path}/{name}" if parent is not None else ""
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.ordinal = len(parent.inner) if parent is not None else 0
        self.inner: dict[str, Place] = {}
        self.repeats = False
        self.counted_by = ""
        self.fixed = False
        self.slot = -1
        self.part: Part | None = None
        self.bind = Bind()
        self.cast: Cast | None = None
        self.control: Control | None = None
        self.seed: Seed | None = None  # of a repeat: what a new row starts with
        self.marks: dict[str, str] = {}
        self.attributes: dict[str, Place] = {}  # those that rules or actions name
        self.rules: list[Rule] = []
        self.readers: list[Reader] = []
        self.row_readers: list[Reader] = []
        self.action_readers: list[Any] = []

    def child(self, name: str) -> Place:
        """Give the place of that name inside, made if it is new."""
        found = self.inner.get(name)
        if found is None:
            found = self.inner[name] = Place(name, self)
        return found

    def attribute(self, name: str) -> Place:
        """Give the place of an attribute, made if it is new."""
        found = self.attributes.get(name)
        if found is None:
            found = self.attributes[name] = Place(f"@{name}", self)
        return found

    def find(self, path: str) -> Place | None:
        """Find a place by an absolute path without predicates."""
        place = self
        for name in path.strip("/").split("/"):
            found = place.inner.get(name.rpartition(":")[2])
            if found is None:
                return None
            place = found
        return place

    def within(self) -> Iterator[Place]:
        """Yield the place and all places inside it, in form order."""
        yield self
        for place in self.inner.values():
            yield from place.within()

    def around(self) -> Iterator[Place]:
        """Yield the place and all places around it, outwards."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent

    @property
    def row(self) -> Place | None:
        """The innermost repeat that the place is in or is."""
        return next((place for place in self.around() if place.repeats), None)

    @property
    def leaf(self) -> bool:
        """Whether it holds a value."""
        return not self.inner

    def __repr__(self) -> str:
        return f"<Place {self.path}>"


def route(origin: Place, shared: Place, target: Place) -> tuple[int, tuple[str, ...]]:
    """Tell how to get from `origin` up to `shared` and down to `target`."""
    names: list[str] = []
    place = target
    while place is not shared:
        names.append(place.name)
        assert place.parent is not None, "the shared place is around the target"
        place = place.parent
    return origin.depth - shared.depth, tuple(reversed(names))


def shared_place(one: Place, other: Place) -> Place:
    """Give the innermost place around both."""
    around = set(map(id, one.around()))
    return next(place for place in other.around() if id(place) in around)


def resolve(path: str, home: Place, root: Place) -> Place | None:
    """Find the place that a path without predicates names, seen from `home`."""
    path = path.strip()
    place: Place | None = root if path.startswith("/") else home
    for step in path.strip("/").split("/"):
        if place is None:
            return None
        if step == "..":
            place = place.parent
        elif step.startswith("@"):
            place = place.attributes.get(step[1:].rpartition(":")[2])
        elif step not in (".", "", "current()"):
            place = place.inner.get(step.partition("[")[0].rpartition(":")[2])
    return place
