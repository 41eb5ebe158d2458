"""Words about who can open a store, and about getting back into one."""

from collections.abc import Mapping

from enrolment_app.sentences.marking import QT_TRANSLATE_NOOP

STAFF: Mapping[str, str] = {
    "user.no_name": QT_TRANSLATE_NOOP(
        "Problem",
        "A person needs a name. Nobody was added; give the name that others know.",
    ),
    "user.known": QT_TRANSLATE_NOOP(
        "Problem",
        "{name} can open this store already. Nothing was changed; a new passphrase is "
        "set with `indraj user passphrase`.",
    ),
    "user.nobody": QT_TRANSLATE_NOOP(
        "Problem",
        "Nobody called {name} can open this store. Nothing was changed; these can: "
        "{people}.",
    ),
    "user.yourself": QT_TRANSLATE_NOOP(
        "Problem",
        "You cannot take your own key away. Nothing was changed; somebody else who can "
        "open the store has to do it.",
    ),
    "recovery.file_exists": QT_TRANSLATE_NOOP(
        "Problem",
        "There already is a file {file}, and it was left as it is: it may be a key "
        "that laptops are sealed to. Choose another name.",
    ),
    "recovery.no_code": QT_TRANSLATE_NOOP(
        "Problem",
        "No recovery code of laptop {device} is here that this key opens. "
        "`indraj registry recovery list` shows whose are; the code on paper and the "
        "province's key open the laptop too.",
    ),
    "recovery.not_a_key": QT_TRANSLATE_NOOP(
        "Problem",
        "{file} is no recovery key that this passphrase opens. Nothing was changed; "
        "check the file and the passphrase it was made with.",
    ),
    "store.wrong_code": QT_TRANSLATE_NOOP(
        "Problem",
        "No recovery code of this store is like that, or it was used before. Nothing "
        "was changed; read it again letter by letter, or ask the province to open it. "
        "Tries before a wait: {left}.",
    ),
    "store.wrong_province_key": QT_TRANSLATE_NOOP(
        "Problem",
        "This store is not sealed to that recovery key. Nothing was changed; compare "
        "the key's short name with the one in the laptop's provisioning file.",
    ),
}
