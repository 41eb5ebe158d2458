"""The laptops that a supervisor has heard of, and what each still waits for."""

from dataclasses import dataclass

from enrolment_app.actions.work import Work


@dataclass(frozen=True)
class LaptopSeen:
    """One laptop, as last heard of by a bundle.

    `waiting_changes` are those that the registry had not confirmed when it wrote last,
    less those that have arrived here since; `handed_changes` those of them that lie
    here. `last_contact_ms` is by the laptop's clock, 0 where none of its bundles came.
    """

    device: int
    name: str
    last_contact_ms: int
    waiting_changes: int
    handed_changes: int


def list_laptops(work: Work) -> tuple[LaptopSeen, ...]:
    """List the laptops of the district, the longest silent first."""
    raise NotImplementedError
