"""How actions turn what a visit wrote into a change of this laptop. No action."""

from collections.abc import Mapping, Sequence

from enrolment_app.actions.reading import Known, known, now_ms
from enrolment_app.actions.work import Work
from enrolment_app.household.draft import Draft
from enrolment_app.household.records import APPROVED, UNFINISHED
from enrolment_app.household.visit import Visit
from enrolment_app.store import ChangeTooLarge, HouseholdErased, Sealed
from sync.change import Change, Context, Part, Why
from sync.clock import tick
from sync.values import VISIT_BYTES, GroupValue, RecordId


def go_on_if_sealed(work: Work, visit: Visit) -> None:
    """Let a visit go on whose work an exchange sealed while a screen still shows it."""
    if not visit.kept:
        return
    open_now = work.store.visits.of(visit.household)
    if open_now is not None and open_now.visit == visit.nonce:
        return
    for entry in work.store.journal.history(visit.household):
        if entry.change.visit == visit.nonce:
            seen = known(work, visit.household).view
            assert seen is not None
            visit.go_on_after(entry.change.name, work.random(VISIT_BYTES), seen)
            visit.kept = False
            return


def seal_open_visits(work: Work) -> int:
    """Seal what is open as unfinished work; gives how many visits that was."""
    sealed = 0
    for open_visit in work.store.visits.open():
        draft = Draft.from_bytes(open_visit.draft)
        parts = draft.parts(_status_meanwhile(work, draft))
        if not draft.writes or not parts:
            continue
        change = change_of(work, draft, parts, Why.CAPTURED)
        try:
            work.store.journal.seal(change, open_visit.visit)
            sealed += 1
        except ChangeTooLarge:
            continue  # It stays open, until it is made smaller.
        except HouseholdErased:
            work.store.visits.discard(open_visit.visit)
    return sealed


def _status_meanwhile(work: Work, draft: Draft) -> str | None:
    """Give the status of a household with work in progress, None to leave it.

    What was approved is not any more once somebody writes into it.
    """
    if draft.born:
        return UNFINISHED
    status = work.store.households.row(draft.household).status
    return UNFINISHED if status == APPROVED else None


def change_of(work: Work, draft: Draft, parts: Sequence[Part], why: Why) -> Change:
    """Make the change that a visit comes to."""
    return made(
        work, parts, why, nonce=draft.nonce, layout=draft.layout, area=draft.area
    )


def reviewed(
    work: Work,
    found: Known,
    status: str,
    comments: Mapping[RecordId, Mapping[str, GroupValue]],
    seen: Mapping[RecordId, Context] | None,
) -> Sealed:
    """Seal a review: a household's status, with comments in its records."""
    writes: dict[RecordId, dict[str, GroupValue]] = {
        found.household: {"@status": {"@status": status}}
    }
    for record, groups in comments.items():
        writes.setdefault(record, {}).update(groups)
    area = found.view.area if found.view else ""
    context = work.store.journal.context
    parts = [
        Part(record, (seen or {}).get(record) or context(record, area), group)
        for record, group in writes.items()
    ]
    change = made(
        work,
        parts,
        Why.REVIEWED,
        nonce=work.random(VISIT_BYTES),
        layout=found.form.layout.id,
        area=area,
    )
    return work.store.journal.seal(change)


def made(  # noqa: PLR0913 - a change says all of this
    work: Work,
    parts: Sequence[Part],
    why: Why,
    *,
    nonce: bytes,
    layout: str,
    area: str,
    note: str = "",
) -> Change:
    """Make a change of this person on this laptop, now."""
    device = work.store.device
    return Change(
        visit=nonce,
        parts=tuple(parts),
        layout=layout,
        # A household begun before the laptop had an area belongs to its first one.
        area=area or device.area,
        # The name, not the id: whoever reads it elsewhere has no list of our people.
        person=work.person.name,
        device=device.number,
        why=why,
        time=tick(work.store.latest_time, now_ms(work)),
        note=note,
    )
