"""A decision covers what was compared, and nothing that came in meanwhile."""

import pytest

from enrolment_app.actions.list_conflicts import conflicts_of
from enrolment_app.actions.read_bundle import read_bundle
from enrolment_app.actions.settle import Keep, settle
from enrolment_app.problems import Problem
from tests.actions.sticks import edited, everything, sealed, written
from tests.store.builders import HEAD, household_of

HOUSE = household_of(1)


@pytest.fixture
def compared(asha, nazia, tmp_path):
    """Two answers about one head of household, on the supervisor's laptop."""
    sealed(asha, 1)
    read_bundle(nazia, written(asha, tmp_path))
    edited(asha, HOUSE, "Zarmina", 71)
    edited(nazia, HOUSE, "Zarghuna", 72)
    read_bundle(nazia, written(asha, tmp_path))
    (contested,) = conflicts_of(nazia, HOUSE)
    return contested


def test_an_answer_that_nobody_compared_is_not_decided_over(nazia, compared):
    before = everything(nazia)
    one_of_two = [compared.sides[0].change.name]

    refused = settle(nazia, HOUSE, HEAD, Keep(1), shown=one_of_two)

    assert isinstance(refused, Problem)
    assert refused.code == "conflict.changed"
    assert everything(nazia) == before


def test_what_was_compared_whole_is_decided(nazia, compared):
    both = [side.change.name for side in compared.sides]

    done = settle(nazia, HOUSE, HEAD, Keep(2), shown=both)

    assert not isinstance(done, Problem)
    assert conflicts_of(nazia, HOUSE) == ()
