"""Sentences about what the office orders and tells."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

ERASURES: Mapping[str, str] = {
    "household.erased": QT_TRANSLATE_NOOP(
        "Problem",
        "This household was erased by order of the office. Nothing of it is kept, and"
        " nothing more can be written about it.",
    ),
    "registry.household_unknown": QT_TRANSLATE_NOOP(
        "Problem",
        "No change here ever wrote to {household}, or all of it is erased already."
        " Nothing was erased.",
    ),
    "registry.nothing_to_assign": QT_TRANSLATE_NOOP(
        "Problem",
        "There is no area {subject}, and no change here ever wrote to such a"
        " household. Nothing was assigned.",
    ),
    "registry.message_length": QT_TRANSLATE_NOOP(
        "Problem",
        "A message says something, in at most {most} characters. Nothing was sent.",
    ),
}
