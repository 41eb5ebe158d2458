"""What the office told this person: messages, and whose work is whose."""

from dataclasses import dataclass

from enrolment_app.actions.reading import now_ms
from enrolment_app.actions.work import Work
from enrolment_app.store import Listed
from enrolment_app.store.told import Message

SHOWN = 3


@dataclass(frozen=True)
class FromOffice:
    """What the first screen shows of it; `assigned` counts households known here."""

    messages: tuple[Message, ...] = ()
    households: tuple[Listed, ...] = ()
    assigned: int = 0
    areas: tuple[str, ...] = ()


def from_the_office(work: Work) -> FromOffice:
    """Give what was not seen yet, and the households that are this person's."""
    told, households = work.store.told, work.store.households
    mine, areas = told.assigned(work.person.id)
    known = [household for household in mine if households.known(household)]
    unseen = [one for one in told.messages(work.person.id) if not one.seen]
    return FromOffice(
        tuple(unseen[:SHOWN]),
        tuple(households.row(household) for household in known[:SHOWN]),
        len(known),
        areas,
    )


def see_messages(work: Work, up_to_ms: int) -> None:
    """Note that this person saw the messages up to the newest that was shown."""
    work.store.told.see(work.person.id, up_to_ms, now_ms(work))
