"""A copied or restored store notices, and does not go on as the same laptop."""

import os
import shutil

import pytest

from enrolment_app.store import (
    Enrolment,
)
from tests.store.builders import (
    a_store,
    birth,
    opened,
)


def test_a_copied_store_notices_and_works_on_without_a_number(place, enrolled):
    with opened(place) as store:
        assert store.device.number == 7
    shutil.copytree(place, twin := place.parent / "twin")

    with opened(twin) as copied:
        assert copied.device.trouble == "copied"
        assert copied.device.number == 0
        copied.journal.seal(birth(2))

    with opened(place) as store:
        assert store.device.trouble == ""
        assert store.device.number == 7


def test_a_database_put_back_from_a_backup_notices(place, enrolled):
    backup = (place / "store.db").read_bytes()
    opened(place).close()
    (place / "store.db").write_bytes(backup)

    with opened(place) as store:
        assert store.device.trouble == "rolled-back"
        assert store.device.number == 0


def test_power_cut_between_database_and_device_file_is_no_trouble(place, enrolled):
    device = (place / "device").read_bytes()
    opened(place).close()
    (place / "device").write_bytes(device)

    with opened(place) as store:
        assert store.device.trouble == ""


@pytest.fixture
def enrolled(place):
    with a_store(place) as store:
        store.enrol(Enrolment(7, "Laptop 7", ("PK501",)))
    return os.fspath(place)
