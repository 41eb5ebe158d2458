"""Real stores enrolled at a registry in memory, and what they do there."""

from enrolment_app.store import Enrolment
from sync import run
from sync.registry import devices
from sync.transports import Keys
from tests.store.builders import (
    HEAD,
    StaffMember,
    a_store,
    an_edit,
    birth,
    chance,
    household_of,
)
from tests.sync.registry.line import Line
from tests.sync.registry.offices import AREA

HOUSE = household_of(1)


def an_enrolled(place, office, name, areas=(AREA,)):
    person = StaffMember(f"p-{name}", name.title())
    store = a_store(place, person, random=chance(name.encode()))
    enrol(store, office, name, areas)
    return store


def enrol(store, office, name, areas=(AREA,)):
    device, secret = devices.add_device(office, name, areas)
    store.enrol(Enrolment(device, name, areas, token=secret))
    devices.enrol(office, device, secret, store.device.public_key)


def keys_of(office, store):
    device = store.device
    return Keys(
        device.number, device.public_key, device.sign_token, office.ring.founding
    )


def talk(office, store, line=None):
    line = line or Line(office, store.device.number)
    return run.exchange(store.exchange, line, keys_of(office, store))


def sealed(store, seed, **more):
    change = birth(seed, area=AREA, device=store.device.number, **more)
    return store.journal.seal(change)


def edited(store, household, head, visit, time=1):
    return store.journal.seal(
        an_edit(store, household, HEAD, head, visit=visit, time=time)
    )
