"""Long series about durability: run by hand or at night, on each kind of disk.

python -m pytest tests/nightly/durability.py
INDRAJ_FAULTS_TRIED=999 python -m pytest tests/store/test_file_faults.py
INDRAJ_KILLED_EVERY=1 python -m pytest tests/store/test_attachment_faults.py
INDRAJ_SWEEPS_TRIED=1000 python -m pytest tests/store/test_sweeping_model.py
"""

import random

import pytest

from tests.store.killing import (
    kill_at_random_moments,
    photos_killed_at_random_moments,
)
from tests.store.power_cuts import cut, stands, worked

pytestmark = pytest.mark.timeout(0)


def test_500_kills_lose_nothing_that_was_acknowledged(tmp_path):
    for seed in range(10):
        said = kill_at_random_moments(
            tmp_path / f"store-{seed}", times=50, chance=random.Random(seed)
        )
        assert said > 50


def test_100_kills_lose_no_picture_that_was_said_to_be_kept(tmp_path):
    chance = random.Random(7)

    assert photos_killed_at_random_moments(tmp_path / "store", 100, chance)


def test_1000_power_cuts_lose_nothing_that_was_acknowledged(tmp_path):
    recording = worked(tmp_path / "store", answers=300)
    chance = random.Random(1000)

    for number in range(1000):
        files, said = cut(recording, chance)
        assert stands(recording, files, said, tmp_path / "cut"), (number, said)
