"""Real stores and a real registry agree, whatever happened between them."""

import pytest

from tests.store.histories import Field


@pytest.mark.parametrize("seed", [214, 224, 236, 5176])
def test_all_that_know_the_same_show_the_same(tmp_path, seed):
    field = Field(seed, tmp_path)
    try:
        field.run()
    finally:
        field.close()
