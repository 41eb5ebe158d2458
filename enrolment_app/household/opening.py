"""The three ways to open a visit.

visit = begin(setting, nonce=..., area=...)            a new household
visit = reopen(setting, view, contexts, nonce=...)     one that is known
visit = resume(setting, view, draft)                   work that was kept
"""

from collections.abc import Callable
from dataclasses import replace

from enrolment_app.household.draft import Draft
from enrolment_app.household.view import View
from enrolment_app.household.visit import Setting, Visit
from sync.change import Context
from sync.values import RecordId, record_id


def begin(setting: Setting, *, nonce: bytes, area: str, opened_ms: int = 0) -> Visit:
    """Begin a new household."""
    household = record_id(nonce, 0)
    draft = Draft(
        nonce=nonce,
        household=household,
        layout=setting.layout.id,
        area=area,
        born=True,
        ordinal=1,
        opened_ms=opened_ms,
    )
    return Visit(setting, None, draft)


def reopen(
    setting: Setting,
    view: View,
    contexts: Callable[[RecordId, str], Context],
    *,
    nonce: bytes,
    opened_ms: int = 0,
) -> Visit:
    """Open a known household; what is on the screen now is captured as the context.

    `contexts` gives that of a record, for a change in an area.
    """
    seen = {record: contexts(record, view.area) for record in view.records}
    draft = Draft(
        nonce=nonce,
        household=view.household,
        layout=setting.layout.id,
        area=view.area,
        born=False,
        contexts=seen,
        opened_ms=opened_ms,
    )
    return Visit(setting, view, draft)


def resume(setting: Setting, view: View | None, draft: Draft) -> Visit:
    """Go on with work that was kept, under the questionnaire as it is now."""
    visit = Visit(setting, view, replace(draft, layout=setting.layout.id))
    visit.kept = True
    return visit
