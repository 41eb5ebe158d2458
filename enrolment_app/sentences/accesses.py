"""Words of the access journal: what was done, by whom, to whom."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

ACCESSES: Mapping[str, str] = {
    "audit.opened": QT_TRANSLATE_NOOP(
        "Problem", "{person} opened the store; wrong passphrases before: {about}."
    ),
    "audit.opened_by_code": QT_TRANSLATE_NOOP(
        "Problem",
        "{person} opened the store with a recovery code; "
        "wrong guesses before: {about}.",
    ),
    "audit.opened_by_province": QT_TRANSLATE_NOOP(
        "Problem",
        "The province's key opened the store; wrong passphrases before: {about}.",
    ),
    "audit.made": QT_TRANSLATE_NOOP("Problem", "{person} made the store."),
    "audit.passphrase": QT_TRANSLATE_NOOP(
        "Problem", "{person} set a passphrase of {about}."
    ),
    "audit.code": QT_TRANSLATE_NOOP(
        "Problem", "{person} had a recovery code made for {about}."
    ),
    "audit.renewed": QT_TRANSLATE_NOOP(
        "Problem", "A new passphrase and recovery code were set for {about}."
    ),
    "audit.disabled": QT_TRANSLATE_NOOP(
        "Problem", "{person} took the key of {about} away."
    ),
    "audit.province": QT_TRANSLATE_NOOP(
        "Problem", "The store was sealed to the province's key {about}."
    ),
    "audit.enrolled": QT_TRANSLATE_NOOP(
        "Problem", "{person} enrolled this laptop as device {about}."
    ),
    "audit.backed_up": QT_TRANSLATE_NOOP("Problem", "{person} made a backup."),
    "audit.exported": QT_TRANSLATE_NOOP(
        "Problem",
        "{person} wrote households into files that anybody can read: {about}.",
    ),
    "audit.imported": QT_TRANSLATE_NOOP(
        "Problem", "{person} took households in from a file; rows in it: {about}."
    ),
    "audit.new_key": QT_TRANSLATE_NOOP(
        "Problem", "{person} gave laptop {about} another key for its work."
    ),
    "audit.rekeying": QT_TRANSLATE_NOOP(
        "Problem", "{person} began to put the store under another key."
    ),
    "audit.thinned": QT_TRANSLATE_NOOP(
        "Problem",
        "The oldest lines of who saw which household were let go, up to {about}.",
    ),
    "audit.for_supervisors": QT_TRANSLATE_NOOP(
        "Problem",
        "Who saw which household is shown to a supervisor, or to whoever holds the "
        "province's recovery key (`--province-key`). Nothing was changed.",
    ),
    "look.opened": QT_TRANSLATE_NOOP("Problem", "{person} opened household {about}."),
    "look.history": QT_TRANSLATE_NOOP(
        "Problem", "{person} read the history of household {about}."
    ),
    "look.listed": QT_TRANSLATE_NOOP(
        "Problem", "{person} had a list of households written: {about}."
    ),
    "look.compared": QT_TRANSLATE_NOOP(
        "Problem", "{person} compared household {about} with others like it."
    ),
}
