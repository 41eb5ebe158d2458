"""A read replica: it lags, but whoever follows it never skips a row either."""

import time

import pytest
from sqlalchemy import text

from sync.registry.storage import SqlStorage
from sync.registry.storage.sql import sqlalchemy_url
from tests.contracts.conftest import AREA
from tests.contracts.test_gapless import (
    LAG_SECONDS,
    honest,
    properly,
    skipped,
    write_and_poll,
)
from tests.postgres import GIVEN, Cluster, Replica, why_not


def catch_up(written, read):
    """Wait until a replica has all that was written: the tables come to it late too."""
    with written.engine.connect() as line:
        end = line.execute(text("SELECT pg_current_wal_lsn()::text")).scalar_one()
    has_come = text("SELECT pg_last_wal_replay_lsn() >= CAST(:end AS pg_lsn)")
    until = time.monotonic() + LAG_SECONDS
    with read.engine.connect() as line:
        while not line.execute(has_come, {"end": end}).scalar_one():
            assert time.monotonic() < until, "the replica follows"
            time.sleep(0.01)


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
    catch_up(written, read)
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
