"""What the disk altered in a log is found by a backup, and never called durable."""

import pytest
from sqlalchemy import update

from enrolment_app import cli
from enrolment_app.start import machine
from sync.errors import LogSpoilt
from sync.registry import backup
from sync.registry.erasure import erase
from sync.registry.restoring import restore
from sync.registry.storage.tables import entries
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, OTHER_AREA, a_record

HOUSE = a_record(1)


@pytest.fixture
def log(office, asha):
    """Three entries of one area: who writes, and two handovers."""
    for text in ("mud", "brick"):
        asha.write(HOUSE, "q/text", text)
        exchange(office, asha)
    return asha


@pytest.fixture
def place(tmp_path, database):
    """Where a registry and its backup lie."""
    return tmp_path / "registry", database, tmp_path / "registry.zip"


def alter(office, at, **values):
    """Alter an entry as a disk does: nobody hears of it."""
    with office.storage.engine.begin() as connection:
        here = (entries.c.area == AREA) & (entries.c.counter == at)
        connection.execute(update(entries).where(here).values(**values))


def body_of(office, at):
    with office.storage.reading() as books:
        return books.log.entry(AREA, at).body


@pytest.mark.parametrize("column", ["body", "link"])
def test_what_follows_an_altered_entry_is_not_durable(office, log, place, column):
    whole = body_of(office, 2)
    alter(office, 2, **{column: bytes([whole[0] ^ 1]) + whole[1:]})

    done = backup.back_up(office, *place)
    backup.note_durable(office, done)
    exchange(office, log)

    assert done.found.spoilt == {AREA: 2}
    assert log.areas()[AREA].durable == 0
    with office.storage.reading() as books:
        assert books.areas.durable([AREA]) == {AREA: 1}
    with pytest.raises(LogSpoilt, match=f"{AREA} 2"):
        backup.look_at(place[2], place[0]).found.must_be_whole()


def test_other_logs_are_durable_all_the_same(office, log, place):
    log.write(a_record(2), "q/text", "stone", area=OTHER_AREA)
    exchange(office, log)
    alter(office, 3, body=b"no segment")

    backup.note_durable(office, backup.back_up(office, *place))

    with office.storage.reading() as books:
        assert books.areas.durable([AREA, OTHER_AREA]) == {AREA: 2, OTHER_AREA: 2}


@pytest.mark.usefixtures("log")
def test_what_was_erased_is_as_it_was_written(office, place):
    erase(office, HOUSE, "household", "p-1", "file")

    backup.back_up(office, *place).found.must_be_whole()


@pytest.mark.usefixtures("log")
def test_what_an_earlier_program_wrote_counts_as_it_lies(office, place):
    alter(office, 2, body=b"no segment", sum=None)

    assert backup.back_up(office, *place).found.spoilt == {}


@pytest.mark.usefixtures("log")
def test_a_restored_registry_calls_durable_what_is_whole(
    request, office, place, tmp_path
):
    alter(office, 2, body=b"no segment")
    backup.back_up(office, *place)
    database = request.getfixturevalue("postgres").database() if place[1] else ""
    told = tmp_path / "again", database, office.clock, office.random

    done = restore(place[2], *told)

    assert done.found.spoilt == {AREA: 2}


@pytest.mark.usefixtures("log")
def test_the_verb_writes_it_names_the_place_and_ends_with_a_no(office, place, capsys):
    data, database, out = place
    alter(office, 3, body=b"no segment")
    given = ["--data", str(data), *(["--database", database] if database else [])]

    status = cli.run(["registry", "backup", str(out), *given], machine())

    told = capsys.readouterr()
    assert (status, out.exists()) == (5, True)
    assert f"{AREA} 3." in told.err
    assert "read back" in told.out
