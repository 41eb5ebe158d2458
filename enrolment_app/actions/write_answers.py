"""Write answers that come as a document or by address: all of them, or none."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from enrolment_app.actions.attaching import file_kept
from enrolment_app.actions.work import Work
from enrolment_app.household.filling import Attach, assign, fill, nothing_attached
from enrolment_app.household.visit import Visit
from enrolment_app.problems import Problem


def attaching(work: Work) -> Attach:
    """Let files that are named for answers be kept.

    They are kept first: where the answer is refused after all nothing names the file,
    and it is swept.
    """
    return lambda file: file_kept(work, Path(file))


def write_document(
    visit: Visit, document: Mapping[str, Any], attach: Attach = nothing_attached
) -> tuple[Problem, ...]:
    """Put a whole document of answers into a visit; keep it only without problems."""
    return fill(visit, document, attach)


def write_answers(
    visit: Visit,
    words: Sequence[tuple[str, str]],
    attach: Attach = nothing_attached,
) -> tuple[Problem, ...]:
    """Put answers by address into a visit; keep it only without problems.

    A visit with problems is to be dropped, so that nothing was changed.
    """
    return assign(visit, words, attach)
