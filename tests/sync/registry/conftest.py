import pytest

from tests.databases import database, postgres
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.offices import an_office

__all__ = ["database", "postgres"]


@pytest.fixture
def office(tmp_path, database):
    office = an_office(tmp_path / "registry", database)
    yield office
    office.storage.close()


@pytest.fixture
def asha(office):
    return a_laptop(office, "asha")


@pytest.fixture
def bilal(office):
    return a_laptop(office, "bilal")
