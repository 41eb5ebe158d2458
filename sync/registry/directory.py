"""The people of the register: added by an administrator, ended, never forgotten."""

from dataclasses import replace

from sync.registry.holding import hold
from sync.registry.office import Office
from sync.registry.storage import Books, NewEntry, PersonRow
from sync.session.entries import EVERYBODY, PersonEntry
from sync.session.entrycode import NUMBERS, decode_entry, encode_entry
from sync.session.provisioned import ENUMERATOR

PERSON_BYTES = 5


def add_person(
    office: Office,
    name: str,
    name_ur: str = "",
    role: str = ENUMERATOR,
    known: str = "",
) -> PersonRow:
    """Add somebody, or say anew what is known of `known`; give them with their id.

    Whoever has ended stays so.
    """
    person = PersonRow(
        known or office.random(PERSON_BYTES).hex(), name, name_ur, role, office.clock()
    )
    with office.storage.writing() as books:
        hold(books, None)
        before = books.people.get(person.id)
        if before is not None:
            person = replace(person, added=before.added, ended=before.ended)
        books.people.put(person)
        tell(books, person)
    return person


def end_person(office: Office, person: str, *, undo: bool = False) -> bool:
    """Say that somebody works with the register no more; False for a stranger.

    `undo`: that they do again, or always did.
    """
    with office.storage.writing() as books:
        hold(books, None)
        if books.people.get(person) is None:
            return False
        books.people.end(person, None if undo else office.clock())
        ended = books.people.get(person)
        assert ended is not None, "known just now"
        tell(books, ended)
    return True


def tell(books: Books, person: PersonRow) -> None:
    """Let every laptop know somebody, or what is known of them now."""
    ended = person.ended is not None
    said = (person.id, person.name, person.name_ur, person.role, ended)
    entry = encode_entry(PersonEntry(*said))
    books.log.append(EVERYBODY, [NewEntry(NUMBERS[PersonEntry], entry, entry)])


def tell_all(office: Office) -> int:
    """Let laptops know everybody who was added before they could be told; how many."""
    with office.storage.writing() as books:
        books.log.hold(EVERYBODY)
        counters = books.log.of_kind(EVERYBODY, NUMBERS[PersonEntry])
        entries = [books.log.entry(EVERYBODY, counter) for counter in counters]
        read = [decode_entry(entry.body) for entry in entries if entry is not None]
        told = {entry.id for entry in read if isinstance(entry, PersonEntry)}
        new = [person for person in books.people.all() if person.id not in told]
        for person in new:
            tell(books, person)
    return len(new)
