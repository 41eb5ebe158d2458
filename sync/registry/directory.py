"""The people of the register: added by an administrator, ended, never forgotten."""

from sync.registry.office import Office
from sync.registry.storage import PersonRow
from sync.session.provisioned import ENUMERATOR

PERSON_BYTES = 5


def add_person(
    office: Office,
    name: str,
    name_ur: str = "",
    role: str = ENUMERATOR,
    known: str = "",
) -> PersonRow:
    """Add somebody, or say anew what is known of `known`; give them with their id."""
    person = PersonRow(
        known or office.random(PERSON_BYTES).hex(), name, name_ur, role, office.clock()
    )
    with office.storage.writing() as books:
        before = books.people.get(person.id)
        if before is not None:
            person = PersonRow(person.id, name, name_ur, role, before.added)
        books.people.put(person)
    return person


def end_person(office: Office, person: str) -> bool:
    """Say that somebody works with the register no more; False for a stranger."""
    with office.storage.writing() as books:
        if books.people.get(person) is None:
            return False
        books.people.end(person, office.clock())
    return True
