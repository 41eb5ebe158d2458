"""The databases that a registry runs on, as fixtures."""

import functools

import pytest

from tests.postgres import GIVEN, Cluster, Given, why_not


@functools.cache
def running():
    # Every commit reaches the system before it is acknowledged; a test that kills
    # processes needs no more, and the disk is spared.
    return Given() if GIVEN else Cluster(fsync="off", max_connections=200).start()


@pytest.fixture
def postgres():
    """A PostgreSQL for this run, or the reason why there is none."""
    reason = why_not()
    if reason:
        pytest.skip(reason)
    return running()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """An empty database as an administrator names it: "" for SQLite."""
    if request.param == "sqlite":
        return ""
    return request.getfixturevalue("postgres").database()
