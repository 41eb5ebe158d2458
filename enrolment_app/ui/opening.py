"""Opens and begins stores for the window; runs in the worker thread."""

from typing import TYPE_CHECKING

from enrolment_app.actions.create_store import create_store
from enrolment_app.actions.enrol_device import (
    enrol_device,
    read_provisioning_file,
    whose,
)
from enrolment_app.actions.install_form import install_form
from enrolment_app.actions.unlock import unlock
from enrolment_app.problems import Problem
from enrolment_app.ui.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from enrolment_app.actions.work import Machine, Work
    from enrolment_app.ui.lock.begin import FirstUse

FORM_SUFFIXES = (".xml", ".xlsx", ".xls", ".csv", ".md")


def open_store(place: "Path", passphrase: str, machine: "Machine") -> Session:
    """Unlock the store at a place; raises what `unlock` raises."""
    return _session(unlock(place, passphrase, machine))


def begin_store(
    place: "Path", first_use: "FirstUse", machine: "Machine"
) -> "Session | tuple[Problem, ...]":
    """Make a store, enrol it where a file was given; nothing on a problem."""
    file = first_use.provisioning
    given = read_provisioning_file(file, machine.clock()) if file else None
    if isinstance(given, Problem):
        return (given,)
    begins = whose(given) if given else None
    if isinstance(begins, Problem):
        return (begins,)
    place.parent.mkdir(parents=True, exist_ok=True)
    work = create_store(place, first_use.passphrase, first_use.person, machine)
    if given is not None:
        enrol_device(work, given)
    if not work.store.forms.all():
        _install_ours(work, machine.resources / "questionnaires")
    return _session(work)


def _session(work: "Work") -> Session:
    return Session(work, work.store.device.name)


def _install_ours(work: "Work", folder: "Path") -> None:
    """Install the questionnaires that ship with the program."""
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        files = [each / f"{each.name}{suffix}" for suffix in FORM_SUFFIXES]
        source = next((file for file in files if file.is_file()), None)
        if source is not None:
            install_form(work, source)
