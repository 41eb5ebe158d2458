"""A restore puts back the backup and nothing else, wholly, or it is seen that it did not."""

import shutil
import sqlite3

import psycopg
import pytest
from alembic import command
from alembic.config import Config

from sync.errors import (
    DatabaseUnreachable,
    RegistryExists,
    RegistryRestored,
)
from sync.registry import attachments_kept, backup, devices, dumps, founding, restoring
from sync.registry.erasure import erase
from sync.registry.errors import BodiesUnreachable
from sync.registry.founding import must_be_newest, open_office
from sync.registry.keyring import KEY_FILE
from sync.registry.storage import schema
from sync.session.attached import State
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import (
    AREA,
    DISTRICTS,
    NOW_MS,
    a_record,
    an_office,
    chance,
)
from tests.sync.registry.photos import Photos, a_photo, carry, key_of, states
from tests.sync.registry.stopping import PowerCut

HOUSE = a_record(1)
KEY = key_of(a_photo(1))
TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


def clock():
    return NOW_MS


def put_back(out, data, database="", **more):
    return restoring.restore(out, data, database, clock, chance(b"new"), **more)


def named(data):
    """Give the names of the laptops that a registry knows."""
    with sqlite3.connect(data / "registry.db") as here:
        return [name for (name,) in here.execute("SELECT name FROM devices")]


@pytest.fixture
def out(tmp_path):
    """A backup of a registry with one laptop."""
    office = an_office(tmp_path / "registry")
    a_laptop(office, "asha")
    backup.back_up(office, tmp_path / "registry", "", tmp_path / "registry.zip")
    office.storage.close()
    return tmp_path / "registry.zip"


@pytest.mark.parametrize("there", [["registry.db*"], ["registry.db-*"], ["*.db"]])
def test_what_another_registry_left_stays_and_is_not_mixed_in(tmp_path, out, there):
    """SQLite plays a log that lies there into whatever database is put beside it."""
    other = an_office(tmp_path / "other", seed=b"other")
    (laptop := a_laptop(other, "bilal")).write(a_record(1), "q/text", "mud")
    exchange(other, laptop)
    (killed := tmp_path / "killed").mkdir()
    left = [file for one in there for file in (tmp_path / "other").glob(one)]
    for file in left:
        shutil.copy(file, killed)  # as kill -9 leaves it

    with pytest.raises(RegistryExists):
        put_back(out, killed)

    assert {file.name for file in killed.iterdir()} == {file.name for file in left}
    other.storage.close()


def test_a_restore_that_stopped_is_not_served_and_is_begun_anew(
    tmp_path, out, monkeypatch
):
    new = tmp_path / "new"

    def cut(*_):
        raise PowerCut

    for place in (
        "say_restoring",
        "_keep",
        "open_office",
        "bring_back",
        "say_restored",
    ):
        with monkeypatch.context() as patched:
            patched.setattr(restoring, place, cut)
            with pytest.raises(PowerCut):
                put_back(out, new)
        if (new / KEY_FILE).exists():
            back = open_office(new, "", clock, chance(b"again"))
            with pytest.raises(RegistryRestored):
                must_be_newest(back, new)
            back.storage.close()

    epoch = put_back(out, new).epoch

    back = open_office(new, "", clock, chance(b"again"))
    must_be_newest(back, new)
    assert (founding.facts_of(new)["epochs"][-1], named(new)) == (epoch, ["asha"])
    with pytest.raises(RegistryExists):
        put_back(out, new)
    back.storage.close()


def before(connection):
    """Make the tables as an earlier program knew them."""
    settings = Config()
    settings.set_main_option("script_location", str(schema.MIGRATIONS))
    settings.attributes["connection"] = connection
    command.upgrade(settings, "0015")


