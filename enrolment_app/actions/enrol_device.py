"""Make this laptop a device of a registry, from one file and without a network."""

import json
from dataclasses import dataclass
from pathlib import Path

from enrolment_app.actions.work import Work
from enrolment_app.problems import Problem
from enrolment_app.store import Enrolment, InstalledForm, StaffMember
from sync.errors import Malformed
from sync.layout import Layout
from sync.session import FormBody
from sync.session.activation import ProvisionedPerson
from sync.session.provisioned import Provisioned, read_provisioning


@dataclass(frozen=True)
class Enrolled:
    """What the laptop became."""

    device: int
    name: str
    areas: tuple[str, ...]
    forms: tuple[str, ...]
    url: str


def read_provisioning_file(file: Path) -> Provisioned | Problem:
    """Read a provisioning file, before a store is even made.

    Raises `BadSignature` where it was altered.
    """
    try:
        return read_provisioning(file.read_bytes())
    except OSError:
        return Problem("device.file_unreadable", values={"file": str(file)})
    except Malformed:
        return Problem("device.not_a_provisioning_file", values={"file": str(file)})


def enrol_device(work: Work, given: Provisioned) -> Enrolled:
    """Take number, areas, people and questionnaires; the network is not needed."""
    store = work.store
    for body in given.forms:
        store.forms.install(_form(body))
    for person in given.people:
        store.people.put(_person(person))
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
            reading_key=given.reading_key,
            recovery_key=given.recovery_key,
            policies=given.policies,
            ca=given.ca,
        )
    )
    names = tuple(dict.fromkeys(body.form for body in given.forms))
    return Enrolled(given.device, given.name, given.areas, names, given.url)


def _form(body: FormBody) -> InstalledForm:
    layout = Layout.from_json(json.loads(body.layout))
    return InstalledForm(body.form, body.version, body.title, layout, body.xform)


def _person(told: ProvisionedPerson) -> StaffMember:
    return StaffMember(told.id, told.name, told.role)
