import pytest

from sync.registry.storage import SqlStorage
from sync.registry.storage.sql import address_of
from tests.databases import database, postgres
from tests.sync.registry.replayed import migrations_replayed

__all__ = ["database", "postgres"]

AREA = "PK501"


@pytest.fixture
def storage(tmp_path, database):
    """An empty registry's storage with a small geography, in either database."""
    url = address_of(tmp_path, database)
    storage = SqlStorage(url)
    with migrations_replayed():
        storage.create()
    with storage.writing() as books:
        books.areas.add(
            [
                ("PK5", "Province", None),
                (AREA, "Here", "PK5"),
                ("PK502", "There", "PK5"),
                ("PK50101", "Village", AREA),
            ]
        )
    yield storage
    storage.close()
