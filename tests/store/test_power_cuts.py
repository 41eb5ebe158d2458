"""Power cuts and failing disks below the database: nothing acknowledged is lost."""

import random

import pytest

from enrolment_app.store import DiskFailed, DiskFull, StoreError
from tests.store.builders import a_row, a_store, a_visit, birth, opened
from tests.store.disk import FULL, IO_SYNC, IO_WRITE, OK, READONLY, recorded
from tests.store.power_cuts import cut, stands, worked
from tests.store.writer import ANSWERS_A_VISIT, draft_of, holds

CUTS = 40
ERRORS = {"write": IO_WRITE, "sync": IO_SYNC, "full": FULL, "read-only": READONLY}


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    return worked(tmp_path_factory.mktemp("recorded") / "store", answers=60)


def test_after_any_power_cut_the_store_has_all_that_was_acknowledged(
    recording, tmp_path
):
    chance = random.Random(7)

    for number in range(CUTS):
        files, said = cut(recording, chance)
        assert stands(recording, files, said, tmp_path / "cut"), (number, said)


def test_the_replay_would_see_a_disk_that_lies_about_syncs(recording, tmp_path):
    chance = random.Random(7)
    broken = 0

    for _ in range(8):
        files, said = cut(recording, chance, lies=True)
        try:
            broken += not stands(recording, files, said, tmp_path / "cut")
        except StoreError:
            broken += 1

    assert broken > 0


def work_until_it_fails(place, disk, error, number):
    """Work on a disk that fails at its operation `number`; gives what was kept."""
    draft = sealed = None
    wanted = {IO_WRITE: "write", IO_SYNC: "sync"}.get(error)

    def fails(at, kind):
        return error if at >= number and wanted in (None, kind) else OK

    disk.fails = fails
    try:
        with opened(place) as store:
            for count in range(2 * ANSWERS_A_VISIT):
                seed = count // ANSWERS_A_VISIT
                visit = a_visit(seed, draft_of(count), changed_ms=count)
                store.visits.keep(visit, a_row(seed))
                draft = count
                if count % ANSWERS_A_VISIT == ANSWERS_A_VISIT - 1:
                    store.journal.seal(birth(seed), visit.visit)
                    sealed = seed
                store.settle()
    except (DiskFull, DiskFailed):
        return draft, sealed
    return draft, sealed


@pytest.mark.parametrize("error", ERRORS)
def test_where_the_disk_fails_for_good_the_error_is_ours_and_all_kept_is_there(
    tmp_path, error
):
    a_store(tmp_path / "whole").close()
    with recorded() as disk:
        work_until_it_fails(tmp_path / "whole", disk, OK, 1 << 30)
        operations = len(disk.operations)
    chance = random.Random(error)

    for number in sorted(chance.sample(range(operations), 12)):
        place = tmp_path / str(number)
        a_store(place).close()
        with recorded() as disk:
            said = work_until_it_fails(place, disk, ERRORS[error], number)
        with opened(place) as store:
            assert holds(store, *said), (number, said)
            store.journal.seal(birth(10_000))
            assert store.check().sound
