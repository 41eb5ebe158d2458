"""Move an open visit to a newer version of its questionnaire, and back.

offer = offer_of(work, visit)         what would become of its answers; writes nothing
visit = move_visit(work, visit)       durable at return
visit = undo_move(work, visit)        exactly as it was before the move
"""

from dataclasses import dataclass

from enrolment_app.actions.sealing import go_on_if_sealed
from enrolment_app.actions.versions import (
    between,
    carry,
    newer,
    newest,
    parsed,
    seen_through,
)
from enrolment_app.actions.visiting import kept, setting_of
from enrolment_app.actions.work import Work
from enrolment_app.household.draft import Draft
from enrolment_app.household.moved_visits import moved_back, moved_visit
from enrolment_app.household.moving import NO_CARRY, answered_since
from enrolment_app.household.view import View
from enrolment_app.household.visit import Visit
from enrolment_app.problems import Problem
from enrolment_app.questionnaire.migrating import Migration, migrate
from enrolment_app.store import InstalledForm


@dataclass(frozen=True)
class Offer:
    """A move that can be made: from which version to which, and what becomes of it.

    `problems` are what would stand in the way of submitting afterwards; `there` is the
    visit as it would be, kept nowhere.
    """

    old: InstalledForm
    new: InstalledForm
    plan: Migration
    problems: tuple[Problem, ...]
    contested: int
    there: Visit


def offer_of(work: Work, visit: Visit) -> Offer | None:
    """Give the move to the newest installed version, None where there is none newer."""
    old = work.store.forms.get(visit.setting.layout.id)
    new = _newest(work, old)
    if new is None:
        return None
    answers = visit.interview.answers()
    through = between(old, new, work.store.forms.versions(old.form))
    plan = migrate(
        answers, parsed(old.xform), parsed(new.xform), tuple(map(parsed, through))
    )
    there = _moved(work, visit, new)
    contested = len(there.view.contested) if there.view else 0
    return Offer(old, new, plan, there.problems(), contested, there)


def move_visit(work: Work, visit: Visit) -> Visit:
    """Move a visit to the newest installed version; it is kept when this returns."""
    go_on_if_sealed(work, visit)
    old = work.store.forms.get(visit.setting.layout.id)
    new = _newest(work, old)
    if new is None:
        return visit
    there = _moved(work, visit, new)
    kept(work, there)
    return there


def _newest(work: Work, old: InstalledForm) -> InstalledForm | None:
    """Give the newest version by its number, None where none is newer than this one."""
    new = newest(work.store.forms.versions(old.form))
    return new if newer(new.version) > newer(old.version) else None


def _moved(work: Work, visit: Visit, new: InstalledForm) -> Visit:
    old = work.store.forms.get(visit.setting.layout.id)
    read = carry(old, new, work.store.forms.versions(old.form)) or NO_CARRY
    setting = setting_of(work, new, visit.interview.language)
    return moved_visit(visit, setting, _view(work, visit, new), read)


def was_moved(work: Work, visit: Visit) -> InstalledForm | None:
    """Give the version that the open visit was moved from, None where it was not."""
    draft = visit.draft()
    if not draft.moved_from:
        return None
    return work.store.forms.get(Draft.from_bytes(draft.moved_from).layout)


def dropped_by_undo(work: Work, visit: Visit) -> int:
    """Count the answers given since the move: going back drops them."""
    old = was_moved(work, visit)
    if old is None:
        return 0
    new = work.store.forms.get(visit.setting.layout.id)
    before = _view(work, visit, old)
    read = carry(old, new, work.store.forms.versions(old.form)) or NO_CARRY
    return answered_since(visit.draft(), before, read)


def undo_move(work: Work, visit: Visit) -> Visit:
    """Take the move back: the visit is as it was before it, to the byte."""
    old = was_moved(work, visit)
    if old is None:
        return visit
    setting = setting_of(work, old, visit.interview.language)
    back = moved_back(visit, setting, _view(work, visit, old))
    kept(work, back)
    return back


def _view(work: Work, visit: Visit, form: InstalledForm) -> View | None:
    """See what is known of the household through a version."""
    if visit.view is None:
        return None
    return seen_through(work.store.journal.material(visit.household), form)
