"""What happened, in a sentence of the window's language."""

from typing import TYPE_CHECKING

from enrolment_app.problems import Problem
from enrolment_app.sentences import SENTENCES
from enrolment_app.ui.text import fill, translate
from sync.errors import IndrajError

if TYPE_CHECKING:
    from collections.abc import Mapping


def said(what: Problem | IndrajError) -> str:
    """Return the sentence of a problem or a failure, its values isolated."""
    values: Mapping[str, object]
    values = what.values if isinstance(what, Problem) else vars(what)
    english = SENTENCES.get(what.code, what.code)
    return fill(translate("Problem", english), **values)