def test_the_backup_of_an_earlier_program_is_brought_up(
    tmp_path, database, request, monkeypatch
):
    old, new, out = (tmp_path / name for name in ("old", "new", "old.zip"))
    other = request.getfixturevalue("postgres").database() if database else ""
    with monkeypatch.context() as patched:
        patched.setattr(schema, "raise_to_newest", before)
        office = founding.found(old, database, DISTRICTS, clock, chance())
    since = a_laptop(office, "asha")
    backup.back_up(office, old, database, out)
    office.storage.close()

    put_back(out, new, other)

    back = open_office(new, other, clock, chance(b"again"))
    must_be_newest(back, new)
    assert devices.add_device(back, "another", [AREA])[0] != since.device
    back.storage.close()


def test_it_is_restored_where_nobody_has_the_rights_of_before(tmp_path, postgres):
    url, data, copy = postgres.database(), tmp_path / "registry", tmp_path / "r.zip"
    office = an_office(data, url)
    with psycopg.connect(url) as here:
        here.execute("CREATE ROLE reports")
        here.execute("GRANT SELECT ON areas TO reports")
    try:
        backup.back_up(office, data, url, copy)
    finally:
        with psycopg.connect(url) as here:
            here.execute("DROP OWNED BY reports")
            here.execute("DROP ROLE reports")
    office.storage.close()

    put_back(copy, tmp_path / "new", postgres.database())


def test_a_database_in_which_something_is_gets_nothing(tmp_path, postgres, monkeypatch):
    url, into, copy = postgres.database(), postgres.database(), tmp_path / "r.zip"
    office = an_office(tmp_path / "registry", url)
    backup.back_up(office, tmp_path / "registry", url, copy)
    office.storage.close()
    with psycopg.connect(into) as here:
        here.execute("CREATE TABLE segments (x int)")
    with pytest.raises(RegistryExists):
        put_back(copy, tmp_path / "new", into)

    # Nor where that is only found out half-way.
    monkeypatch.setattr(dumps, "_must_be_empty", lambda _: None)
    with pytest.raises(DatabaseUnreachable):
        put_back(copy, tmp_path / "new", into)

    with psycopg.connect(into) as here:
        assert here.execute(TABLES).fetchone() == (1,)


@pytest.fixture
def bucket(tmp_path):
    """A place of photos outside the folder, and a backup of who keeps one there."""
    data = tmp_path / "registry"
    an_office(data).storage.close()
    founding.place_attachments(data, str(tmp_path / "bucket"))
    office = open_office(data, "", clock, chance(b"bucket"))
    photos = Photos(a_laptop(office, "asha"))
    photos.take(HOUSE, a_photo(1))
    exchange(office, photos.laptop)
    carry(office, photos)
    backup.back_up(office, data, "", tmp_path / "r.zip", attachments=False)
    office.storage.close()
    return office.bodies


def test_a_drill_takes_nothing_from_the_registry_that_serves(tmp_path, bucket):
    done = put_back(tmp_path / "r.zip", tmp_path / "drill")
    drill = open_office(tmp_path / "drill", "", clock, chance(b"drill"))

    erase(drill, HOUSE, "household", "p-1", "file")

    assert bucket.read(KEY.digest, 0, 5000) == a_photo(1)
    assert (done.contents.awaited, done.place_before) == (1, str(bucket.folder))
    drill.storage.close()


@pytest.mark.parametrize("when", ["at once", "later"])
def test_after_a_loss_photos_are_found_in_the_place_that_is_named(
    tmp_path, bucket, when
):
    named, new = str(bucket.folder), tmp_path / "new"
    done = put_back(tmp_path / "r.zip", new, place=named if when == "at once" else "")
    if when == "later":
        founding.place_attachments(new, named)
    back = open_office(new, "", clock, chance(b"back"))
    if when == "later":
        attachments_kept.check(back)

    assert states(back) == {KEY: State.STORED}
    assert back.bodies.read(KEY.digest, 0, 5000) == a_photo(1)
    assert done.contents.awaited == (when == "later")
    back.storage.close()


def test_a_place_that_is_none_stops_a_restore_before_it_begins(tmp_path, out):
    with pytest.raises(BodiesUnreachable):
        put_back(out, tmp_path / "new", place="ftp://somewhere")

    assert not (tmp_path / "new").exists()
