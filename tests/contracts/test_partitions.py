"""The large tables in partitions by district: the registry notices nothing."""

import psycopg
import pytest
from psycopg import sql

from sync.registry.storage import SqlStorage
from sync.registry.storage.partitions import LARGE, statements
from sync.registry.storage.sql import sqlalchemy_url
from tests.contracts.test_gapless import honest, skipped, write_and_poll
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, OTHER_AREA, a_record, an_office


@pytest.fixture
def partitioned(tmp_path, postgres):
    """A registry that already holds a household when its tables are split."""
    database = postgres.database()
    office = an_office(tmp_path / "r", database)
    asha = a_laptop(office, "asha")
    asha.write(a_record(1), "q/text", "mud")
    exchange(office, asha)
    office.storage.engine.dispose()
    with psycopg.connect(database, autocommit=True) as line:
        for statement in statements([AREA, OTHER_AREA]):
            line.execute(statement)
    yield office, asha, database
    office.storage.close()


def rows(database, table):
    with psycopg.connect(database) as line:
        asked = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        return line.execute(asked).fetchone()[0]


def test_each_district_has_its_rows_and_exchanges_go_on(partitioned):
    office, asha, database = partitioned
    bilal = a_laptop(office, "bilal", (AREA, OTHER_AREA))
    asha.write(a_record(1), "q/text", "brick")
    bilal.write(a_record(2), "q/text", "stone", OTHER_AREA)

    for laptop in (asha, bilal, asha):
        exchange(office, laptop)

    assert bilal.state(a_record(1)) == asha.state(a_record(1))
    for table in LARGE:
        here, there = (f"{table.name}_{a.lower()}" for a in (AREA, OTHER_AREA))
        assert rows(database, here) > 0
        assert rows(database, there) > 0
        assert rows(database, here) + rows(database, there) == rows(
            database, table.name
        )


def test_no_reader_skips_a_row_there_either(partitioned):
    _, _, database = partitioned
    storage = SqlStorage(sqlalchemy_url(database))
    with storage.writing() as books:
        books.areas.add([("PK50101", "Village", AREA)])

    def in_a_village(storage, new, pause):
        with storage.writing() as books:
            books.log.append("PK50101", new)
            pause()

    seen, failed = write_and_poll(storage, in_a_village, area="PK50101")
    storage.close()

    assert failed == []
    assert skipped(seen) == 0
    assert honest(seen)


@pytest.mark.parametrize("districts", [[], ["PK5'; --"], [""], ["ok", "not ok"]])
def test_codes_that_are_no_plain_words_are_refused(districts):
    with pytest.raises(ValueError, match="plain"):
        list(statements(districts))
