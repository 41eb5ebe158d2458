"""Real stores and a real registry agree, whatever happened between them."""

import pytest

from tests.store.histories import Field
from tests.store.upheavals import Upheavals


@pytest.mark.parametrize("seed", [214, 224, 236, 5176])
def test_all_that_know_the_same_show_the_same(tmp_path, seed):
    live(Field(seed, tmp_path))


@pytest.mark.parametrize("seed", [9027, 9037])
def test_whatever_befalls_them_nothing_is_lost(tmp_path, seed):
    live(Upheavals(seed, tmp_path))


def live(field):
    try:
        field.run()
    finally:
        field.close()
