"""A registry that comes back from a backup, said or unsaid."""

from dataclasses import replace

import pytest

from sync.errors import RegistryRestored
from sync.merge import Agreed
from sync.registry import epochs, founding, publishing, quarantine
from sync.session import RegistryWentBack
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import (
    AREA,
    LATER,
    OTHER_AREA,
    a_body,
    a_key,
    a_record,
    an_office,
    chance,
)

HOUSE = a_record(1)


def names_in_log(office, record, area=AREA):
    with office.storage.reading() as books:
        return books.changes.order(area, record)


def restored(office, tmp_path, backup):
    """Put the backup in the place of a registry's database."""
    office.storage.close()
    data = tmp_path / "registry"
    for file in data.glob("registry.db*"):
        file.unlink()
    (data / "registry.db").write_bytes(backup)
    return founding.open_office(data, "", office.clock, office.random)


def backed_up(office, tmp_path):
    with office.storage.writer() as connection:
        connection.exec_driver_sql("SELECT 1")
    office.storage.close()
    return (tmp_path / "registry" / "registry.db").read_bytes()


@pytest.fixture
def sqlite_office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


def test_a_restored_registry_gets_again_what_its_backup_lacks(sqlite_office, tmp_path):
    office = sqlite_office
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    exchange(office, bilal)
    backup = backed_up(office, tmp_path)
    later = asha.write(HOUSE, "q/text", "brick")
    exchange(office, asha)
    exchange(office, bilal)

    office = restored(office, tmp_path, backup)
    epochs.begin_epoch(office)
    again = exchange(office, asha)
    exchange(office, bilal)

    assert (again.sent, again.waiting) == (1, 0)
    assert later.name in names_in_log(office, HOUSE)
    assert bilal.state(HOUSE) == asha.state(HOUSE)
    assert isinstance(asha.state(HOUSE)["q/text"], Agreed)


def test_others_bring_back_what_its_author_no_longer_has(sqlite_office, tmp_path):
    office = sqlite_office
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)
    backup = backed_up(office, tmp_path)
    later = asha.write(HOUSE, "q/text", "brick")
    exchange(office, asha)
    exchange(office, bilal)

    office = restored(office, tmp_path, backup)
    epochs.begin_epoch(office)
    exchange(office, bilal)

    assert later.name in names_in_log(office, HOUSE)
    assert bilal.relays(AREA) == ()


def test_a_count_of_the_old_epoch_covers_nothing_new(sqlite_office, tmp_path):
    office = sqlite_office
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    asha.write(HOUSE, "q/text", "one")
    exchange(office, asha)
    exchange(office, bilal)
    backup = backed_up(office, tmp_path)
    asha.write(HOUSE, "q/text", "two")
    exchange(office, asha)
    asha.write(HOUSE, "q/text", "three")

    office = restored(office, tmp_path, backup)
    epochs.begin_epoch(office)
    bilal.write(HOUSE, "q/text", "unseen by asha")
    exchange(office, bilal)
    exchange(office, asha)
    exchange(office, bilal)

    values = [h.value["q/text"] for h in asha.state(HOUSE)["q/text"].heads]
    assert "unseen by asha" in values
    assert "three" in values
    assert bilal.state(HOUSE) == asha.state(HOUSE)


def test_a_registry_that_goes_back_silently_is_not_believed(sqlite_office, tmp_path):
    office = sqlite_office
    asha = a_laptop(office, "asha")
    backup = backed_up(office, tmp_path)
    asha.write(HOUSE, "q/text", "mud")
    exchange(office, asha)

    office = restored(office, tmp_path, backup)

    with pytest.raises(RegistryWentBack):
        exchange(office, asha)
    assert asha.state(HOUSE)["q/text"].value == {"q/text": "mud"}


