"""A copied or restored store notices, and does not go on as the same laptop."""

import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from enrolment_app.store import (
    Enrolment,
    lock,
)
from enrolment_app.store.bodies import read_body
from enrolment_app.store.file_systems import mounted, moved
from sync.clock import tick
from tests.store.builders import (
    NOW,
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


MOUNTS = """\
/dev/sda2 / ext4 rw 0 0
/dev/sdb1 /media/stick vfat rw 0 0
/dev/sdc1 /media/my\\040stick exfat rw 0 0
tmpfs /media/stick/deep tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/asha/store", "ext4"),
        ("/media/stick", "vfat"),
        ("/media/stick/store/lock", "vfat"),
        ("/media/my stick/store", "exfat"),
        ("/media/stick/deep/store", "tmpfs"),
        ("/media/sticky", "ext4"),
    ],
)
def test_the_file_system_of_a_folder_is_the_deepest_that_is_mounted(path, kind):
    assert mounted(Path(path), MOUNTS) == kind


def test_a_stick_that_numbers_its_files_anew_is_no_copy(place, enrolled, monkeypatch):
    monkeypatch.setattr(lock, "file_system", lambda _: "vfat")

    for _ in range(2):
        with opened(place) as store:
            assert (store.device.trouble, store.device.number) == ("", 7)


@pytest.mark.parametrize(
    ("was", "now", "elsewhere"),
    [
        ("5:a", "5:a", False),
        ("5:a", "6:a", True),
        ("5:a", "5:b", True),
        ("0:a", "6:a", False),
        ("5:a", "0:a", False),
        ("0:a", "0:b", True),
        ("", "0:a", True),
    ],
)
def test_a_store_lies_elsewhere_by_number_or_by_machine(was, now, elsewhere):
    assert moved(was, now) == elsewhere


def test_a_clock_a_year_back_or_on_changes_nothing_but_the_times_said(place, enrolled):
    for days in (0, -365, 365):
        now = NOW + timedelta(days=days)
        with opened(place, clock=lambda now=now: now) as store:
            assert (store.device.trouble, store.device.number) == ("", 7)
            time = tick(store.latest_time, int(now.timestamp() * 1000))
            change = birth(abs(days) + (days < 0), area="PK501", device=7)
            store.journal.seal(replace(change, time=time))
            assert store.latest_time == time
            assert store.check().sound

    with opened(place) as store:
        times = [c.time for c in changes_of(store)]
        assert times == sorted(times)


def changes_of(store):
    rows = store._connection.read("SELECT body FROM changes ORDER BY id")
    return [read_body(body) for (body,) in rows]
