"""The words for every problem and error, by code; the window translates them.

Each says what happened, what was not lost where something could be, and what to do.
Placeholders in braces are filled from a problem's values or an error's attributes;
they stay the same in every language.
"""

from collections.abc import Mapping
from string import Formatter

from enrolment_app.sentences.accesses import ACCESSES
from enrolment_app.sentences.answers import ANSWERS
from enrolment_app.sentences.attachments import ATTACHMENTS
from enrolment_app.sentences.bundles import BUNDLES
from enrolment_app.sentences.capture import CAPTURE
from enrolment_app.sentences.duplicates import DUPLICATES
from enrolment_app.sentences.erasures import ERASURES
from enrolment_app.sentences.forms import FORMS
from enrolment_app.sentences.held import HELD
from enrolment_app.sentences.laptop import LAPTOP
from enrolment_app.sentences.line import LINE
from enrolment_app.sentences.reviews import REVIEWS
from enrolment_app.sentences.staff import STAFF
from enrolment_app.sentences.tables import TABLES
from enrolment_app.sentences.unheeded import UNHEEDED

SENTENCES: Mapping[str, str] = {
    **ACCESSES,
    **ANSWERS,
    **ATTACHMENTS,
    **BUNDLES,
    **CAPTURE,
    **DUPLICATES,
    **ERASURES,
    **FORMS,
    **HELD,
    **LAPTOP,
    **LINE,
    **REVIEWS,
    **STAFF,
    **TABLES,
    **UNHEEDED,
}


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def sentence(code: str, values: Mapping[str, str] | None = None) -> str:
    """Give the English sentence for a code, its placeholders filled.

    A code without a sentence is shown as itself: better than silence, and a test
    sees to it that there is none.
    """
    return filled(SENTENCES.get(code, code), values)


def filled(text: str, values: Mapping[str, str] | None = None) -> str:
    """Fill the placeholders of a sentence, translated or not."""
    return Formatter().vformat(text, (), _Gaps(values or {}))
