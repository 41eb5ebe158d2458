"""Laptops that were set up from files, and a folder in which their sticks lie."""

import itertools
from pathlib import Path

from enrolment_app.actions.enrol_device import enrol_device
from enrolment_app.actions.read_bundle import read_bundle
from enrolment_app.actions.work import Machine, Person, Work
from enrolment_app.actions.write_bundle import Towards, write_bundle
from enrolment_app.store import StaffMember
from sync.bundle import open_bundle
from sync.registry.letters import answer_bundle
from sync.registry.provisioning import NewPerson, Order, make_laptop
from sync.session.provisioned import ENUMERATOR, SUPERVISOR, read_provisioning
from tests.store.builders import HEAD, NOW, a_store, an_edit, birth, chance
from tests.sync.registry.offices import AREA

REGISTRY, LAPTOPS = Towards.REGISTRY, Towards.LAPTOPS
STICKS = itertools.count()


def a_laptop(home, office, name, areas=(AREA,), role=ENUMERATOR):
    """A laptop enrolled from its file; the registry does not know its key yet."""
    people = [NewPerson(f"Demo {name}")]
    made = make_laptop(office, Order(name, areas, role=role, people=people))
    random = chance(name.encode())
    store = a_store(home / name, StaffMember(f"p-{name}", name), random=random)
    machine = Machine(lambda: NOW, random, Path())
    work = Work(store, Person(f"p-{name}", name), machine)
    enrol_device(work, read_provisioning(made.file), made.codes[0][1])
    return work


def a_supervisor(home, office, name="nazia", areas=(AREA,)):
    return a_laptop(home, office, name, areas, SUPERVISOR)


def sealed(work, seed, area=AREA, **more):
    device = work.store.device.number
    return work.store.journal.seal(birth(seed, area=area, device=device, **more))


def edited(work, household, head, visit):
    change = an_edit(work.store, household, HEAD, head, visit=visit)
    return work.store.journal.seal(change)


def stick(home):
    return home / f"stick-{next(STICKS)}.indraj"


def written(work, home, towards=Towards.ANYBODY):
    file = stick(home)
    write_bundle(work, file, towards)
    return file


def replied(office, file, home):
    reply = stick(home)
    answer_bundle(office, open_bundle(file), reply)
    return reply


def to_and_fro(office, work, home):
    """One journey of a stick to the registry and back."""
    return read_bundle(work, replied(office, written(work, home), home))


def everything(work):
    """All that a store holds, to be compared before and after."""
    read = work.store._connection.read
    tables = read("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    names = [name for (name,) in tables if name != "found"]
    return {name: read("SELECT * FROM " + name) for name in names}  # noqa: S608 - ours
