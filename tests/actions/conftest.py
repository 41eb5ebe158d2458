import pytest

from tests.actions.sticks import a_laptop, a_supervisor
from tests.sync.registry.offices import an_office


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


@pytest.fixture
def asha(tmp_path, office):
    work = a_laptop(tmp_path, office, "asha")
    yield work
    work.store.close()


@pytest.fixture
def nazia(tmp_path, office):
    work = a_supervisor(tmp_path, office)
    yield work
    work.store.close()
