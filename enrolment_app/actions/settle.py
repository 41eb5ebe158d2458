"""Settle what people disagree about: a change that had all sides in front of it."""

import dataclasses
from collections.abc import Collection

from enrolment_app.actions.around import around
from enrolment_app.actions.reading import Known, is_supervisor, known, now_ms
from enrolment_app.actions.sealing import made
from enrolment_app.actions.versions import parsed
from enrolment_app.actions.work import Work
from enrolment_app.household.addresses import by_ids
from enrolment_app.household.records import APPROVED
from enrolment_app.household.reviewing import COMMENT_LETTERS_MAX
from enrolment_app.household.view import Contested
from enrolment_app.problems import Problem
from enrolment_app.questionnaire import Interview
from enrolment_app.store import Sealed
from sync.change import NOTHING_SEEN, Part, Why
from sync.layout import HOUSEHOLD_STATUSES, ROW_STATUSES
from sync.values import VISIT_BYTES, Atom, GroupValue, Name, RecordId


@dataclasses.dataclass(frozen=True)
class Keep:
    """Keep the side of that number (from 1)."""

    number: int


@dataclasses.dataclass(frozen=True)
class Write:
    """Keep none of the sides: this is the value."""

    value: Atom | None


def settle(  # noqa: PLR0913 - what a decision says
    work: Work,
    household: RecordId,
    field: str,
    choice: Keep | Write,
    why: str = "",
    shown: Collection[Name] = (),
) -> Sealed | Problem:
    """Settle one contested group by the address of any of its fields.

    `why` is kept with the settlement for everybody to read. `shown` are the changes
    whose sides were compared, where somebody compared them: an answer that came in
    since then was not in front of them, so nothing is decided over it. Raises
    `NotKnown`.
    """
    found = known(work, household)
    contested = _contested(found, field)
    if contested is None:
        return Problem("conflict.not_contested", field)
    if len(why) > COMMENT_LETTERS_MAX:
        return Problem("review.long_comment", field, {"most": str(COMMENT_LETTERS_MAX)})
    if shown and set(shown) != {side.change.name for side in contested.sides}:
        return Problem("conflict.changed", field)
    value = _value(work, found, contested, choice, field)
    if isinstance(value, Problem):
        return value
    if _approves(contested, value) and not is_supervisor(work):
        return Problem("review.not_supervisor", field)
    area = found.view.area if found.view else ""
    context = work.store.journal.context(contested.record, area)
    part = Part(contested.record, context, {contested.group: value})
    change = made(
        work,
        [part],
        Why.SETTLED,
        nonce=work.random(VISIT_BYTES),
        layout=found.form.layout.id,
        area=area,
        note=why,
    )
    sealed = work.store.journal.seal(change)
    _show_to_open_visit(work, found, contested, sealed)
    return sealed


def _contested(found: Known, field: str) -> Contested | None:
    if found.view is None:
        return None
    address = by_ids(field, found.view)
    for each in found.view.contested:
        lead = each.address.removesuffix(each.path_at(each.address))
        if address in each.fields or address == lead + each.group:
            return each
    return None


def _approves(contested: Contested, value: GroupValue) -> bool:
    """Tell whether it would be an approval: those are a supervisor's."""
    return not contested.kind and value.get("@status") == APPROVED


def _value(
    work: Work, found: Known, contested: Contested, choice: Keep | Write, field: str
) -> GroupValue | Problem:
    if isinstance(choice, Keep):
        for side in contested.sides:
            if side.keep == choice.number:
                return side.value
        count = str(len(contested.sides))
        return Problem("conflict.no_such_side", field, {"count": count})
    if contested.group == "@status":
        allowed = ROW_STATUSES if contested.kind else HOUSEHOLD_STATUSES
        if choice.value not in allowed:
            return Problem("visit.no_such_status", field)
        return {"@status": choice.value}
    return _checked(work, found, contested, choice.value)


def _checked(
    work: Work, found: Known, contested: Contested, value: Atom | None
) -> GroupValue | Problem:
    """Give the group with a new value in its contested field, if the form allows it."""
    interview = Interview(
        parsed(found.form.xform),
        now=work.clock(),
        answers=found.seen.answers,
        around=around(work),
    )
    outcome = interview.answer(contested.address, value)
    if outcome.problem is not None:
        return outcome.problem
    path = contested.path_at(contested.address)
    return {**(contested.held or contested.sides[0].value), path: value}


def _show_to_open_visit(
    work: Work, found: Known, contested: Contested, sealed: Sealed
) -> None:
    """An open visit of this laptop goes on with the settlement on its screen."""
    open_visit = work.store.visits.of(found.household)
    if found.draft is None or open_visit is None:
        return
    contexts = dict(found.draft.contexts)
    # A row that came since the visit was opened is not on its screen.
    was = contexts.get(contested.record, NOTHING_SEEN)
    contexts[contested.record] = dataclasses.replace(
        was,
        extras=was.extras | {sealed.name, *(s.change.name for s in contested.sides)},
    )
    draft = dataclasses.replace(found.draft, contexts=contexts)
    kept = dataclasses.replace(
        open_visit, draft=draft.to_bytes(), changed_ms=now_ms(work)
    )
    work.store.visits.keep(kept)
