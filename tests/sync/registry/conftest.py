import os

import pytest
from sqlalchemy import create_engine

from sync.registry.storage.sql import sqlalchemy_url
from sync.registry.storage.tables import metadata
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.offices import an_office

POSTGRES = os.environ.get("INDRAJ_TEST_POSTGRES", "")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    if request.param == "sqlite":
        yield ""
        return
    if not POSTGRES:
        pytest.skip("INDRAJ_TEST_POSTGRES names no database")
    engine = create_engine(sqlalchemy_url(POSTGRES))
    metadata.drop_all(engine)
    yield POSTGRES
    metadata.drop_all(engine)
    engine.dispose()


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
