"""Open this laptop's store with a person's passphrase."""

from pathlib import Path

from enrolment_app.actions.reading import project
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.store import Store


def unlock(place: Path, passphrase: str, machine: Machine) -> Work:
    """Open the store; whose passphrase it was is who is at work.

    Raises `NoStore`, `WrongPassphrase`, `TooManyGuesses`, `StoreInUse`,
    `StoreDamaged` and their like; nothing is changed then.
    """
    store = Store.open(
        place,
        passphrase,
        project=project,
        clock=machine.clock,
        random=machine.random,
    )
    return Work(store, Person(store.person.id, store.person.name), machine)
