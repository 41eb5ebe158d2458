"""What was erased lies on in no file of the database, once that was scrubbed."""

import random
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from sync.journal import decode_segment
from sync.registry.erasure import erase
from tests.postgres import GIVEN as POSTGRES_GIVEN
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, a_record, an_office

GIVEN = ("household", "a1b2c3d4e5", "file 12")
HOUSE, OTHER = a_record(1), a_record(2)
LONG = 6000
"""Longer than a page holds of one row: PostgreSQL puts such bodies elsewhere."""


def words(length):
    r = random.Random(length)
    return "".join(r.choices("abcdefghijklmnopqrstuvwxyz", k=length))


def told_of(office, laptop, length):
    """Write words that nobody else says; gives how they are found, packed or not."""
    name = words(length)
    laptop.write(HOUSE, "q/text", name)
    exchange(office, laptop)
    body = decode_segment(laptop.segments[AREA][-1][3]).body
    if name.encode() in body:
        return [name.encode()]
    # Behind what every body begins with, and before its end.
    return [body[at : at + 16] for at in range(200, len(body) - 200, 500)]


def lie_in(place, windows):
    """Tell in which files some of these bytes lie, and of which kind those are."""
    found = set()
    for file in Path(place).rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            if any(window in content for window in windows):
                found.add(file.relative_to(place).parts[0])
    return found


@pytest.fixture
def cluster(postgres):
    if POSTGRES_GIVEN:
        pytest.skip("the files of a given PostgreSQL are not ours to read")
    return postgres


def filled(place, address=""):
    office = an_office(place, address)
    asha = a_laptop(office, "asha")
    # Part of a page that is not given up: what stays in it may not be written over.
    asha.write(OTHER, "q/text", words(LONG - 1))
    exchange(office, asha)
    windows = [w for n in (40, LONG) for w in told_of(office, asha, n)]
    asha.write(OTHER, "q/text", "stays")
    exchange(office, asha)
    return office, asha, windows


def test_no_byte_of_it_is_left_in_the_files_of_postgresql(tmp_path, cluster):
    office, asha, windows = filled(tmp_path / "registry", cluster.database())
    with closing(office.storage):
        erase(office, HOUSE, *GIVEN)
        address = office.storage.engine.url.set(drivername="postgresql")
        with psycopg.connect(
            address.render_as_string(hide_password=False), autocommit=True
        ) as line:
            # Plain vacuuming is not enough.
            line.execute("VACUUM")
            line.execute("CHECKPOINT")
        before = lie_in(cluster.data, windows)

        done = office.storage.scrub()

        assert before == {"base", "pg_wal"}, "else this would prove nothing"
        assert lie_in(cluster.data, windows) == set()
        assert (done.log, done.archived, done.replicas) == (True, False, 0)
        exchange(office, asha)
        assert asha.state(OTHER)


def test_who_may_not_begin_the_log_anew_is_told_so(tmp_path, cluster):
    address = cluster.database()
    with psycopg.connect(address, autocommit=True) as line:
        line.execute("DROP ROLE IF EXISTS plain")
        line.execute("CREATE ROLE plain LOGIN")
        line.execute("GRANT ALL ON SCHEMA public TO plain")
    plain = address.replace("indraj@", "plain@")
    office, _, windows = filled(tmp_path / "registry", plain)
    with closing(office.storage):
        erase(office, HOUSE, *GIVEN)

        done = office.storage.scrub()

        assert not done.log
        with psycopg.connect(address, autocommit=True) as line:
            line.execute("CHECKPOINT")
        assert lie_in(cluster.data, windows) == {"pg_wal"}


def test_no_byte_of_it_is_left_in_the_files_of_sqlite(tmp_path):
    office, asha, windows = filled(tmp_path / "registry")
    with closing(office.storage):
        assert lie_in(tmp_path / "registry", windows)
        erase(office, HOUSE, *GIVEN)
        erased = lie_in(tmp_path / "registry", windows)

        done = office.storage.scrub()

        assert erased == set(), "overwritten at once"
        assert lie_in(tmp_path / "registry", windows) == set()
        assert done.log
        exchange(office, asha)
