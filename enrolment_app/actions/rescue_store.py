"""Make a sound store of what a damaged one still gives; that one stays as it is."""

from pathlib import Path

from enrolment_app.actions.reading import project
from enrolment_app.actions.work import Machine
from enrolment_app.store import Rescued, rescue


def rescue_store(place: Path, passphrase: str, into: Path, machine: Machine) -> Rescued:
    """Bring over what reads, what nobody else has first; gives what did not.

    The new store opens with the same passphrases and has to be enrolled anew. Raises
    `StoreExists`, `StoreDamaged` where nothing reads, and what opening raises.
    """
    return rescue(
        place,
        passphrase,
        into,
        project=project,
        clock=machine.clock,
        random=machine.random,
    )
