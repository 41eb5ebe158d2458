"""The access journal: who opened the store, who changed who can, who saw whom."""

from dataclasses import dataclass
from pathlib import Path

from enrolment_app.actions.reading import is_supervisor, project
from enrolment_app.actions.work import Machine, Work
from enrolment_app.problems import Problem
from enrolment_app.store import Access, ProvinceKey, Store
from sync.session.provisioned import SUPERVISOR
from sync.values import RecordId


@dataclass(frozen=True)
class Line:
    """A line with names: who did it (the province's office: ""), to whom or what."""

    access: Access
    person: str
    about: str


def list_accesses(work: Work) -> tuple[Line, ...]:
    """Give every line but who saw which household, the newest first."""
    return _named(work.store, work.store.audit.all())


def list_looks(work: Work, household: RecordId = "") -> tuple[Line, ...] | Problem:
    """Give who saw which household, or who saw this one, the newest first.

    For a supervisor; on a laptop that is not enrolled, for whoever made its store.
    """
    enrolled = work.store.device.enrolment is not None
    supervises = is_supervisor(work) or work.store.person.role == SUPERVISOR
    if enrolled and not supervises:
        return Problem("audit.for_supervisors")
    return _named(work.store, work.store.audit.looks(household))


def list_looks_with_key(
    place: Path, key: ProvinceKey, machine: Machine, household: RecordId = ""
) -> tuple[Line, ...]:
    """Give the same to whoever holds the province's key; that opening is noted too."""
    clock, random = machine.clock, machine.random
    with Store.open(place, key, project=project, clock=clock, random=random) as store:
        return _named(store, store.audit.looks(household))


def verify_accesses(work: Work) -> tuple[str, ...]:
    """Say what is wrong with the journal; empty if nothing is."""
    return work.store.audit.verify()


def _named(store: Store, accesses: tuple[Access, ...]) -> tuple[Line, ...]:
    names = {one.id: one.name for one in store.people.all()}
    return tuple(
        Line(
            access,
            names.get(access.person, access.person),
            names.get(access.about, access.about),
        )
        for access in accesses
    )
