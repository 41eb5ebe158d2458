"""A laptop enrolled after the backup comes back, and nothing that it wrote is lost."""

import pytest

from sync.errors import DeviceUnknown, TokenSpent
from sync.registry import devices, epochs, founding
from sync.registry.acceptance import accept
from sync.registry.readmission import Former, readmit
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import (
    AREA,
    NOW_MS,
    a_key,
    a_record,
    an_office,
    chance,
)


@pytest.fixture
def data(tmp_path):
    return tmp_path / "registry"


def restored(data, backup):
    for file in data.glob("registry.db*"):
        file.unlink()
    (data / "registry.db").write_bytes(backup)
    office = founding.open_office(data, "", lambda: NOW_MS, chance(b"restored"))
    epochs.begin_epoch(office)
    return office


def former(laptop):
    return Former(laptop.device, laptop.name, laptop.key.public, (AREA,))


def test_a_laptop_that_the_backup_does_not_know_comes_back_whole(data):
    office = an_office(data)
    asha = a_laptop(office, "asha")
    office.storage.close()
    backup = (data / "registry.db").read_bytes()
    bilal = a_laptop(office, "bilal")
    bilal.write(a_record(1), "q/text", "one")
    for laptop in (bilal, asha):
        exchange(office, laptop)
    bilal.write(a_record(1), "q/text", "two")
    office.storage.close()

    office = restored(data, backup)
    with office.storage.reading() as books, pytest.raises(DeviceUnknown):
        devices.known(books, bilal.device)
    # Another one relays what it has of him, before anybody let him in.
    assert exchange(office, asha).refused == ("sync.device_unknown",)
    assert readmit(office, former(bilal)) == 1
    for laptop in (bilal, asha, bilal):
        exchange(office, laptop)

    assert bilal.waiting() == 0
    assert asha.order == bilal.order
    heads = asha.state(a_record(1))["q/text"].heads
    assert "two" in {head.value["q/text"] for head in heads}
    assert bilal.state(a_record(1)) == asha.state(a_record(1))
    office.storage.close()


def test_a_laptop_that_the_backup_knows_without_its_key_comes_back_too(data):
    office = an_office(data)
    number, secret = devices.add_device(office, "bilal", (AREA,))
    office.storage.close()
    backup = (data / "registry.db").read_bytes()
    bilal = a_key("bilal")
    devices.enrol(office, number, secret, bilal.public)
    office.storage.close()

    office = restored(data, backup)
    assert readmit(office, Former(number, "bilal", bilal.public, (AREA,))) == 0

    with office.storage.reading() as books:
        assert devices.known(books, number).key == bilal.public
    # Nobody else takes the number by its old token any more.
    with pytest.raises(TokenSpent):
        devices.enrol(office, number, secret, a_key("thief").public)
    office.storage.close()


def test_who_comes_back_under_a_later_key_tells_of_those_before(data):
    office = an_office(data)
    asha = a_laptop(office, "asha")
    office.storage.close()
    backup = (data / "registry.db").read_bytes()
    bilal = a_laptop(office, "bilal")
    bilal.write(a_record(1), "q/text", "signed with the first key")
    for number in range(2):
        bilal.next_key = a_key(f"bilal's {number}")
        for _ in range(2):
            exchange(office, bilal)
    office.storage.close()

    office = restored(data, backup)
    assert readmit(office, former(bilal)) == 0
    for laptop in (bilal, bilal, asha, fresh := a_laptop(office, "fresh")):
        exchange(office, laptop)

    assert bilal.waiting() == 0
    for laptop in (asha, fresh):
        said = laptop.state(a_record(1))["q/text"].value
        assert said == {"q/text": "signed with the first key"}
    office.storage.close()


def test_a_number_that_is_somebody_s_is_not_given(data):
    office = an_office(data)
    asha = a_laptop(office, "asha")

    assert readmit(office, former(asha)) is None
    office.storage.close()


def test_what_is_not_signed_with_the_key_that_was_told_is_not_taken(data):
    office = an_office(data)
    asha, stranger = a_laptop(office, "asha"), a_laptop(office, "stranger")
    asha.write(a_record(1), "q/text", "one")
    segment = asha.outgoing(AREA, 0, 1 << 20)
    office.storage.close()
    other = an_office(data.parent / "other")
    accept(other, [segment])

    claimed = Former(asha.device, "asha", stranger.key.public, (AREA,))

    assert readmit(other, claimed) == 0
    other.storage.close()
