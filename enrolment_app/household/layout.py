"""What sync needs to know of a questionnaire: names, order, types, groups, policies."""

from typing import TYPE_CHECKING

from sync.layout import Field, Kind, Layout

if TYPE_CHECKING:  # lists are shown without the engine being read
    from enrolment_app.questionnaire import Question, Questionnaire

HOUSEHOLD = ""  # the kind of the household's own record


def layout_of(questionnaire: "Questionnaire") -> Layout:
    """Give the layout of a questionnaire; its id is the questionnaire's hash.

    Notes and answers that are computed purely from others are left out: they are never
    written into a change.
    """
    fields: dict[str, list[Field]] = {HOUSEHOLD: []}
    fields.update({path: [] for path in questionnaire.repeats})
    for question in questionnaire.questions.values():
        if is_written(question):
            fields[question.kind].append(_field(question))
    kinds = tuple(Kind(name, tuple(group)) for name, group in fields.items())
    return Layout(questionnaire.hash, questionnaire.id, questionnaire.version, kinds)


def is_written(question: "Question") -> bool:
    """Whether answers to the question go into changes."""
    return question.kept and question.control != "note"


def _field(question: "Question") -> Field:
    return Field(
        path=question.field,
        type=question.type,
        choices=question.choices,
        group=group_of(question),
        policy=question.policy,
    )


def group_of(question: "Question") -> str:
    """Give the field group of a question; a field alone is its own group."""
    return question.group or question.field
