"""Kill a writer many times: run by hand or at night, on each kind of disk.

python -m pytest tests/nightly/durability.py
"""

import random

from tests.store.killing import kill_at_random_moments


def test_500_kills_lose_nothing_that_was_acknowledged(tmp_path):
    for seed in range(10):
        said = kill_at_random_moments(
            tmp_path / f"store-{seed}", times=50, chance=random.Random(seed)
        )
        assert said > 50
