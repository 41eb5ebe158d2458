"""Keep an open visit: when this returns, every answer is on the disk."""

from collections.abc import Iterator
from dataclasses import replace

from enrolment_app.actions.reading import found_by_all, now_ms, roles_of, row_of
from enrolment_app.actions.sealing import go_on_if_sealed
from enrolment_app.actions.work import Work
from enrolment_app.household.leftovers import left_over
from enrolment_app.household.overlay import overlaid
from enrolment_app.household.summary import Summary, summary
from enrolment_app.household.visit import Visit
from enrolment_app.store import InstalledForm, OpenVisit
from sync.layout import Layout


def keep_visit(work: Work, visit: Visit) -> Summary:
    """Keep what was answered so far, durably; raises `DiskFull` and its like.

    Gives what lists and searches know of it now.
    """
    go_on_if_sealed(work, visit)
    draft = visit.draft()
    layout = visit.setting.layout
    seen = overlaid(visit.view, draft, layout)
    told = summary(seen, roles_of(visit.setting.questionnaire.xform))
    if left_over(seen):
        told = found_by_all(told, seen, _earlier(work, layout))
    contested = len(visit.view.contested) if visit.view else 0
    problems = len(visit.problems())
    now = now_ms(work)
    row = replace(
        row_of(told, visit.household, now, contested, problems),
        enumerator=work.person.name,
    )
    kept = OpenVisit(
        visit=draft.nonce,
        household=draft.household,
        layout=draft.layout,
        person=work.person.id,
        changed_ms=now,
        draft=draft.to_bytes(),
    )
    work.store.visits.keep(kept, row)
    visit.kept = True
    return told


def _earlier(work: Work, layout: Layout) -> Iterator[InstalledForm]:
    """Give the other versions of a questionnaire that are here."""
    for each in work.store.forms.all():
        if each.form == layout.form and each.layout.id != layout.id:
            yield each
