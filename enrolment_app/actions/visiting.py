"""How visits are begun, opened and kept, for the actions that do so. No action."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from enrolment_app.actions.around import around
from enrolment_app.actions.looking import OPENED, note_look
from enrolment_app.actions.reading import found_by_all, known, now_ms, roles_of, row_of
from enrolment_app.actions.sealing import go_on_if_sealed
from enrolment_app.actions.versions import newest, parsed
from enrolment_app.actions.work import Work
from enrolment_app.household.leftovers import left_over
from enrolment_app.household.opening import begin, reopen, resume
from enrolment_app.household.overlay import overlaid
from enrolment_app.household.summary import Summary, summary
from enrolment_app.household.visit import Setting, Visit
from enrolment_app.problems import Problem
from enrolment_app.store import InstalledForm, OpenVisit, Query
from sync.layout import Layout
from sync.values import VISIT_BYTES, RecordId

# Among so many of the latest households one of the same form is looked for.
BEFORE_MOST = 20


def begun(work: Work, form: str = "", language: str | None = None) -> Visit | Problem:
    """Begin a new household; `form` may be left out where one is installed.

    Nothing is kept before `kept`.
    """
    chosen = chosen_form(work, form)
    if isinstance(chosen, Problem):
        return chosen
    setting = setting_of(work, chosen, language)
    if setting.questionnaire.takes_from_before:
        before = _saved_before(work, chosen)
        setting = replace(setting, around=replace(setting.around, before=before))
    return begin(
        setting,
        nonce=work.random(VISIT_BYTES),
        area=work.store.device.area,
        opened_ms=now_ms(work),
    )


def opened(work: Work, household: RecordId, language: str | None = None) -> Visit:
    """Open a known household, or go on with the visit that is open here.

    Raises `NotKnown` and `FormLacking`.
    """
    found = known(work, household)
    note_look(work, OPENED, household)
    setting = setting_of(work, found.form, language)
    if found.draft is not None:
        return resume(setting, found.view, found.draft)
    assert found.view is not None
    return reopen(
        setting,
        found.view,
        work.store.journal.context,
        nonce=work.random(VISIT_BYTES),
        opened_ms=now_ms(work),
    )


def chosen_form(work: Work, form: str) -> InstalledForm | Problem:
    """Give the newest version of a form, or of the only one there is."""
    by_id: dict[str, list[InstalledForm]] = {}
    for installed in work.store.forms.all():
        by_id.setdefault(installed.form, []).append(installed)
    names = ", ".join(sorted(by_id))
    if not by_id:
        return Problem("form.none_installed")
    if form and form not in by_id:
        return Problem("form.not_installed", values={"form": form, "forms": names})
    if not form and len(by_id) > 1:
        return Problem("form.which", values={"forms": names})
    return newest(by_id[form or next(iter(by_id))])


def _saved_before(work: Work, form: InstalledForm) -> Mapping[str, Any]:
    """Give the answers of the household of this form that this person saved last."""
    latest = Query(enumerator=work.person.name, limit=BEFORE_MOST)
    for listed in work.store.households.page(latest).rows:
        found = known(work, listed.household)
        if found.form.form == form.form:
            return found.seen.answers
    return {}


def setting_of(work: Work, form: InstalledForm, language: str | None) -> Setting:
    """Give under what a visit with a version of a questionnaire happens."""
    return Setting(
        questionnaire=parsed(form.xform),
        layout=form.layout,
        now=work.clock(),
        person=work.person.name,
        device=work.store.device.name,
        language=language,
        around=replace(around(work), position=work.machine.position),
    )


def kept(work: Work, visit: Visit) -> Summary:
    """Keep what was answered so far, durably; raises `DiskFull` and its like.

    Gives what lists and searches know of it now.
    """
    go_on_if_sealed(work, visit)
    draft = visit.draft()
    layout = visit.setting.layout
    seen = overlaid(visit.view, draft, layout)
    told = summary(seen, roles_of(visit.setting.questionnaire.xform))
    if left_over(seen):
        told = found_by_all(told, seen, tuple(_earlier(work, layout)))
    contested = len(visit.view.contested) if visit.view else 0
    problems = len(visit.problems())
    now = now_ms(work)
    row = replace(
        row_of(told, visit.household, now, contested, problems),
        enumerator=work.person.name,
    )
    visited = OpenVisit(
        visit=draft.nonce,
        household=draft.household,
        layout=draft.layout,
        person=work.person.id,
        changed_ms=now,
        draft=draft.to_bytes(),
    )
    work.store.visits.keep(visited, row)
    visit.kept = True
    return told


def _earlier(work: Work, layout: Layout) -> Iterator[InstalledForm]:
    """Give the other versions of a questionnaire that are here."""
    for each in work.store.forms.all():
        if each.form == layout.form and each.layout.id != layout.id:
            yield each
