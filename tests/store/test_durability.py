"""What was acknowledged is there: after kill -9, on a full disk, in a torn moment."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from enrolment_app.store import DiskFull, Settings
from enrolment_app.store.files import Reserve
from tests.store.builders import CHEAP, a_row, a_store, a_visit, birth, chance, opened
from tests.store.killing import ROOT, kill_at_random_moments
from tests.store.writer import draft_of, holds

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and tmpfs")


@POSIX
def test_answers_that_were_acknowledged_survive_kill_9(place):
    said = kill_at_random_moments(place, times=30, chance=random.Random(30))

    assert said > 100


def test_the_check_after_a_kill_would_see_what_is_missing(store):
    store.visits.keep(a_visit(1, draft_of(4), changed_ms=4), a_row(1))

    assert not holds(store, 4, 0), "a sealed change is missing"
    store.journal.seal(birth(0))
    assert holds(store, 4, 0)
    assert not holds(store, 5, 0), "a later answer is missing"
    store.visits.keep(a_visit(1, b"torn", changed_ms=5), a_row(1))
    assert not holds(store, 5, 0), "an answer is not whole"


def test_every_durable_setting_reads_back(store):
    asked = {
        "journal_mode": "wal",
        "synchronous": 2,
        "locking_mode": "exclusive",
        "temp_store": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "page_size": "4096",  # SQLCipher answers in text
        "mmap_size": 0,
    }

    found = {name: store._connection.value(f"PRAGMA {name}") for name in asked}

    assert found == asked


FILL = """
import sys
from pathlib import Path
from enrolment_app.store import DiskFull, Settings
from tests.store.builders import CHEAP, a_row, a_store, a_visit
place = Path(sys.argv[1])
reserve = Settings(CHEAP.cost, int(sys.argv[2]))
import enrolment_app.store.files as files
files.FREE_FOR_RESERVE_BYTES = 0
store = a_store(place, settings=reserve)
for count in range(100_000):
    try:
        store.visits.keep(a_visit(count, b"%d " % count * 900), a_row(count))
    except DiskFull:
        break
    print(count, store.low_on_space, flush=True)
print("full", flush=True)
sys.stdin.read()
"""


def small_disk(folder, megabytes):
    """Mount a small disk, or say why it cannot be."""
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")


@POSIX
def test_a_full_disk_keeps_what_was_acknowledged_and_lets_a_visit_be_ended(tmp_path):
    small_disk(disk := tmp_path / "disk", megabytes=5)
    try:
        command = [sys.executable, "-c", FILL, str(disk / "store"), "1000000"]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, text=True
        ) as filling:
            said = iter(filling.stdout.readline, "full\n")
            kept = [line.split() for line in said]
            filling.kill()

        with opened(disk / "store") as store:
            numbers = {visit.draft.split()[0].decode() for visit in store.visits.open()}
            assert {count for count, _ in kept} <= numbers
        # The reserve carried it on for a while, and it said so.
        low = [said for _, said in kept if said == "True"]
        assert 5 < len(low) < len(kept)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_where_a_write_fails_the_error_is_ours_and_the_old_answer_stays(
    store, monkeypatch
):
    store.visits.keep(a_visit(1, b"first"), a_row(1))
    pages = store._connection.value("PRAGMA page_count")
    store._connection.write(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(DiskFull):
        store.visits.keep(a_visit(1, b"second" * 10_000), a_row(1))

    assert store.visits.get(a_visit(1).visit).draft == b"first"
    assert store.low_on_space


def test_a_full_disk_gives_up_the_reserve_once(place):
    with a_store(place) as store:
        reserve = Reserve(place / "reserve", 5000, chance())
        reserve.fill()
        assert (place / "reserve").stat().st_size == 5000
        store.visits._reserve = reserve
        full = iter([DiskFull(), None, DiskFull(), DiskFull()])

        def keep(visit, row):
            if failure := next(full):
                raise failure

        store.visits._keep = keep
        store.visits.keep(a_visit(1))
        assert not (place / "reserve").exists()
        with pytest.raises(DiskFull):
            store.visits.keep(a_visit(1))


def test_a_delivery_or_a_sealing_cut_short_leaves_nothing_half(place, monkeypatch):
    with a_store(place) as store:
        store.journal.seal(birth(1))

        def power_goes(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(store._projections, "project", power_goes)
        with pytest.raises(KeyboardInterrupt):
            store.journal.seal(birth(2))

    with opened(place) as store:
        assert store.check().sound
        assert store.households.custody_counts()
        assert len(store.journal.verify()) == 0


def test_the_reserve_is_set_aside_where_there_is_room(place):
    settings = Settings(CHEAP.cost, 100_000)

    with a_store(place, settings=settings) as store:
        assert not store.low_on_space

    assert Path(place / "reserve").stat().st_size == 100_000


def test_what_waits_for_something_durable_is_never_done_where_that_fails(store):
    done, line = [], store._connection

    @line.transaction()
    def written(then):
        line.afterwards(lambda: done.append(then))
        assert not done
        if then == "failed":
            raise DiskFull(then)

    with pytest.raises(DiskFull):
        written("failed")
    written("kept")

    assert done == ["kept"]
