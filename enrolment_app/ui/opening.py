"""Opens and begins stores for the window; runs in the worker thread."""

from typing import TYPE_CHECKING

from enrolment_app.actions.create_store import create_store
from enrolment_app.actions.enrol_device import (
    enrol_device,
    passphrase_fits,
    read_provisioning_file,
    shown,
    whose,
)
from enrolment_app.actions.install_form import install_form
from enrolment_app.actions.recover import recover_with_code
from enrolment_app.actions.staff import give_code
from enrolment_app.actions.unlock import unlock
from enrolment_app.problems import Problem
from enrolment_app.store import Settings
from enrolment_app.ui.lock.begin_said import (
    Accepted,
    CheckPerson,
    FindFiles,
    FirstUse,
    Found,
    ReadFile,
    Recover,
    Setup,
    Unfit,
)
from enrolment_app.ui.screenshots import forbidden_by
from enrolment_app.ui.session import Session
from enrolment_app.ui.sticks import offered
from sync.folders import regular
from sync.session.provisioned import KIND

if TYPE_CHECKING:
    from pathlib import Path

    from enrolment_app.actions.work import Machine, Work

    Question = FindFiles | ReadFile | CheckPerson | FirstUse | Recover
    Answer = Found | Setup | Accepted | Unfit

SETUP_SUFFIXES = (".indraj-laptop", ".json")
KIND_WITHIN_BYTES = 64  # where the kind stands in a file that we wrote
FORM_SUFFIXES = (".xml", ".xlsx", ".xls", ".csv", ".md")


def open_store(place: "Path", passphrase: str, machine: "Machine") -> Session:
    """Unlock the store at a place; raises what `unlock` raises."""
    work = unlock(place, passphrase, machine, Settings(spare_later=True))
    return _session(work)._replace(follow=work.store.following.step)


def answer(
    question: "Question", place: "Path", machine: "Machine"
) -> "Session | Answer":
    """Answer what the lock asks; nothing is made or changed unless everything fits."""
    if isinstance(question, Recover):
        return recover(place, question, machine)
    if isinstance(question, FindFiles):
        return find_files()
    if isinstance(question, ReadFile):
        given = read_provisioning_file(question.file, machine.clock())
        if isinstance(given, Problem):
            return Unfit(given)
        return Setup(given, shown(given.registry))
    if isinstance(question, CheckPerson):
        begins = whose(question.given, question.person, question.code)
        return Unfit(begins) if isinstance(begins, Problem) else Accepted()
    return begin_store(place, question, machine)


def recover(place: "Path", asked: Recover, machine: "Machine") -> "Session | Unfit":
    """Use a recovery code up, set the passphrase, open the store with it.

    Raises what opening raises; the session brings the next code.
    """
    done = recover_with_code(place, asked.code, asked.passphrase, machine)
    if isinstance(done, Problem):
        return Unfit(done)
    return open_store(place, asked.passphrase, machine)._replace(code=done.code)


def find_files() -> Found:
    """Look for provisioning files on sticks and among the downloads."""
    files = offered(SETUP_SUFFIXES)
    return Found(tuple(one for one in files if _may_be_ours(one[0])))


def begin_store(
    place: "Path", first_use: FirstUse, machine: "Machine"
) -> "Session | Unfit":
    """Make a store, enrol it where a file was given; nothing on a problem."""
    given = first_use.given
    if given is not None:
        begins = whose(given, first_use.person, first_use.code)
        problem = begins if isinstance(begins, Problem) else None
        problem = problem or passphrase_fits(given, first_use.passphrase)
        if problem is not None:
            return Unfit(problem)
    place.parent.mkdir(parents=True, exist_ok=True)
    work = create_store(
        place,
        first_use.passphrase,
        first_use.name,
        machine,
        person_id=first_use.person,
    )
    if given is not None:
        enrolled = enrol_device(work, given, first_use.code)
        assert not isinstance(enrolled, Problem), "a new store takes any registry"
    if not work.store.forms.all():
        _install_ours(work, machine.resources / "questionnaires")
    code = give_code(work)
    assert isinstance(code, str), "whoever made a store can open it"
    return _session(work)._replace(code=code)


def _may_be_ours(file: "Path") -> bool:
    try:
        with regular(file).open("rb") as opened:
            return KIND.encode() in opened.read(KIND_WITHIN_BYTES)
    except OSError:
        return False


def _session(work: "Work") -> Session:
    device = work.store.device
    enrolment = device.enrolment
    if enrolment is None:
        return Session(work, device.name)
    minutes = enrolment.policies.get("idle_minutes", 0)
    role, policies = enrolment.role, enrolment.policies
    pictured = not forbidden_by(policies, role, enrolled=True)
    return Session(work, device.name, minutes, role, pictured)


def _install_ours(work: "Work", folder: "Path") -> None:
    """Install the questionnaires that ship with the program."""
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        files = [each / f"{each.name}{suffix}" for suffix in FORM_SUFFIXES]
        source = next((file for file in files if file.is_file()), None)
        if source is not None:
            install_form(work, source)
