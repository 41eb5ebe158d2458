"""What the office tells laptops by its logs: whose a household is, and messages."""

from sync.registry.epochs import begin_log
from sync.registry.holding import hold
from sync.registry.office import Office
from sync.registry.storage import Books, NewEntry
from sync.session.entries import EVERYBODY, AssignmentEntry, Entry, MessageEntry
from sync.session.entrycode import NUMBERS, encode_entry


def assign(office: Office, subject: str, person: str) -> tuple[str, ...]:
    """Say whose an area or a household is from now on; give the areas that are told.

    `person` is empty for nobody's. None is told where there is no such area, and no
    change ever wrote to such a household.
    """
    with office.storage.writing() as books:
        books.log.hold(EVERYBODY)
        area = books.areas.get(subject)
        if area is not None and subject:
            areas, household = {subject}, ""
        else:
            areas = {of for of, _ in books.erasures.places([subject])}
            household = subject
        for code in sorted(areas):
            said = AssignmentEntry(household, person, office.clock())
            tell(books, code, said)
    return tuple(sorted(areas))


def message(office: Office, area: str, by: str, to: str, text: str) -> bool:
    """Send a message to all who read an area ("" for everybody), or to one of them.

    False where there is no such area.
    """
    with office.storage.writing() as books:
        if books.areas.get(area) is None:
            return False
        tell(books, area, MessageEntry(by, to, text, office.clock()))
    return True


def tell(books: Books, area: str, said: Entry) -> None:
    """Let an area's log tell something (in the transaction around it)."""
    hold(books, books.areas.get(area))
    end = books.areas.get(area)
    if end is not None and end.counter == 0 and area:
        begin_log(books, area)
    entry = encode_entry(said)
    books.log.append(area, [NewEntry(NUMBERS[type(said)], entry, entry)])
