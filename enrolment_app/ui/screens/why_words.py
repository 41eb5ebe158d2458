"""Why a question is as it is, in words. No widgets."""

from collections.abc import Sequence

from enrolment_app.questionnaire import Interview, Node, Question, Reason
from enrolment_app.questionnaire.judging import CONSTRAINT, NOT_OFFERED
from enrolment_app.questionnaire.phrases import TODAY, Phrase
from enrolment_app.questionnaire.reasons import Read
from enrolment_app.ui.attached_words import spoken
from enrolment_app.ui.editors.words import special_words
from enrolment_app.ui.screens.questionnaire_asked import is_missing, problem_words
from enrolment_app.ui.screens.questionnaire_sitting import Sitting
from enrolment_app.ui.screens.roster_model import heading as heading_of
from enrolment_app.ui.screens.roster_people import Column
from enrolment_app.ui.text import QT_TRANSLATE_NOOP, bidi, fill, ltr, translate

# What a rule decided, where it holds and where it does not.
BECAUSE = {
    "relevant": (
        QT_TRANSLATE_NOOP("Why", "It is asked because"),
        QT_TRANSLATE_NOOP("Why", "It is not asked because"),
    ),
    "required": (
        QT_TRANSLATE_NOOP("Why", "An answer is needed because"),
        QT_TRANSLATE_NOOP("Why", "An answer is not needed because"),
    ),
    "constraint": (
        QT_TRANSLATE_NOOP("Why", "The answer is taken because"),
        QT_TRANSLATE_NOOP("Why", "The answer is refused because"),
    ),
    "readonly": (
        QT_TRANSLATE_NOOP("Why", "It cannot be changed because"),
        QT_TRANSLATE_NOOP("Why", "It can be changed because"),
    ),
    "count": (QT_TRANSLATE_NOOP("Why", "How many there are follows from"),) * 2,
    "offered": (QT_TRANSLATE_NOOP("Why", "What can be chosen depends on"),) * 2,
}
WORKED_OUT = QT_TRANSLATE_NOOP("Why", "It is worked out from")
AROUND = {
    "relevant": (
        QT_TRANSLATE_NOOP("Why", "The part “{name}” applies because"),
        QT_TRANSLATE_NOOP("Why", "The part “{name}” does not apply because"),
    ),
    "readonly": (
        QT_TRANSLATE_NOOP("Why", "The part “{name}” cannot be changed because"),
        QT_TRANSLATE_NOOP("Why", "The part “{name}” can be changed because"),
    ),
}
SAID = {
    "is": QT_TRANSLATE_NOOP("Why", "“{question}” is: {value}"),
    "is-not": QT_TRANSLATE_NOOP("Why", "“{question}” is anything but: {value}"),
    "less": QT_TRANSLATE_NOOP("Why", "“{question}” is less than {value}"),
    "at-most": QT_TRANSLATE_NOOP("Why", "“{question}” is at most {value}"),
    "more": QT_TRANSLATE_NOOP("Why", "“{question}” is more than {value}"),
    "at-least": QT_TRANSLATE_NOOP("Why", "“{question}” is at least {value}"),
    "not-less": QT_TRANSLATE_NOOP("Why", "“{question}” is not less than {value}"),
    "not-at-most": QT_TRANSLATE_NOOP("Why", "“{question}” is not {value} or less"),
    "not-more": QT_TRANSLATE_NOOP("Why", "“{question}” is not more than {value}"),
    "not-at-least": QT_TRANSLATE_NOOP("Why", "“{question}” is not {value} or more"),
    "empty": QT_TRANSLATE_NOOP("Why", "“{question}” has no answer"),
    "answered": QT_TRANSLATE_NOOP("Why", "“{question}” has an answer"),
    "chosen": QT_TRANSLATE_NOOP("Why", "“{value}” is chosen in “{question}”"),
    "not-chosen": QT_TRANSLATE_NOOP("Why", "“{value}” is not chosen in “{question}”"),
    "one-of": QT_TRANSLATE_NOOP("Why", "“{question}” is one of: {value}"),
    "none-of": QT_TRANSLATE_NOOP("Why", "“{question}” is none of: {value}"),
    "pattern": QT_TRANSLATE_NOOP("Why", "“{question}” is written as it has to be"),
    "not-pattern": QT_TRANSLATE_NOOP("Why", "“{question}” is not written in that way"),
}
_BEFORE = QT_TRANSLATE_NOOP("Why", "“{question}” is before today")
_NOT_AFTER = QT_TRANSLATE_NOOP("Why", "“{question}” is not after today")
_AFTER = QT_TRANSLATE_NOOP("Why", "“{question}” is after today")
_NOT_BEFORE = QT_TRANSLATE_NOOP("Why", "“{question}” is not before today")
TODAYS = {
    "is": QT_TRANSLATE_NOOP("Why", "“{question}” is today"),
    "is-not": QT_TRANSLATE_NOOP("Why", "“{question}” is not today"),
    "less": _BEFORE,
    "not-at-least": _BEFORE,
    "at-most": _NOT_AFTER,
    "not-more": _NOT_AFTER,
    "more": _AFTER,
    "not-at-most": _AFTER,
    "at-least": _NOT_BEFORE,
    "not-less": _NOT_BEFORE,
}


