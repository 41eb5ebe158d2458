"""Words about what a questionnaire asks for and what happens instead."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

UNHEEDED: Mapping[str, str] = {
    "form.unheeded_position": QT_TRANSLATE_NOOP(
        "Problem",
        "Takes by itself where the laptop stands. Without a receiver it stays blank; "
        "the window says so.",
    ),
    "form.unheeded_recording": QT_TRANSLATE_NOOP(
        "Problem",
        "The interview is to be recorded in the background. Indraj never listens "
        "unasked; nothing is recorded, and the question stays blank.",
    ),
    "form.unheeded_encryption": QT_TRANSLATE_NOOP(
        "Problem",
        "The questionnaire brings a key to encrypt with. It is not used: the store on "
        "this laptop and everything that leaves it are encrypted anyway, to the "
        "province's own keys.",
    ),
    "form.unheeded_submission": QT_TRANSLATE_NOOP(
        "Problem",
        "The questionnaire says where or when its answers are sent, or that they are "
        "deleted then. They go to the registry with the next exchange, and stay here "
        "encrypted.",
    ),
    "form.unheeded_entities": QT_TRANSLATE_NOOP(
        "Problem",
        "Entities are written in version {name}, newer than Indraj knows; what it "
        "knows of them is made, the rest is left out.",
    ),
    "form.unheeded_app": QT_TRANSLATE_NOOP(
        "Problem",
        "Another program of a telephone is to give the answer. Here it is typed.",
    ),
    "form.unheeded_printer": QT_TRANSLATE_NOOP(
        "Problem",
        "A printer of a telephone is to be used. Here nothing is printed by itself.",
    ),
    "form.unheeded_compass": QT_TRANSLATE_NOOP(
        "Problem",
        "A compass is to be read. Here the direction is typed, in degrees.",
    ),
    "form.unheeded_image_map": QT_TRANSLATE_NOOP(
        "Problem",
        "The choices are to be touched in a picture. Here they stand in a list, with "
        "the same codes.",
    ),
    "form.unheeded_calendar": QT_TRANSLATE_NOOP(
        "Problem",
        "The date is to be asked in another calendar. Here it is asked in the "
        "Gregorian one, as it is stored everywhere.",
    ),
    "form.unheeded_search": QT_TRANSLATE_NOOP(
        "Problem",
        "What search() is to look for is not said plainly; there are no choices but "
        "those written out. Name the list, the columns and the way as words in "
        "quotation marks.",
    ),
    "form.unheeded_whereabouts": QT_TRANSLATE_NOOP(
        "Problem",
        "The log of interviews is to hold where the laptop was. It does not; who "
        "changed what and when is in each household's history, and cannot be altered.",
    ),
    "form.unheeded_reasons": QT_TRANSLATE_NOOP(
        "Problem",
        "A reason is to be asked for every change of a finished household. It is not; "
        "who changed what and when, with the value before, is in its history.",
    ),
    "form.unheeded_function": QT_TRANSLATE_NOOP(
        "Problem",
        "Calls {name}, a function of another program. Where it is reached, a "
        "calculation stays blank and a condition keeps nobody from asking.",
    ),
    "form.unheeded_short": QT_TRANSLATE_NOOP(
        "Problem",
        "The questionnaire says how its answers are written in short messages. They "
        "are never sent so.",
    ),
    "form.unheeded_style": QT_TRANSLATE_NOOP(
        "Problem",
        "The form is to be laid out as {name}. Here its sections stand beside the "
        "questions.",
    ),
    "form.unheeded_plugin": QT_TRANSLATE_NOOP(
        "Problem",
        "A plug-in of another program is to ask this. Here it is asked in the "
        "ordinary way.",
    ),
    "form.unheeded_attribute": QT_TRANSLATE_NOOP(
        "Problem",
        "Says {name}, an attribute of another program; it changes nothing here.",
    ),
    "form.unheeded_control": QT_TRANSLATE_NOOP(
        "Problem",
        "A part of the form is of the kind {name}, which nobody knows; it is not "
        "shown.",
    ),
    "form.unheeded_question": QT_TRANSLATE_NOOP(
        "Problem",
        "A question is about {where}, which is no place of this form; it is not shown.",
    ),
    "form.unheeded_rule": QT_TRANSLATE_NOOP(
        "Problem",
        "A rule is about {where}, which is no place of this form; it has no effect.",
    ),
    "form.unheeded_named_list": QT_TRANSLATE_NOOP(
        "Problem",
        "An answer says in which list to look. Lists (CSV) of that name beside the "
        "questionnaire were taken in; where there is none, nothing is offered.",
    ),
    "form.unheeded_list": QT_TRANSLATE_NOOP(
        "Problem",
        "The list {where} does not lie beside the questionnaire; whoever asks in it "
        "finds nothing. Put it into the same folder and install again.",
    ),
}
