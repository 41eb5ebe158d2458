"""Words about answers, households, conflicts and numbers."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

ANSWERS: Mapping[str, str] = {
    "visit.no_such_question": QT_TRANSLATE_NOOP(
        "Problem",
        "There is no such question in this questionnaire. Nothing was written; "
        "check the name of the field.",
    ),
    "visit.no_such_status": QT_TRANSLATE_NOOP(
        "Problem",
        "That is no status of it. Nothing was written; say here, left, died or "
        "entered-in-error for a person, and one of the household's statuses for a "
        "household.",
    ),
    "visit.newest_version": QT_TRANSLATE_NOOP(
        "Problem",
        "This household has the newest version of its questionnaire that this laptop "
        "holds. There is nothing to move it to.",
    ),
    "visit.no_doubt": QT_TRANSLATE_NOOP(
        "Problem",
        "The questionnaire doubts no answer there now, so there is nothing to confirm.",
    ),
    "visit.reason_needed": QT_TRANSLATE_NOOP(
        "Problem", "Say why the unusual answer is right. Nothing was written."
    ),
    "visit.not_moved": QT_TRANSLATE_NOOP(
        "Problem",
        "The open visit was not moved to another version of the questionnaire. There "
        "is no move to take back.",
    ),
    "visit.settle_first": QT_TRANSLATE_NOOP(
        "Problem",
        "Two people disagree about this answer. Nothing was written; settle the "
        "conflict first, with one of its sides or another value.",
    ),
    "visit.not_a_group": QT_TRANSLATE_NOOP(
        "Problem",
        "This is a group of questions and needs an object with their answers. "
        "Nothing was written.",
    ),
    "visit.not_a_list": QT_TRANSLATE_NOOP(
        "Problem",
        "This is a list of people or things and needs a list of objects. Nothing "
        "was written.",
    ),
    "visit.not_an_answer": QT_TRANSLATE_NOOP(
        "Problem",
        "This is no answer that the question can take. Nothing was written.",
    ),
    "visit.too_large": QT_TRANSLATE_NOOP(
        "Problem",
        "This household is too large to travel in one piece. Everything that was "
        "answered is kept on this laptop; shorten its longest answers.",
    ),
    "answer.required": QT_TRANSLATE_NOOP(
        "Problem",
        "This question needs an answer before the household can be submitted. "
        "Everything answered so far is kept.",
    ),
    "answer.not_relevant": QT_TRANSLATE_NOOP(
        "Problem",
        "This question is not asked after the other answers, so it cannot be "
        "answered. Nothing was written.",
    ),
    "answer.readonly": QT_TRANSLATE_NOOP(
        "Problem",
        "The questionnaire gives this answer by itself, so it cannot be written. "
        "Nothing was written.",
    ),
    "answer.not_valid": QT_TRANSLATE_NOOP(
        "Problem",
        "This answer is not of the kind that the question takes, such as a whole "
        "number or a date. Nothing was written.",
    ),
    "answer.too_long": QT_TRANSLATE_NOOP(
        "Problem",
        "An answer has at most {most} letters. This one was not written; say it "
        "shorter.",
    ),
    "answer.not_offered": QT_TRANSLATE_NOOP(
        "Problem",
        "This answer is not among the choices of the question. Nothing else was "
        "changed; choose one of them.",
    ),
    "answer.constraint": QT_TRANSLATE_NOOP(
        "Problem",
        "This answer breaks a rule of the questionnaire. Check it with the person, "
        "and correct it.",
    ),
    "household.unknown": QT_TRANSLATE_NOOP(
        "Problem",
        "There is no household {household} in this store. Check the id, or exchange"
        " with the registry to receive it.",
    ),
    "conflict.not_contested": QT_TRANSLATE_NOOP(
        "Problem",
        "Nobody disagrees about this answer. Nothing was changed; `conflict list` "
        "shows what is contested.",
    ),
    "conflict.changed": QT_TRANSLATE_NOOP(
        "Problem",
        "Another answer came in while this was being decided, so nothing was decided "
        "about it. Look at all the answers and decide again.",
    ),
    "conflict.no_such_side": QT_TRANSLATE_NOOP(
        "Problem",
        "There is no side with that number; there are {count}. Nothing was changed.",
    ),
    "identity.cnic_length": QT_TRANSLATE_NOOP(
        "Problem",
        "An identity number has 13 digits; this one has {digits}. Check it against "
        "the card.",
    ),
}
