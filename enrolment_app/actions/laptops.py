"""The laptops that a supervisor has heard of, and what each still waits for."""

from dataclasses import dataclass

from enrolment_app.actions.work import Work


@dataclass(frozen=True)
class LaptopSeen:
    """One laptop, as last heard of by a bundle.

    `handed_changes` lie here, by its bundles, and the registry has not delivered them
    yet; `waiting_changes` are these and those whose questionnaire has not come.
    `last_contact_ms` is by the laptop's clock, 0 where none of its bundles came.
    """

    device: int
    name: str
    last_contact_ms: int
    waiting_changes: int
    handed_changes: int


def list_laptops(work: Work) -> tuple[LaptopSeen, ...]:
    """List the laptops of the district, the longest silent first."""
    store = work.store
    return tuple(
        LaptopSeen(
            device=known.device,
            name=known.name,
            last_contact_ms=known.seen_ms,
            waiting_changes=known.waiting,
            handed_changes=known.shown,
        )
        for known in store.letters.laptops(store.device.number)
    )
