"""Words about why two households may be one."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

DUPLICATES: Mapping[str, str] = {
    "duplicate.same_identity": QT_TRANSLATE_NOOP(
        "Problem", "The identity number {number} is in both: {one} and {other}."
    ),
    "duplicate.same_phone": QT_TRANSLATE_NOOP(
        "Problem", "Both have the telephone number {phone}."
    ),
    "duplicate.heads_alike": QT_TRANSLATE_NOOP(
        "Problem", "The heads' names are alike ({percent} %): {one} and {other}."
    ),
    "duplicate.same_village": QT_TRANSLATE_NOOP("Problem", "Both are in {village}."),
    "duplicate.people_alike": QT_TRANSLATE_NOOP(
        "Problem", "{count} of {people} people have names that are alike."
    ),
    "duplicate.no_pair": QT_TRANSLATE_NOOP(
        "Problem",
        "These two are no pair that is listed. Nothing was changed; "
        "`indraj duplicate list` shows the pairs.",
    ),
}
