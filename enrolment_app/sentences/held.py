"""Why something is held or put aside at the registry."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

HELD: Mapping[str, str] = {
    "held.area_not_assigned": QT_TRANSLATE_NOOP(
        "Problem",
        "The laptop was not given this area. The work is kept; a person at the "
        "registry decides.",
    ),
    "held.device_revoked": QT_TRANSLATE_NOOP(
        "Problem",
        "The laptop had been revoked when this came. It is kept; a person at "
        "the registry decides.",
    ),
    "held.erased": QT_TRANSLATE_NOOP(
        "Problem",
        "A part of it was erased by law, and what is left cannot be proved. It is"
        " kept; a person at the registry decides.",
    ),
    "held.fork": QT_TRANSLATE_NOOP(
        "Problem",
        "Another laptop sealed under this one's number, so this is kept and not"
        " delivered. A person at the registry decides.",
    ),
    "held.form_unknown": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry does not have this questionnaire yet. The work is kept, "
        "and delivered as soon as it is published.",
    ),
    "held.former_key": QT_TRANSLATE_NOOP(
        "Problem",
        "It was signed with a key that this laptop has given up. It is kept; a person"
        " at the registry decides.",
    ),
    "held.not_a_supervisor": QT_TRANSLATE_NOOP(
        "Problem",
        "It approves or returns a household, which only a supervisor's laptop "
        "may do. It is kept; a person at the registry decides.",
    ),
    "held.repeated": QT_TRANSLATE_NOOP(
        "Problem",
        "The same change was delivered before. Nothing is missing.",
    ),
    "held.status_unknown": QT_TRANSLATE_NOOP(
        "Problem",
        "It gives a household or a person a status that there is not. It is "
        "kept; a person at the registry decides.",
    ),
    "registry.area_unknown": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry does not have this area yet. It is put aside and not confirmed; "
        "the laptop sends it again once the office has added the area.",
    ),
    "registry.aside_full": QT_TRANSLATE_NOOP(
        "Problem",
        "The registry has put aside as much as it keeps of what this laptop brought, "
        "and waits for a person. Nothing is lost: the laptop keeps it and sends it "
        "again.",
    ),
    "registry.dictionary_unknown": QT_TRANSLATE_NOOP(
        "Problem",
        "It is packed in a way that this registry does not know yet. It is put aside"
        " and not confirmed; the laptop sends it again once the registry is upgraded.",
    ),
    "registry.erased_unordered": QT_TRANSLATE_NOOP(
        "Problem",
        "More was erased from this than the registry ordered. It was put aside; what"
        " is whole comes by another road.",
    ),
    "registry.form_unknown": QT_TRANSLATE_NOOP(
        "Problem",
        "Another laptop brought it, and its questionnaire is not published, so nobody "
        "can say that it is what was written. It is put aside until it is.",
    ),
    "registry.gap": QT_TRANSLATE_NOOP(
        "Problem",
        "What the same laptop wrote before it is not here yet. It is put aside, and "
        "taken as soon as that comes.",
    ),
    "registry.nothing_aside": QT_TRANSLATE_NOOP(
        "Problem",
        "Nothing that is named {hash}, or more than one thing, was put aside. Nothing "
        "was changed; `indraj registry quarantine aside` lists what lies there.",
    ),
    "registry.nothing_held": QT_TRANSLATE_NOOP(
        "Problem",
        "Nothing is held at {place}. Nothing was changed; "
        "`indraj registry quarantine list` shows what is.",
    ),
}
