"""How actions turn what a visit wrote into a change of this laptop. No action."""

from collections.abc import Sequence

from enrolment_app.actions.reading import now_ms
from enrolment_app.actions.work import Work
from enrolment_app.household.draft import Draft
from sync.change import Change, Part, Why
from sync.clock import tick


def change_of(work: Work, draft: Draft, parts: Sequence[Part], why: Why) -> Change:
    """Make the change that a visit comes to."""
    return made(work, draft.nonce, draft.layout, draft.area, parts, why)


def made(  # noqa: PLR0913 - a change says all of this
    work: Work,
    nonce: bytes,
    layout: str,
    area: str,
    parts: Sequence[Part],
    why: Why,
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
        person=work.person.id,
        device=device.number,
        why=why,
        time=tick(work.store.latest_time, now_ms(work)),
        note=note,
    )
