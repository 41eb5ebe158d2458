"""Whatever stops half-way, a registry's folder is what it was or what it was to be."""

import resource
import shutil
from contextlib import contextmanager

import pytest

from sync.errors import RegistryExists, RegistryMissing, RegistryRestored
from sync.registry import backup, founding, ordered
from sync.registry.erasure import erase
from sync.registry.founding import FACTS_FILE, facts_of, open_office
from sync.registry.keyring import KEY_FILE
from sync.registry.office import ENDED, EPOCH, URL
from sync.registry.ordered import ERASURES_FILE
from sync.registry.storage.sql import SQLITE_FILE
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import (
    DISTRICTS,
    NOW_MS,
    a_record,
    an_office,
    chance,
)
from tests.sync.registry.replayed import migrations_replayed
from tests.sync.registry.stopping import PowerCut, again, stop_at

HOUSES = (a_record(1), a_record(2))
ORDER = ("household", "p-1", "file")


def cut(*_given, **_more):
    raise PowerCut


@contextmanager
def a_full_disk(room):
    """Let nobody write a file beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_the_folder_knows_is_written_whole_or_not_at_all(tmp_path):
    data = tmp_path / "registry"
    office = an_office(data)
    before = (data / FACTS_FILE).read_text()

    with a_full_disk(5), pytest.raises(OSError, match="large"):
        founding.place_attachments(data, str(tmp_path / "photos"))

    assert (data / FACTS_FILE).read_text() == before
    open_office(data, "", office.clock, chance(b"again"))
    assert not list(data.glob("*.unfinished"))


@pytest.fixture
def two_orders(tmp_path):
    """A registry that erased twice, of which its file tells the first."""
    office = an_office(tmp_path / "registry")
    asha = a_laptop(office, "asha")
    for house in HOUSES:
        asha.write(house, "q/text", "secret")
    exchange(office, asha)
    erase(office, HOUSES[0], *ORDER)
    ordered.level(office, tmp_path / "registry")
    erase(office, HOUSES[1], *ORDER)
    return office, tmp_path / "registry"


def test_a_line_of_the_file_of_orders_that_was_cut_short_stops_nothing(two_orders):
    office, data = two_orders
    ordered.level(office, data)
    file = data / ERASURES_FILE
    whole = file.read_text()
    for left in (whole[:-30], whole[:-1], "", whole):
        file.write_text(left)

        assert ordered.level(office, data) == 0

        assert file.read_text().split() == whole.split()


def test_the_file_of_orders_is_written_whole_or_not_at_all(two_orders):
    office, data = two_orders
    before = (data / ERASURES_FILE).read_text()

    with a_full_disk(len(before) + 9), pytest.raises(OSError, match="large"):
        ordered.level(office, data)

    assert (data / ERASURES_FILE).read_text() == before


@pytest.mark.parametrize("place", ["write_ring", "write_facts"])
def test_a_registry_that_was_stopped_while_it_was_made_is_made_by_the_next(
    tmp_path, monkeypatch, database, place
):
    given = (tmp_path / "registry", database, DISTRICTS, lambda: NOW_MS)
    with monkeypatch.context() as patched, migrations_replayed():
        patched.setattr(founding, place, cut)
        with pytest.raises(PowerCut):
            founding.found(*given, chance())
    with pytest.raises(RegistryMissing):
        open_office(*given[:2], given[3], chance())

    office = founding.found(*given, chance(b"again"), url="https://here")

    founding.must_be_newest(office, given[0])
    with office.storage.reading() as books:
        assert books.setting(URL) == "https://here"
        assert [place.code for place in books.geography.draft()] == sorted(
            place.code for place in DISTRICTS
        )
    office.storage.close()


def test_a_registry_whose_key_is_lost_is_not_made_anew(tmp_path, database):
    data = tmp_path / "registry"
    office = an_office(data, database)
    a_laptop(office, "asha")
    (data / KEY_FILE).unlink()

    with pytest.raises(RegistryExists):
        founding.found(data, database, DISTRICTS, office.clock, chance())
    office.storage.close()


def test_nobody_takes_over_the_database_of_another_folder(tmp_path, postgres):
    url = postgres.database()
    office = an_office(tmp_path / "one", url, published=False)

    with pytest.raises(RegistryExists):
        founding.found(tmp_path / "two", url, DISTRICTS, office.clock, chance())
    office.storage.close()


def test_two_folders_of_one_registry_are_told_of_a_restore_once(tmp_path, postgres):
    url = postgres.database()
    first, second = tmp_path / "one", tmp_path / "two"
    office = an_office(first, url)
    shutil.copytree(first, second)
    before = facts_of(first)
    founding.say_restored(office, first)

    founding.must_be_newest(office, second)

    assert facts_of(second) == facts_of(first) != before
    # From now on it tells, too, that a database was put back.
    with office.storage.writing() as books:
        books.put_setting(EPOCH, before["epochs"][-1])
        books.put_setting(ENDED, "[]")
    with pytest.raises(RegistryRestored):
        founding.must_be_newest(office, second)
    office.storage.close()


def test_a_registry_lies_in_its_folder_whatever_that_is_called(tmp_path):
    names = {"reg?x", "reg%41", "reg#x"}
    for name in names:
        data = tmp_path / name

        office = an_office(data)

        assert (data / SQLITE_FILE).stat().st_size
        backup.back_up(office, data, "", tmp_path / "registry.zip")
        office.storage.close()
    made = {each.name for each in tmp_path.glob("reg*") if each.suffix != ".zip"}
    assert made == names


def test_the_secret_of_a_former_key_goes_though_the_verb_was_stopped(
    tmp_path, monkeypatch
):
    data = tmp_path / "registry"
    office = an_office(data)
    old = office.ring.seed.hex()
    stop_at(monkeypatch, office, "settle")
    assert old in (data / KEY_FILE).read_text()

    back = again(office, data)

    assert old not in (data / KEY_FILE).read_text()
    assert back.ring.number == 2
