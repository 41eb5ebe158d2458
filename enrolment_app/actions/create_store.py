"""Make this laptop's store: an encrypted folder with one person who can open it."""

from pathlib import Path

from enrolment_app.actions.reading import project
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.store import StaffMember, Store

PERSON_BYTES = 5


def create_store(
    place: Path, passphrase: str, name: str, machine: Machine, *, person_id: str = ""
) -> Work:
    """Create a store at `place` for a person called `name`, and open it.

    The person has an id of their own where the registry knows them. Raises
    `StoreExists` where there is a store; nothing is overwritten.
    """
    person = StaffMember(person_id or machine.random(PERSON_BYTES).hex(), name)
    store = Store.create(
        place,
        passphrase,
        person,
        project=project,
        clock=machine.clock,
        random=machine.random,
    )
    return Work(store, Person(person.id, person.name), machine)
