"""A registry that came from a backup and the key it took since then."""

import pytest

from sync.errors import BadSignature, FormerKey, RegistryRestored
from sync.registry import backup, founding, restoring
from sync.registry.erasure import erase, heed
from sync.registry.founding import must_be_newest, open_office
from sync.registry.keyring import KEY_FILE
from sync.registry.succession import take_another_key
from sync.succession import followed
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import a_record, an_office, chance
from tests.sync.registry.stopping import again, ordered, stop_at

HOUSE = a_record(1)


def test_an_order_counts_where_a_restore_finishes_what_stopped_before_it(
    tmp_path, monkeypatch
):
    data, out = tmp_path / "registry", tmp_path / "registry.zip"
    office = an_office(data)
    (laptop := a_laptop(office, "asha")).write(HOUSE, "q/text", "secret")
    exchange(office, laptop)
    backup.back_up(office, data, "", out)
    stop_at(monkeypatch, office, "prepare")
    # Another process may be the one that heeds a request to erase.
    other = again(office, data)
    given = erase(other, HOUSE, "household", "p-1", "file").orders[0]

    old = (out, tmp_path / "new", "", office.clock, chance(b"new"))
    restoring.restore(*old, key=data / KEY_FILE)
    back = open_office(*old[1:])

    assert back.ring.number == 2
    assert heed(back, given)
    with pytest.raises(BadSignature):
        heed(back, ordered(office.key, a_record(2)))


def test_a_restored_backup_goes_on_under_the_newer_key(tmp_path):
    data, out = tmp_path / "registry", tmp_path / "registry.zip"
    office = an_office(data)
    laptop = a_laptop(office, "asha")
    exchange(office, laptop)
    backup.back_up(office, data, "", out)
    take_another_key(office)
    laptop.write(HOUSE, "q/text", "since")
    exchange(office, laptop)

    given = (out, tmp_path / "old", "", office.clock, chance(b"old"))
    restoring.restore(*given)
    with pytest.raises(FormerKey):
        exchange(open_office(*given[1:]), laptop)
    given = (out, tmp_path / "new", "", office.clock, chance(b"new"))
    restoring.restore(*given, key=data / KEY_FILE)
    back = open_office(*given[1:])
    exchange(back, laptop)
    exchange(back, asked := a_laptop(back, "bilal"))

    assert back.key.public == office.key.public
    assert asked.state(HOUSE)["q/text"].value == {"q/text": "since"}


def test_a_database_put_back_without_a_word_is_found_out(tmp_path):
    data = tmp_path / "registry"
    office = an_office(data)
    before = office.storage.engine.raw_connection().driver_connection.serialize()
    take_another_key(office)
    office.storage.close()
    for left in data.glob("registry.db*"):
        left.unlink()
    (data / "registry.db").write_bytes(before)

    office = again(office, data)
    with pytest.raises(RegistryRestored):
        must_be_newest(office, data)
    founding.say_restored(office, data)

    must_be_newest(office, data)
    laptop = a_laptop(office, "asha")
    exchange(office, laptop)
    assert followed(office.ring.founding, laptop.successions()).number == 2
