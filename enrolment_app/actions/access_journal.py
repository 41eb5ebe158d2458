"""The access journal: who opened the store, and who changed who can."""

from dataclasses import dataclass

from enrolment_app.actions.work import Work
from enrolment_app.store import Access


@dataclass(frozen=True)
class Line:
    """A line with names: who did it (the province's office: ""), to whom or what."""

    access: Access
    person: str
    about: str


def list_accesses(work: Work) -> tuple[Line, ...]:
    """Give every line, the newest first."""
    names = {one.id: one.name for one in work.store.people.all()}
    return tuple(
        Line(
            access,
            names.get(access.person, access.person),
            names.get(access.about, access.about),
        )
        for access in work.store.audit.all()
    )


def verify_accesses(work: Work) -> tuple[str, ...]:
    """Say what is wrong with the journal; empty if nothing is."""
    return work.store.audit.verify()
