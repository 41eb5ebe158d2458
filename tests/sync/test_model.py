"""No write is lost silently and no conflict is invented, whatever the field does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sync.model import FAULTS, History

SEEDS = st.integers(0, 2**32)


@pytest.mark.parametrize("fault", ["", *FAULTS])
@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_one_fault_loses_nothing(fault, seed):
    outcome = History(seed, frozenset([fault] if fault else [])).run()

    assert outcome.lost == 0
    assert outcome.diverged == 0
    if fault != "registry-restore":
        assert outcome.false == 0


@settings(deadline=None, max_examples=60)
@given(SEEDS)
def test_all_faults_together_lose_nothing(seed):
    outcome = History(seed, frozenset(FAULTS)).run()

    assert outcome.lost == 0
    assert outcome.diverged == 0


@settings(deadline=None, max_examples=20)
@given(SEEDS)
def test_a_seed_gives_the_same_history_twice(seed):
    faults = frozenset(FAULTS)

    assert History(seed, faults).run() == History(seed, faults).run()
