"""Make this laptop a device of a registry, from one file and without a network."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from enrolment_app.store import Enrolment, InstalledForm, StaffMember
from sync.clock import on_calendar
from sync.errors import Malformed
from sync.folders import regular
from sync.layout import Layout
from sync.session import FormBody
from sync.session.activation import ProvisionedPerson, open_with_code
from sync.session.provisioned import FILE_BYTES_MAX, Provisioned, read_provisioning

LENGTH_MIN = "passphrase_length_min"
"""The policy that says how long a passphrase must be at least."""


@dataclass(frozen=True)
class Enrolled:
    """What the laptop became."""

    device: int
    name: str
    areas: tuple[str, ...]
    forms: tuple[str, ...]
    url: str


def read_provisioning_file(file: Path, now: datetime) -> Provisioned | Problem:
    """Read a provisioning file that still counts, before a store is even made.

    Raises `BadSignature` where it was altered.
    """
    try:
        with regular(file).open("rb") as content:
            given = read_provisioning(content.read(FILE_BYTES_MAX + 1))
    except OSError:
        return Problem("device.file_unreadable", values={"file": file.name})
    except Malformed:
        return Problem("device.not_a_provisioning_file", values={"file": file.name})
    until = on_calendar(given.expires)
    if given.expires and until < now:
        day = until.astimezone(now.tzinfo).date().isoformat()
        return Problem("device.file_expired", values={"file": file.name, "day": day})
    return given


def whose(
    given: Provisioned, name: str = "", code: str = ""
) -> ProvisionedPerson | Problem | None:
    """Find who of the file begins: named, or known by the code, or the only one.

    None where the file names nobody. `name` may be an id, or a name in either script.
    """
    people = given.people
    if not people:
        return None
    if name:
        people = tuple(one for one in people if name in (one.id, one.name, one.name_ur))
    named = ", ".join(one.name for one in people or given.people)
    if not people:
        return Problem("device.nobody_of_that_name", values={"people": named})
    if code:
        return next(
            (one for one in people if one.needs_code and one.accepts(code)),
            Problem("device.wrong_code"),
        )
    if len(people) > 1:
        return Problem("device.who_are_you", values={"people": named})
    (person,) = people
    if person.needs_code:
        return Problem("device.code_needed", values={"person": person.name})
    return person


def passphrase_fits(given: Provisioned, passphrase: str) -> Problem | None:
    """Tell what is wrong with a new passphrase by the file's rules."""
    least = given.policies.get(LENGTH_MIN, 1)
    if len(passphrase) >= least:
        return None
    return Problem("device.passphrase_short", values={"letters": str(least)})


def enrol_device(work: Work, given: Provisioned, code: str = "") -> Enrolled | Problem:
    """Take number, areas, people and questionnaires; the network is not needed.

    `code` is the activation code of who begins: it opens a supervisor's reading key.
    A laptop stays with its registry: a file of another one is refused, and nothing
    is changed then.
    """
    store = work.store
    mine = store.device.enrolment
    if mine is not None and mine.registry != given.registry:
        both = {"mine": shown(mine.registry), "other": shown(given.registry)}
        return Problem("device.another_registry", values=both)
    known, told = store.trust.successions(), given.successions
    if mine is not None and told[: len(known)] != known:
        before = known[: len(told)] == told
        return Problem("device.former_key") if before else Problem("device.another_key")
    for body in given.forms:
        store.forms.install(_form(body))
    for person in given.people:
        store.people.put(StaffMember(person.id, person.name, person.role))
    store.enrol(
        Enrolment(
            device=given.device,
            name=given.name,
            areas=given.areas,
            url=given.url,
            registry=given.registry,
            registry_key=given.registry_key,
            token=given.enrol_token,
            role=given.role,
            readers=given.readers,
            reading_key=opened_key(given.reading_key, code),
            recovery_key=given.recovery_key,
            introduction=given.introduction,
            policies=given.policies,
            ca=given.ca,
            successions=given.successions,
        )
    )
    store.exchange.take_places(given.places)
    names = tuple(dict.fromkeys(body.form for body in given.forms))
    return Enrolled(given.device, given.name, given.areas, names, given.url)


def opened_key(sealed: bytes, code: str) -> bytes:
    """Open a reading key for the store to keep; as it was where the code does not."""
    return (open_with_code(sealed, code) if sealed and code else None) or sealed


def shown(registry: str) -> str:
    """Write a registry's id in groups, for people to compare."""
    return " ".join(registry[at : at + 4] for at in range(0, len(registry), 4))


def _form(body: FormBody) -> InstalledForm:
    layout = Layout.from_json(json.loads(body.layout))
    return InstalledForm(body.form, body.version, body.title, layout, body.xform)