def verdict(sitting: Sitting, node: Node) -> tuple[str, str, str]:
    """Give icon, tone and sentence for how a question is now."""
    if node.address in sitting.refused:
        return (
            "circle-alert",
            "err",
            translate("Why", "What was typed is no answer here."),
        )
    if not node.relevant:
        words = translate("Why", "This question is not asked.")
        if not isinstance(node.question, Question):
            words = translate("Why", "This part does not apply.")
        return "circle", "text3", words
    if sitting.contested(node):
        return (
            "git-merge",
            "warn",
            translate("Why", "Two people wrote different answers here."),
        )
    problem = node.problem
    if problem is not None:
        return "circle-alert", "err", _wrong(problem.code)
    return "circle-check", "ok", _in_order(node)


def _wrong(code: str) -> str:
    if code == CONSTRAINT:
        return translate("Why", "This answer is refused.")
    if code == NOT_OFFERED:
        return translate("Why", "This answer is not among the choices any more.")
    return translate("Why", "An answer is needed here.")


def _in_order(node: Node) -> str:
    question = node.question
    if not isinstance(question, Question):
        return translate("Why", "This part applies.")
    if question.calculated and not question.by_hand:
        return translate("Why", "The form works this out. Nobody types it.")
    if node.readonly:
        return translate("Why", "This cannot be changed.")
    if question.control == "note":
        return translate("Why", "This is shown to be read out.")
    if node.required:
        return translate("Why", "This question is asked, and an answer is needed.")
    return translate("Why", "This question is asked.")


def own_words(sitting: Sitting, node: Node) -> str:
    """Give what the form itself says of what is wrong, "" where nothing is."""
    unread = sitting.refused.get(node.address)
    problem = unread.problem if unread else node.problem
    if problem is None or (is_missing(problem) and not sitting.told_problem(node)):
        return ""
    return problem_words(sitting.interview, problem)


def heading(interview: Interview, reason: Reason, node: Node) -> str:
    """Say what a rule decides, and how it decided."""
    if reason.field != node.address and reason.rule in ("relevant", "readonly"):
        return _around(interview, reason)
    if reason.rule == "constraint" and not node.value:
        return translate("Why", "What an answer must be")
    yes, no = BECAUSE.get(reason.rule, (WORKED_OUT, WORKED_OUT))
    return translate("Why", yes if reason.holds else no)


def _around(interview: Interview, reason: Reason) -> str:
    """Say it of the group or list that a question is in."""
    around = interview.find(reason.field)
    name = interview.label(around) or around.name.replace("_", " ")
    yes, no = AROUND[reason.rule]
    return fill(translate("Why", yes if reason.holds else no), name=name)


def unconditional(node: Node, reasons: Sequence[Reason]) -> tuple[str, ...]:
    """Say what is so whatever was answered: no rule decides it."""
    ruled = {reason.rule for reason in reasons}
    found = []
    if "relevant" not in ruled:
        found.append(translate("Why", "It is always asked."))
    if node.required and "required" not in ruled:
        found.append(translate("Why", "An answer is always needed."))
    if node.readonly and "readonly" not in ruled:
        found.append(translate("Why", "It can never be changed by hand."))
    return tuple(found)


def joined_words(reason: Reason) -> str:
    """Say how several conditions belong together, "" where there is one."""
    match reason.joined:
        case "all":
            return translate("Why", "All of these have to be so:")
        case "any":
            return translate("Why", "One of these is enough:")
        case "mixed":
            return translate("Why", "It depends on these together:")
        case _:
            return ""


def holds_words(*, holds: bool | None) -> str:
    """Say whether a condition is so, "" where that is no question."""
    if holds is None:
        return ""
    return translate("Why", "It is so") if holds else translate("Why", "It is not so")


def answer_words(sitting: Sitting, read: Read) -> str:
    """Give the answer that a rule looks at."""
    node = sitting.node(read.field)
    if not read.relevant:
        return translate("Why", "not asked")
    if node is not None and node.special is not None:
        return special_words(node.special)
    if not read.value:
        return translate("Why", "not answered")
    words = spoken(read.words)
    return ltr(words) if words[:1].isdigit() else bidi(words)


def name_in_words(interview: Interview, address: str) -> str:
    """Name a question: by its words, else by what the form declares that it is."""
    node = interview.find(address)
    part = node.question
    if label := interview.label(node):
        return label
    return heading_of(Column(node.path, node.name, part.role))


def phrase_words(interview: Interview, phrase: Phrase) -> str:
    """Say a condition as a sentence."""
    value = phrase.value
    if phrase.other and phrase.other != TODAY:
        name = name_in_words(interview, phrase.other)
        value = fill(translate("Why", "the answer to “{question}”"), question=name)
    said = TODAYS if phrase.other == TODAY else SAID
    pattern = translate("Why", said[phrase.kind])
    return fill(pattern, question=name_in_words(interview, phrase.field), value=value)
