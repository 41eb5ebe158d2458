"""What one card shows of one question: words, answer, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from enrolment_app.problems import Problem
from enrolment_app.questionnaire import Interview, Node, Question
from enrolment_app.ui.editors import Editor, Shown, editor_for
from enrolment_app.ui.editors.backing import Backing
from enrolment_app.ui.editors.editor import Beside
from enrolment_app.ui.editors.editor import unheard as nobody_beside
from enrolment_app.ui.messages import said
from enrolment_app.ui.screens.questionnaire_comments import Said
from enrolment_app.ui.screens.questionnaire_order import is_warning
from enrolment_app.ui.text import translate
from sync.values import Atom

REQUIRED = "required"


def unheard(_atom: Atom) -> None:
    """Take an answer that nobody waits for."""


@dataclass(frozen=True)
class Asked:
    """One question as its card shows it.

    `tone` is "err", "warn", "told" (a note) or ""; `words` say what is wrong;
    `comments` are what a reviewer asks and nobody has answered yet. A `doubt` is
    `confirmed` by who said that the answer is right all the same.
    """

    address: str
    number: str
    label: str
    hint: str
    editor: type[Editor]
    shown: Shown
    tone: str = ""
    words: str = ""
    takes_special: bool = True
    comments: tuple[Said, ...] = ()
    doubt: bool = False
    confirmed: Said | None = None
    backing: Backing | None = None
    # Where an answer goes that is ready only after the card went away.
    late: Callable[[Atom], object] = field(default=unheard, compare=False)
    beside: Beside = field(default=nobody_beside, compare=False)


def asked(  # noqa: PLR0913 - all that a card says, each by name
    interview: Interview,
    node: Node,
    *,
    number: str = "",
    problem: Problem | None = None,
    contested: bool = False,
    comments: tuple[Said, ...] = (),
    confirmed: Said | None = None,
    backing: Backing | None = None,
) -> Asked:
    """Put together what a card shows; `problem` is what is wrong, where that is shown.

    What two people disagree on is read-only until it is settled.
    """
    question = node.question
    assert isinstance(question, Question)
    label = interview.label(node) or question.name
    choices = interview.choices(node) if question.control.startswith("select") else ()
    editor = editor_for(question, len(choices))
    tone, words = _verdict(interview, node, problem, contested=contested)
    tone = "told" if confirmed is not None else tone
    readonly = node.readonly or question.calculated or contested
    return Asked(
        address=node.address,
        number=number,
        label=label,
        hint=interview.hint(node),
        editor=editor,
        shown=Shown(
            value=node.value,
            special=node.special,
            readonly=readonly,
            choices=choices,
            appearance=question.appearance,
            parameters=question.parameters,
            name=f"{number} {label}".strip(),
            description=" ".join((words or interview.hint(node), *_texts(comments))),
        ),
        tone=tone,
        words=words,
        takes_special=editor.takes_special and not readonly,
        comments=comments,
        doubt=is_warning(node),
        confirmed=confirmed,
        backing=backing,
    )


def _texts(comments: tuple[Said, ...]) -> tuple[str, ...]:
    return tuple(each.text for each in comments)


def problem_words(interview: Interview, problem: Problem) -> str:
    """Give the form's words for a problem, else our own."""
    return interview.message(problem) or said(problem)


def is_missing(problem: Problem) -> bool:
    """Tell whether a problem is only that there is no answer yet."""
    return REQUIRED in problem.code


def _verdict(
    interview: Interview, node: Node, problem: Problem | None, *, contested: bool
) -> tuple[str, str]:
    if contested:
        return "warn", translate(
            "Questionnaire",
            "Two people wrote different answers here. "
            "Decide it under Conflicts; until then it cannot be changed.",
        )
    if problem is not None:
        return "err", problem_words(interview, problem)
    if is_warning(node):
        return "warn", ""
    question = node.question
    is_note = isinstance(question, Question) and question.control == "note"
    return ("told" if is_note else ""), ""
