"""The people who can open this store: who they are, passphrases, recovery codes."""

from dataclasses import dataclass

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from enrolment_app.store import StaffMember, Store

PERSON_BYTES = 5


@dataclass(frozen=True)
class Standing:
    """A person of this store; `opens` with a passphrase, `code` for when it is lost.

    `office`: the office has a code as well, to be read over a telephone.
    """

    person: StaffMember
    opens: bool
    code: bool
    here: bool
    office: bool = False


def list_staff(work: Work) -> tuple[Standing, ...]:
    """Give everybody that the store knows, by name."""
    people = work.store.people
    opening, coded = people.with_key(), people.with_code()
    helped = {one.person for one in work.store.office_codes.all() if one.taken}
    return tuple(
        Standing(
            one,
            one.id in opening,
            one.id in coded,
            one.id == work.person.id,
            one.id in helped,
        )
        for one in people.all()
    )


def add_staff(work: Work, name: str, passphrase: str) -> StaffMember | Problem:
    """Let a person open the store; one that is known by that name keeps their id."""
    if not name.strip():
        return Problem("user.no_name")
    short = too_short(work.store, passphrase)
    if short is not None:
        return short
    known = _named(work.store, name)
    if known is not None and known.id in work.store.people.with_key():
        return Problem("user.known", values={"name": known.name})
    person = known or StaffMember(work.random(PERSON_BYTES).hex(), name.strip())
    work.store.people.admit(person, passphrase)
    return person


def disable_staff(work: Work, name: str) -> StaffMember | Problem:
    """Take a person's keys away; what they did stays theirs."""
    person = who(work.store, name)
    if isinstance(person, Problem):
        return person
    if person.id == work.person.id:
        return Problem("user.yourself")
    work.store.people.dismiss(person.id)
    return person


def set_passphrase(work: Work, passphrase: str, name: str = "") -> Problem | None:
    """Give oneself another passphrase, or the person named; the old one is over."""
    person = _chosen(work, name)
    if isinstance(person, Problem):
        return person
    short = too_short(work.store, passphrase)
    if short is None:
        work.store.people.change_passphrase(person.id, passphrase)
    return short


def give_code(work: Work, name: str = "") -> str | Problem:
    """Give oneself or the person named a recovery code; an earlier one is over.

    It is told once and kept nowhere: it belongs on paper, apart from the laptop.
    """
    person = _chosen(work, name)
    if isinstance(person, Problem):
        return person
    return work.store.people.give_code(person.id)


def too_short(store: Store, passphrase: str) -> Problem | None:
    """Tell whether a new passphrase is shorter than the province allows."""
    least = store.device.passphrase_length_min
    if len(passphrase) >= least:
        return None
    return Problem("device.passphrase_short", values={"letters": str(least)})


def who(store: Store, name: str) -> StaffMember | Problem:
    """Find who can open the store, by name or id."""
    person = _named(store, name)
    opening = store.people.with_key()
    if person is not None and person.id in opening:
        return person
    named = ", ".join(one.name for one in store.people.all() if one.id in opening)
    return Problem("user.nobody", values={"name": name, "people": named})


def _chosen(work: Work, name: str) -> StaffMember | Problem:
    return who(work.store, name or work.person.id)


def _named(store: Store, name: str) -> StaffMember | None:
    found = [one for one in store.people.all() if name.strip() in (one.id, one.name)]
    return found[0] if found else None
