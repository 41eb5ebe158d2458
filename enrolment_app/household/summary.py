"""What lists show of a household and searches find it by, read from declared roles.

The questionnaire declares which of its questions is the village, a person's name, an
identity number ... (`bind::indraj:role`); no name of a question is known here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from enrolment_app.household.layout import group_of
from enrolment_app.household.likeness import Person, Traits, marks_of
from enrolment_app.household.nesting import is_here, spelled
from enrolment_app.household.numbers import number_of
from enrolment_app.household.overlay import Overlaid
from enrolment_app.household.records import Record, built_in
from enrolment_app.household.view import View

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
    """One household in a list."""

    number: str
    head: str
    village: str
    status: str
    area: str
    people: int
    words: tuple[str, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roles:
    """The questions that a questionnaire declares a role for, in form order."""

    by_role: "Mapping[str, tuple[Question, ...]]"
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
        return cls(by_role, people[0].kind if people else repeats[0])

    def get(self, role: str) -> "tuple[Question, ...]":
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
    own = seen.shown[seen.household]
    people = list(_people(seen, roles))
    found = (
        text for role in (*FOUND_BY, ANY_TEXT) for text in _texts(seen, roles, role)
    )
    number = number_of(seen.household)
    return Summary(
        number=number,
        head=next(_texts(seen, roles, HEAD), "") or _head(seen, roles, people),
        village=next(_texts(seen, roles, VILLAGE), ""),
        status=built_in(own, "@status") or "unfinished",
        area=built_in(own, "@area"),
        people=len(people),
        words=tuple(dict.fromkeys((number, *found))),
        marks=marks_of(traits(seen, roles)),
    )


def traits(seen: View | Overlaid, roles: Roles) -> Traits:
    """Give what tells a household from others: who is in it, where, whose numbers."""
    people = list(_people(seen, roles))
    head = next(_texts(seen, roles, HEAD), "") or _head(seen, roles, people)
    return Traits(
        household=seen.household,
        number=number_of(seen.household),
        head=head,
        village=next(_texts(seen, roles, VILLAGE), ""),
        people=tuple(
            Person(
                names=tuple(
                    name
                    for role in (PERSON, OTHER_SCRIPT)
                    for name in _told(seen, roles, role, person)
                ),
                identity=next(_told(seen, roles, IDENTITY, person), ""),
            )
            for person in people
        ),
        phones=tuple(dict.fromkeys(_texts(seen, roles, PHONE))),
    )


def _told(
    seen: View | Overlaid, roles: Roles, role: str, person: Record
) -> Iterator[str]:
    for question in roles.get(role):
        if question.kind == person.kind and (text := _text(seen, person, question)):
            yield text


def _people(seen: View | Overlaid, roles: Roles) -> Iterator[Record]:
    rows = [r for r in seen.records.values() if r.kind and r.kind == roles.person_kind]
    for row in sorted(rows, key=lambda row: row.born):
        if is_here(seen.shown[row.id]):
            yield row


def _head(seen: View | Overlaid, roles: Roles, people: list[Record]) -> str:
    """Name the head where the form computes the name: computed ones are not kept.

    The head is whoever the first choice of the relation stands for, else the first.
    """
    relation = roles.get(RELATION)[:1]
    heads = [
        person
        for person in people
        for question in relation
        if question.choices and _text(seen, person, question) == question.choices[0]
    ]
    for person in (*heads, *people):
        for role in (PERSON, OTHER_SCRIPT):
            for question in roles.get(role):
                if name := _text(seen, person, question):
                    return name
    return ""


def _texts(seen: View | Overlaid, roles: Roles, role: str) -> Iterator[str]:
    for question in roles.get(role):
        for record in seen.records.values():
            if record.kind == question.kind and (text := _text(seen, record, question)):
                yield text


def _text(seen: View | Overlaid, record: Record, question: "Question") -> str:
    value = seen.shown[record.id].get(group_of(question), {})
    return spelled(value.get(question.field))
