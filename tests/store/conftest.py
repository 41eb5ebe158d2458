import pytest

from tests.store.builders import a_store
from tests.store.laptops import an_enrolled
from tests.sync.registry.offices import an_office


@pytest.fixture
def place(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def store(place):
    with a_store(place) as store:
        yield store


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


@pytest.fixture
def asha(tmp_path, office):
    with an_enrolled(tmp_path / "asha", office, "asha") as store:
        yield store


@pytest.fixture
def bilal(tmp_path, office):
    with an_enrolled(tmp_path / "bilal", office, "bilal") as store:
        yield store
