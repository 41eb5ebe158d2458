"""The provisioning file of one laptop: made here, taken there without a network."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sync.errors import PersonEnded
from sync.registry.devices import DAY_MS, ENROL_DAYS, add_device
from sync.registry.directory import add_person
from sync.registry.geography import entries_of, tell_areas
from sync.registry.keys import introduction, reading_keys
from sync.registry.office import POLICIES, RECOVERY_KEY, URL, Office
from sync.registry.reading import recipients
from sync.registry.storage import Books, PersonRow
from sync.session.activation import (
    SALT_BYTES,
    ProvisionedPerson,
    code_hash,
    new_code,
)
from sync.session.provisioned import (
    ENUMERATOR,
    SUPERVISOR,
    Provisioned,
    write_provisioning,
)


@dataclass(frozen=True)
class NewPerson:
    """Somebody who shall work with a laptop.

    An `id` of the directory, or a name that is one, means who is known there by it.
    """

    name: str
    name_ur: str = ""
    id: str = ""


@dataclass(frozen=True)
class Order:
    """What a laptop shall be.

    `policies` come on top of the registry's own. A supervisor's file brings the keys
    that open the bundles of its areas, sealed with the code of its first person; made
    for nobody in particular, it brings them open, and is to be carried like a key.
    """

    name: str
    areas: Sequence[str]
    role: str = ENUMERATOR
    people: Sequence[NewPerson] = ()
    days: int = ENROL_DAYS
    url: str = ""
    ca: str = ""
    policies: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """What became of an order; `codes` are (person, activation code), told once."""

    number: int
    file: bytes
    codes: tuple[tuple[ProvisionedPerson, str], ...]


def provision(
    office: Office, name: str, codes: Sequence[str], *, url: str = "", ca: str = ""
) -> tuple[int, bytes]:
    """Add a laptop for nobody in particular; give its number and its signed file."""
    made = make_laptop(office, Order(name, codes, url=url, ca=ca))
    return made.number, made.file


def make_laptop(office: Office, order: Order) -> Made:
    """Add a laptop and make the signed file to set it up from.

    Raises `PersonEnded`, before anything is added.
    """
    with office.storage.reading() as books:
        known = [books.people.get(person.id or person.name) for person in order.people]
    for row in known:
        if row is not None and row.ended is not None:
            raise PersonEnded(row.name)
    codes = tuple(
        _introduced(office, order, *one)
        for one in zip(order.people, known, strict=True)
    )
    number, secret = add_device(office, order.name, order.areas, order.days, order.role)
    tell_areas(office)
    # Should it take another key from here on, the laptop is told when it enrols.
    office = office.now()
    reading = b""
    if order.role == SUPERVISOR:
        reading = reading_keys(office, order.areas, codes[0][1] if codes else "")
    with office.storage.reading() as books:
        given = Provisioned(
            url=order.url or books.setting(URL),
            registry=office.id,
            registry_key=office.ring.founding,
            successions=office.ring.successions,
            device=number,
            name=order.name,
            enrol_token=secret,
            areas=tuple(order.areas),
            forms=books.forms.newest(),
            people=tuple(person for person, _ in codes),
            ca=order.ca,
            role=order.role,
            readers=recipients(office.ring, books, order.areas),
            reading_key=reading,
            recovery_key=bytes.fromhex(books.setting(RECOVERY_KEY)),
            policies=policies(books) | dict(order.policies),
            expires=office.clock() + order.days * DAY_MS,
            introduction=introduction(office, number, order.name, order.areas),
            places=entries_of(books, order.areas),
        )
    return Made(number, write_provisioning(given, office.key.sign), codes)


def policies(books: Books) -> dict[str, int]:
    """Give the registry's rules for its laptops."""
    return dict(json.loads(books.setting(POLICIES) or "{}"))


def _introduced(
    office: Office, order: Order, person: NewPerson, row: PersonRow | None
) -> tuple[ProvisionedPerson, str]:
    """Give somebody as the file names them; whoever is new enters the directory."""
    code, salt = new_code(office.random), office.random(SALT_BYTES)
    if row is None:
        row = add_person(office, person.name, person.name_ur, order.role, person.id)
    known = ProvisionedPerson(
        id=row.id,
        name=row.name,
        name_ur=row.name_ur,
        role=order.role,
        salt=salt,
        code_hash=code_hash(code, salt),
    )
    return known, code
