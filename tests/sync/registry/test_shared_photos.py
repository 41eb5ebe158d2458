"""Photos that households share, erased with the last of them from backups too."""

from contextlib import closing
from pathlib import Path

import pytest

from sync.registry import backup, restoring
from sync.registry.backup_contents import BESIDE
from sync.registry.erasure import erase
from sync.registry.founding import open_office
from sync.registry.ordered import ERASURES_FILE, level
from sync.session.attached import State
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import NOW_MS, a_record, an_office, chance
from tests.sync.registry.photos import Photos, a_photo, carry, key_of, states

HOUSES = (a_record(1), a_record(2))
KEY = key_of(a_photo(1))


def copied(stick):
    return [file.name for file in Path(stick / BESIDE).rglob("*") if file.is_file()]


@pytest.mark.parametrize("erased", [1, 2])
def test_a_restored_registry_keeps_it_while_one_needs_it(tmp_path, erased):
    data, stick = tmp_path / "registry", tmp_path / "stick"
    stick.mkdir()
    office = an_office(data)
    asha = a_laptop(office, "asha")
    photos = Photos(asha)
    for house in HOUSES:
        photos.take(house, a_photo(1))
    exchange(office, asha)
    carry(office, photos)
    backup.back_up(office, data, "", stick / "before.zip")
    for house in HOUSES[:erased]:
        erase(office, house, "household", "a1b2c3d4e5", "file 12")
    level(office, data)
    office.storage.close()

    place = tmp_path / "elsewhere"
    given = (stick / "before.zip", place, "", lambda: NOW_MS, chance(b"back"))
    restoring.restore(*given, orders=[data / ERASURES_FILE])
    again = open_office(place, "", lambda: NOW_MS, chance(b"again"))
    with closing(again.storage):
        assert again.bodies.read(KEY.digest, 0, 5000) == a_photo(1)
        assert level(again, place) == erased

        is_gone = erased == len(HOUSES)
        assert states(again) == {KEY: State.ERASED if is_gone else State.STORED}
        assert (again.bodies.read(KEY.digest, 0, 1) is None) is is_gone
        backup.back_up(again, place, "", stick / "after.zip")
        assert (copied(stick) == []) is is_gone
