"""Open this laptop's store with a person's passphrase."""

from dataclasses import replace
from pathlib import Path

from enrolment_app.actions.reading import project
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.store import USUAL, Settings, Store, StoreDamaged


def unlock(
    place: Path, passphrase: str, machine: Machine, settings: Settings = USUAL
) -> Work:
    """Open the store; whose passphrase it was is who is at work.

    Raises `NoStore`, `WrongPassphrase`, `TooManyGuesses`, `StoreInUse`,
    `StoreDamaged` and their like; nothing is changed then.
    """
    try:
        store = _opened(place, passphrase, machine, settings)
    except StoreDamaged:
        if not settings.spare_later:
            raise
        # It may be the spare alone, which is mended where all of it is looked at.
        now = replace(settings, spare_later=False)
        store = _opened(place, passphrase, machine, now)
    return Work(store, Person(store.person.id, store.person.name), machine)


def _opened(
    place: Path, passphrase: str, machine: Machine, settings: Settings
) -> Store:
    return Store.open(
        place,
        passphrase,
        project=project,
        clock=machine.clock,
        random=machine.random,
        settings=settings,
    )
