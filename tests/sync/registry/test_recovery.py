"""Sealed codes at the registry: whose they are, how many stay, who had one opened."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from sync.errors import BadSignature, DeviceUnknown
from sync.recovery import encode_slip, sealed_code
from sync.registry import devices
from sync.registry.recovery import (
    KEPT_MOST,
    PEOPLE_MOST,
    keep,
    keep_all,
    note_read,
    openable,
)
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.offices import an_office

OFFICE = X25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = OFFICE.public_key().public_bytes_raw()


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "r")
    yield office
    office.storage.close()


@pytest.fixture
def asha(office):
    return a_laptop(office, "asha")


def slip(laptop, number, person="p-asha", code="K7QF"):
    sealed = sealed_code(f"{code}{number}", laptop.device, person, number, KEY)
    return encode_slip(sealed, laptop.key.sign)


def codes(office, laptop):
    return [one.code for one in openable(office, laptop.device, OFFICE)]


def test_the_newest_are_kept_in_whatever_order_they_come(office, asha):
    for number in (2, 5, 1, 4, 3, 5):
        keep(office, slip(asha, number))

    assert codes(office, asha) == ["K7QF5", "K7QF4", "K7QF3"]
    assert len(codes(office, asha)) == KEPT_MOST


def test_a_laptop_cannot_fill_the_registry(office, asha):
    keep(office, slip(asha, 1))
    for n in range(PEOPLE_MOST + 5):
        later = replace(office, clock=lambda n=n: office.clock() + 1 + n)
        keep(later, slip(asha, 1, person=f"p-{n}"))

    assert len(codes(office, asha)) == PEOPLE_MOST


def test_only_its_laptop_says_what_its_codes_are(office, asha):
    bilal = a_laptop(office, "bilal")
    of_asha = sealed_code("K7QF", asha.device, "p-asha", 1, KEY)

    with pytest.raises(BadSignature):
        keep(office, encode_slip(of_asha, bilal.key.sign))
    unknown = replace(of_asha, device=99)
    with pytest.raises(DeviceUnknown):
        keep(office, encode_slip(unknown, asha.key.sign))
    (refused, other) = keep_all(
        office, [b"\x87" + b"\x01" * 7, encode_slip(unknown, asha.key.sign)]
    )
    assert (refused.code, other.code) == ("sync.malformed", "sync.device_unknown")
    assert codes(office, asha) == []


def test_a_revoked_laptops_code_can_still_be_read(office, asha):
    keep(office, slip(asha, 1))
    devices.revoke(office, asha.device)

    assert codes(office, asha) == ["K7QF1"]


def test_who_had_one_opened_is_written_down(office, asha):
    keep(office, slip(asha, 1))
    note_read(office, asha.device, openable(office, asha.device, OFFICE), "Samina", "!")

    with office.storage.reading() as books:
        (read,) = books.recovery.reads()
    assert (read.device, read.person, read.slip, read.by, read.why) == (
        asha.device,
        "p-asha",
        1,
        "Samina",
        "!",
    )
    with pytest.raises(DeviceUnknown):
        openable(office, 99, OFFICE)
