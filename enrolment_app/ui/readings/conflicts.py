"""What people disagree about, in words that they can compare."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from enrolment_app.actions.list_conflicts import conflicts_of
from enrolment_app.actions.list_households import list_households
from enrolment_app.actions.open_visit import open_visit
from enrolment_app.actions.settle import Keep, Write, settle
from enrolment_app.problems import Problem
from enrolment_app.questionnaire import Question
from enrolment_app.store.errors import NotKnown
from enrolment_app.store.rows import Listed, Query
from enrolment_app.ui.languages import form_language
from enrolment_app.ui.readings.attachments import size_of
from sync.clock import milliseconds
from sync.values import Special

if TYPE_CHECKING:
    from enrolment_app.actions.work import Work
    from enrolment_app.household.view import Contested, Side
    from enrolment_app.questionnaire import Choice, Interview, Node
    from sync.values import Atom, GroupValue, Name

MOST = 200


@dataclass(frozen=True)
class Value:
    """One answer to compare: its words, or the code of what stands for it.

    `code` is "" for words of the form; "empty", "dont-know", "refused" or a
    status are said in the window's language.
    """

    words: str
    code: str = ""
    size_bytes: int | None = None  # of the file that the words are the reference of


@dataclass(frozen=True)
class SideSeen:
    """One side: what it says, and who wrote it where and when."""

    keep: int
    values: tuple[Value, ...]  # one for each of the contest's labels
    person: str
    laptop: str
    device: int
    at_ms: int
    change: "Name" = b""


@dataclass(frozen=True)
class Contest:
    """One group to decide; `choices` are what may be written, empty for text."""

    address: str
    labels: tuple[str, ...]  # of the fields that differ; empty for a status
    about: str  # the row it belongs to, empty for the household
    sides: tuple[SideSeen, ...]
    held: tuple[Value, ...]  # the last agreed values; empty where there are none
    choices: tuple[tuple[str, str], ...]
    writable: bool  # whether a third value may be typed

    @property
    def shown(self) -> "tuple[Name, ...]":
        """The changes whose sides are compared."""
        return tuple(side.change for side in self.sides)


@dataclass(frozen=True)
class Contests:
    """A household and everything to decide about it."""

    listed: Listed
    contests: tuple[Contest, ...]


@dataclass(frozen=True)
class Decision:
    """What a person decided about one contest, having compared what was `shown`."""

    address: str
    keep: int = 0  # 0: `value` is written instead
    value: str = ""
    shown: "tuple[Name, ...]" = field(default=(), compare=False)


def read_contested(work: "Work") -> tuple[Listed, ...]:
    """List the households that wait for a decision, newest first."""
    return list_households(work, Query(contested=True, limit=MOST)).rows


def read_contests(work: "Work", household: str, language: str) -> Contests:
    """Read everything to decide about one household; `language` is a code."""
    listed = work.store.households.row(household)
    interview = open_visit(work, household).interview
    interview.language = form_language(
        interview.questionnaire.languages, language, interview.language
    )
    contests = tuple(
        _contest(work, interview, each) for each in conflicts_of(work, household)
    )
    return Contests(listed, contests)


def decide(
    work: "Work", household: str, decisions: tuple[Decision, ...], why: str
) -> tuple[Problem, ...]:
    """Settle each; return the problems of those that could not be."""
    problems = []
    for each in decisions:
        choice = Keep(each.keep) if each.keep else Write(each.value)
        settled = settle(work, household, each.address, choice, why, each.shown)
        if isinstance(settled, Problem):
            problems.append(settled)
    return tuple(problems)


def _contest(work: "Work", interview: "Interview", contested: "Contested") -> Contest:
    nodes = [_node(interview, address) for address in contested.fields]
    known = [node for node in nodes if node is not None]
    options = {node.address: _choices(interview, node) for node in known}
    one = known[0] if len(contested.fields) == 1 and known else None
    return Contest(
        address=contested.address,
        labels=tuple(
            interview.label(node) if node else address
            for node, address in zip(nodes, contested.fields, strict=True)
            if not address.endswith("@status")
        ),
        about=_about(interview, contested),
        sides=tuple(_side(work, contested, side, options) for side in contested.sides),
        held=_values(work, contested, contested.held, options)
        if contested.held
        else (),
        choices=tuple(options[one.address].items()) if one else (),
        writable=one is not None and not _is_file(one),
    )


def _side(
    work: "Work",
    contested: "Contested",
    side: "Side",
    options: Mapping[str, Mapping[str, str]],
) -> SideSeen:
    change = side.change
    return SideSeen(
        keep=side.keep,
        values=_values(work, contested, side.value, options),
        person=_person(work, change.person),
        laptop=_laptop(work, change.device),
        device=change.device,
        at_ms=milliseconds(change.time),
        change=change.name,
    )


def _values(
    work: "Work",
    contested: "Contested",
    value: "GroupValue",
    options: Mapping[str, Mapping[str, str]],
) -> tuple[Value, ...]:
    return tuple(
        _value(work, value.get(contested.path_at(address)), options.get(address, {}))
        for address in contested.fields
    )


def _value(work: "Work", atom: "Atom | None", choices: Mapping[str, str]) -> Value:
    if atom is None or atom == "":
        return Value("", "empty")
    if isinstance(atom, Special):
        return Value("", str(atom))
    if choices:
        # Several choices are stored with spaces between them.
        # What is offered no more, a village that joined another, has a name still.
        named = work.store.places.called
        return Value(
            ", ".join(choices.get(one) or named(one).name for one in atom.split(" "))
        )
    return Value(atom, size_bytes=size_of(work, atom))


def _is_file(node: "Node") -> bool:
    """Tell whether an answer is a file, which cannot be typed."""
    return isinstance(node.question, Question) and node.question.type == "file"


def _node(interview: "Interview", address: str) -> "Node | None":
    try:
        return interview.find(address)
    except KeyError:
        return None


def _choices(interview: "Interview", node: "Node") -> dict[str, str]:
    choices: tuple[Choice, ...] = interview.choices(node)
    return {choice.value: choice.label for choice in choices}


def _about(interview: "Interview", contested: "Contested") -> str:
    if not contested.kind:
        return ""
    row_address = contested.address[: contested.address.rfind("]") + 1]
    node = _node(interview, row_address)
    return interview.label(node) if node else ""


def _person(work: "Work", person: str) -> str:
    try:
        return work.store.people.get(person).name
    except NotKnown:
        return person


def _laptop(work: "Work", device: int) -> str:
    return work.store.exchange.device_name(device) or str(device)
