"""What lists show of a household and searches find it by, read from declared roles.

The questionnaire declares which of its questions is the village, a person's name, an
identity number ... (`bind::indraj:role`); no name of a question is known here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from enrolment_app.household.folding import fold, in_arabic_script
from enrolment_app.household.layout import group_of
from enrolment_app.household.likeness import Person, Traits, marks_of
from enrolment_app.household.nesting import is_here, spelled
from enrolment_app.household.numbers import number_of
from enrolment_app.household.overlay import Overlaid
from enrolment_app.household.records import Record, built_in
from enrolment_app.household.view import View
from sync.values import RecordId

if TYPE_CHECKING:  # lists are shown without the engine being read
    from enrolment_app.questionnaire import Question, Questionnaire

HEAD = "head-name"
PERSON = "person-name"
OTHER_SCRIPT = "person-name-other-script"
RELATION = "relation"
VILLAGE = "village"
IDENTITY, PHONE = "cnic", "phone"
ANY_TEXT = "any-text"
# Words of these are what a household is found by.
FOUND_BY = (HEAD, PERSON, OTHER_SCRIPT, VILLAGE, "mohallah", IDENTITY, PHONE, "number")


@dataclass(frozen=True)
class Summary:
    """One household in a list; `head_other` is the head's name in the other script."""

    number: str
    head: str
    village: str
    status: str
    area: str
    people: int
    words: tuple[str, ...]
    marks: tuple[str, ...] = ()
    head_other: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Where the answer to a question with a role lies, and the first of its choices."""

    kind: str
    group: str
    field: str
    first_choice: str = ""

    @classmethod
    def of(cls, question: "Question") -> "Asked":
        """Give where the answer to a question lies."""
        first = next(iter(question.choices), "")
        return cls(question.kind, group_of(question), question.field, first)


@dataclass(frozen=True)
class Roles:
    """The questions that a questionnaire declares a role for, in form order."""

    by_role: Mapping[str, tuple[Asked, ...]]
    person_kind: str

    @classmethod
    def of(cls, questionnaire: "Questionnaire") -> "Roles":
        """Read the roles of a questionnaire."""
        by_role = {
            role: tuple(
                questionnaire.questions[path]
                for path in paths
                if path in questionnaire.questions
            )
            for role, paths in questionnaire.declared.items()
        }
        if not by_role.keys() & set(FOUND_BY):
            by_role |= _guessed(questionnaire)
        people = (by_role.get(PERSON) or by_role.get(OTHER_SCRIPT) or ())[:1]
        repeats = [*questionnaire.repeats, ""]
        asked = {role: tuple(map(Asked.of, found)) for role, found in by_role.items()}
        return cls(asked, people[0].kind if people else repeats[0])

    def get(self, role: str) -> tuple[Asked, ...]:
        """Give the questions with a role."""
        return self.by_role.get(role, ())


def _guessed(questionnaire: "Questionnaire") -> "dict[str, tuple[Question, ...]]":
    """Give roles to the questions of a form that was made for another program.

    Lists show the first thing that was typed in, and searches find all that was.
    """
    typed = tuple(
        question
        for question in questionnaire.questions.values()
        if question.control == "input" and question.type in ("text", "digits")
    )
    own = tuple(question for question in typed if not question.kind)
    return {HEAD: own[:1], ANY_TEXT: typed}


def summary(seen: View | Overlaid, roles: Roles) -> Summary:
    """Summarise a household as it is shown, an open visit's writes included."""
    told = _Told(seen, roles)
    own = seen.shown[seen.household]
    about = _traits(seen.household, told)
    found = (text for role in (*FOUND_BY, ANY_TEXT) for text in told.texts(role))
    return Summary(
        number=about.number,
        head=about.head,
        head_other=_head_other(told, about.head),
        village=about.village,
        status=built_in(own, "@status") or "unfinished",
        area=built_in(own, "@area"),
        people=len(about.people),
        words=tuple(dict.fromkeys((about.number, *found))),
        marks=marks_of(about),
    )


def traits(seen: View | Overlaid, roles: Roles) -> Traits:
    """Give what tells a household from others: who is in it, where, whose numbers."""
    return _traits(seen.household, _Told(seen, roles))


def _traits(household: RecordId, told: "_Told") -> Traits:
    names, others = told.by_record(PERSON), told.by_record(OTHER_SCRIPT)
    identities = told.by_record(IDENTITY)
    return Traits(
        household=household,
        number=number_of(household),
        head=next(iter(told.texts(HEAD)), "") or _head(told),
        village=next(iter(told.texts(VILLAGE)), ""),
        people=tuple(
            Person(
                names=(*names.get(person.id, ()), *others.get(person.id, ())),
                identity=next(iter(identities.get(person.id, ())), ""),
            )
            for person in told.people
        ),
        phones=tuple(dict.fromkeys(told.texts(PHONE))),
    )


class _Told:
    """What a household says to the questions with a role: each looked up once."""

    def __init__(self, seen: View | Overlaid, roles: Roles) -> None:
        self._shown = seen.shown
        self.roles = roles
        self._by_kind: dict[str, list[Record]] = {}
        for record in seen.records.values():
            self._by_kind.setdefault(record.kind, []).append(record)
        self._said: dict[str, list[tuple[RecordId, str]]] = {}
        kind = roles.person_kind
        rows = sorted(
            self._by_kind.get(kind, ()) if kind else (), key=lambda row: row.born
        )
        self.people = [row for row in rows if is_here(self._shown[row.id])]

    def texts(self, role: str) -> list[str]:
        """Give every text that answers a question with a role."""
        return [text for _, text in self._all(role)]

    def by_record(self, role: str) -> Mapping[RecordId, Sequence[str]]:
        """Give the texts that answer a question with a role, by their records."""
        found: dict[RecordId, list[str]] = {}
        for record, text in self._all(role):
            found.setdefault(record, []).append(text)
        return found

    def _all(self, role: str) -> list[tuple[RecordId, str]]:
        found = self._said.get(role)
        if found is None:
            found = self._said[role] = []
            for asked in self.roles.get(role):
                group, field = asked.group, asked.field
                for record in self._by_kind.get(asked.kind, ()):
                    value = self._shown[record.id].get(group)
                    if value and (text := spelled(value.get(field))):
                        found.append((record.id, text))
        return found

    @cached_property
    def names_of_head(self) -> list[str]:
        """Give what the head is called, in both scripts where both are told.

        The head is whoever the first choice of the relation stands for, else the first.
        """
        for person in (*self.heads(), *self.people):
            names = [
                name
                for role in (PERSON, OTHER_SCRIPT)
                for asked in self.roles.get(role)
                if (name := self.text(person, asked))
            ]
            if names:
                return names
        return []

    def heads(self) -> Iterator[Record]:
        """Give whoever the first choice of the relation stands for."""
        asked = next(iter(self.roles.get(RELATION)), None)
        if asked is None or not asked.first_choice:
            return
        for person in self.people:
            if self.text(person, asked) == asked.first_choice:
                yield person

    def text(self, record: Record, asked: Asked) -> str:
        """Give the text of one answer, "" where there is none."""
        value = self._shown[record.id].get(asked.group)
        return spelled(value.get(asked.field)) if value else ""


def _head(told: _Told) -> str:
    """Name the head where the form computes the name: computed ones are not kept."""
    return next(iter(told.names_of_head), "")


def _head_other(told: _Told, head: str) -> str:
    """Name the head in the other script, "" where the form has but one."""
    arabic = in_arabic_script(fold(head))
    names = told.names_of_head if head else ()
    return next((n for n in names if in_arabic_script(fold(n)) != arabic), "")
