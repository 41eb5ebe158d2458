"""A read replica: it lags, but whoever follows it never skips a row either."""

import pytest

from sync.registry.storage import SqlStorage
from sync.registry.storage.sql import sqlalchemy_url
from tests.contracts.conftest import AREA
from tests.contracts.test_gapless import honest, properly, skipped, write_and_poll
from tests.postgres import GIVEN, Cluster, Replica, why_not


@pytest.fixture
def both():
    """A cluster of our own and a replica that follows it, each as a storage."""
    if GIVEN or why_not():
        pytest.skip(why_not() or "a replica needs a cluster of our own")
    first = Cluster(fsync="off").start()
    address = first.database()
    replica = Replica(first).start()
    name = address.rpartition("/")[2]
    written = SqlStorage(sqlalchemy_url(address))
    read = SqlStorage(sqlalchemy_url(f"{replica.address}/{name}"))
    written.create()
    with written.writing() as books:
        books.areas.add([(AREA, "Here", None)])
    yield written, read
    for storage in (read, written):
        storage.close()
    replica.close()
    first.close()


def test_who_follows_a_replica_skips_nothing_of_eight_slow_writers(both):
    written, read = both

    seen, failed = write_and_poll(written, properly, followed=read)

    assert failed == []
    assert skipped(seen) == 0
    assert honest(seen)
