"""The words that several editors share."""

from enrolment_app.ui.text import translate
from sync.values import Special


def special_words(special: Special | None) -> str:
    """Give the words for a special answer, "" for none."""
    match special:
        case Special.DONT_KNOW:
            return translate("Editors", "Don't know")
        case Special.REFUSED:
            return translate("Editors", "Refused")
        case None:
            return ""