def test_a_log_that_the_backup_lacks_begins_again(sqlite_office, tmp_path):
    office = sqlite_office
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    backup = backed_up(office, tmp_path)
    asha.write(HOUSE, "q/text", "one")
    exchange(office, asha)
    exchange(office, bilal)
    asha.write(HOUSE, "q/text", "two")

    office = restored(office, tmp_path, backup)
    epochs.begin_epoch(office)
    bilal.write(HOUSE, "q/text", "unseen by asha")
    exchange(office, bilal)
    exchange(office, asha)
    exchange(office, bilal)

    values = {h.value["q/text"] for h in asha.state(HOUSE)["q/text"].heads}
    assert values >= {"two", "unseen by asha"}
    assert bilal.state(HOUSE) == asha.state(HOUSE)


def test_the_same_backup_restored_twice_believes_no_count_in_between(
    sqlite_office, tmp_path
):
    office = sqlite_office
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    asha.write(HOUSE, "q/text", "one")
    exchange(office, asha)
    exchange(office, bilal)
    backup = backed_up(office, tmp_path)
    office = restored(office, tmp_path, backup)
    between = epochs.begin_epoch(office)
    asha.write(HOUSE, "q/text", "two")
    exchange(office, asha)
    asha.write(HOUSE, "q/text", "three")

    office = restored(office, tmp_path, backup)
    object.__setattr__(office, "random", chance(b"another"))
    epochs.begin_epoch(office, [between])
    bilal.write(HOUSE, "q/text", "unseen by asha")
    exchange(office, bilal)
    exchange(office, asha)
    exchange(office, bilal)

    values = {h.value["q/text"] for h in asha.state(HOUSE)["q/text"].heads}
    assert values >= {"three", "unseen by asha"}
    assert bilal.state(HOUSE) == asha.state(HOUSE)


def test_a_database_put_back_without_a_word_is_not_served(sqlite_office, tmp_path):
    office, data = sqlite_office, tmp_path / "registry"
    backup = backed_up(office, tmp_path)
    founding.say_restored(office, data)

    office = restored(office, tmp_path, backup)

    with pytest.raises(RegistryRestored):
        founding.must_be_newest(office, data)
    founding.say_restored(office, data)
    founding.must_be_newest(office, data)


def test_the_folder_tells_the_epochs_that_the_backup_lacks(sqlite_office, tmp_path):
    office, data = sqlite_office, tmp_path / "registry"
    backup = backed_up(office, tmp_path)
    lost = founding.say_restored(office, data)
    office = restored(office, tmp_path, backup)

    founding.say_restored(office, data)

    with office.storage.reading() as books:
        assert lost in epochs.ended(books)


def test_who_goes_back_in_everybody_s_log_gets_nothing_yet_that_leans_on_it(
    sqlite_office, tmp_path
):
    office = sqlite_office
    asha, carol = a_laptop(office, "asha"), a_laptop(office, "carol")
    bilal = a_laptop(office, "bilal", (OTHER_AREA,))
    asha.write(HOUSE, "q/text", "under the old key")
    exchange(office, asha)
    backup = backed_up(office, tmp_path)
    carol.next_key = a_key("carol's new one")
    exchange(office, carol)
    exchange(office, bilal)

    office = restored(office, tmp_path, backup)
    epochs.begin_epoch(office)
    with office.storage.writing() as books:
        books.devices.set_areas(bilal.device, [AREA])
    asha.next_key = a_key("asha's new one")
    exchange(office, asha)
    asha.write(HOUSE, "q/text", "under the new key")
    exchange(office, asha)
    # Everybody's log parts from what bilal heard; the area's is new to him.
    exchange(office, bilal)

    assert bilal.state(HOUSE) == asha.state(HOUSE) != {}


def test_who_served_before_a_restore_forgets_what_was_published_since(
    sqlite_office, tmp_path
):
    office = sqlite_office
    asha = a_laptop(office, "asha")
    backup = backed_up(office, tmp_path)
    publishing.publish(office, a_body(LATER))
    asha.own[AREA] = [replace(asha.write(HOUSE, "q/text", "mud"), layout=LATER.id)]
    exchange(office, asha)

    served = replace(restored(office, tmp_path, backup), layouts=office.layouts)
    epochs.begin_epoch(served)
    exchange(served, asha)

    assert [one.code for one in quarantine.held(served)] == ["held.form_unknown"]
    served.storage.close()
