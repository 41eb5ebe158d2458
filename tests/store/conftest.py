import pytest

from tests.store.builders import a_store


@pytest.fixture
def place(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def store(place):
    with a_store(place) as store:
        yield store
