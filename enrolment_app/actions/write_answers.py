"""Write answers that come as a document or by address: all of them, or none."""

from collections.abc import Mapping, Sequence
from typing import Any

from enrolment_app.household.filling import assign, fill
from enrolment_app.household.visit import Visit
from enrolment_app.problems import Problem


def write_document(visit: Visit, document: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Put a whole document of answers into a visit; keep it only without problems."""
    return fill(visit, document)


def write_answers(
    visit: Visit, words: Sequence[tuple[str, str]]
) -> tuple[Problem, ...]:
    """Put answers by address into a visit; keep it only without problems.

    A visit with problems is to be dropped, so that nothing was changed.
    """
    return assign(visit, words)
