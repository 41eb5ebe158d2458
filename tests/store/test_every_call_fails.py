"""Any one call of the system fails: nothing acknowledged is lost, the store opens.

A real process makes a store, answers, seals, cuts, backs up, changes passphrases and
keys; strace gives an error in place of the call of a number. A few here, each at night.
"""

import os
import random

import pytest

from tests.store.injected import ERRORS, count_of, must_stand, needs_strace, session

TRIED = int(os.environ.get("INDRAJ_CALLS_TRIED", "12"))
SEED = int(os.environ.get("INDRAJ_CALLS_SEED", "1"))


@pytest.fixture(scope="module")
def calls(tmp_path_factory):
    return count_of(tmp_path_factory.mktemp("counted") / "whole")


@needs_strace
@pytest.mark.parametrize("error", ERRORS)
def test_whichever_call_fails_what_was_acknowledged_is_there(tmp_path, calls, error):
    numbers = range(1, calls + 1)
    chance = random.Random(f"{SEED} {error}")
    chosen = sorted(chance.sample(numbers, min(TRIED, calls)))
    refused = 0

    for number in chosen:
        was = session(tmp_path / str(number), number, error)
        refused += bool(was.refused)
        must_stand(tmp_path / str(number), was)

    assert refused, "errors arrive"
