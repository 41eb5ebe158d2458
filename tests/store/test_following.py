"""What opening leaves for later is compared and mended in steps, whatever is wrong."""

from pathlib import Path

import pytest

from enrolment_app.actions.unlock import unlock
from enrolment_app.actions.work import Machine
from enrolment_app.store import Settings, StoreDamaged, StoreError, rescue
from enrolment_app.store.connection import Connection
from enrolment_app.store.spare import SPARE, attached, differing
from tests.store.builders import CHEAP, NOW, PASSPHRASE, birth, chance, given, opened
from tests.store.test_every_page import PAGE, SEALED, must_have_everything, worked

__all__ = ["worked"]
LATER = Settings(cost=CHEAP.cost, reserve_bytes=0, spare_later=True)
MACHINE = Machine(lambda: NOW, chance(), Path())


def opened_quickly(place):
    """Open as the window does."""
    return unlock(place, PASSPHRASE, MACHINE, LATER).store


@pytest.fixture(autouse=True)
def few_at_a_time(monkeypatch):
    monkeypatch.setattr("enrolment_app.store.following.ROWS", 5)


def steps(store):
    count = 1
    while store.following.step():
        count += 1
    return count


def test_of_what_is_sound_all_is_compared_and_nothing_written(worked):
    with opened_quickly(worked) as store:
        before = store._connection.value("SELECT total_changes()")

        assert steps(store) == len(SEALED) // 5 + 1
        assert store._connection.value("SELECT total_changes()") == before
        assert list(differing(store._connection)) == []


@pytest.mark.parametrize("last", [1, 7, 12])
def test_a_change_that_differs_is_found_though_it_is_as_long(worked, last):
    with opened_quickly(worked) as store:
        body = store._connection.value("SELECT body FROM changes WHERE id = ?", (last,))
        wrong = bytes(byte ^ 1 for byte in body)
        store._connection.write(
            "UPDATE spare.spare_changes SET body = ? WHERE id = ?", (wrong, last)
        )
    with opened_quickly(worked) as store:
        assert list(differing(store._connection)) != []
        steps(store)

        assert list(differing(store._connection)) == []
    must_have_everything(worked)


def test_what_lacks_or_is_too_much_is_found_at_once(worked):
    for wrong in (
        "DELETE FROM spare.spare_changes WHERE id = 3",
        "INSERT INTO spare.spare_people SELECT 'x', name, name FROM people LIMIT 1",
        "DELETE FROM spare.spare_visits",
    ):
        with opened(worked) as store:
            columns = store._connection.read("PRAGMA main.table_info(people)")
            if "people" in wrong and len(columns) != 3:
                wrong = "UPDATE spare.spare_people SET name = 'x'"  # noqa: PLW2901
            store._connection.write(wrong)
        with opened_quickly(worked) as store:
            assert list(differing(store._connection)) == []


def test_a_damaged_page_of_the_spare_is_found_and_the_spare_made_anew(worked):
    spare = worked / SPARE
    whole = spare.read_bytes()
    for page in range(0, len(whole) // PAGE, 5):
        garbage = bytearray(whole)
        garbage[page * PAGE + 100] ^= 1
        spare.write_bytes(garbage)

        with opened_quickly(worked) as store:
            steps(store)
            assert attached(store._connection)
            assert list(differing(store._connection)) == []
    must_have_everything(worked)


def test_a_damaged_database_leaves_the_spare_as_it_is(worked, tmp_path):
    """The steps mend nothing from what does not read: a rescue has it all."""
    database = worked / "store.db"
    whole = database.read_bytes()
    for page in range(5, len(whole) // PAGE, 29):
        garbage = bytearray(whole)
        garbage[page * PAGE + 200] ^= 1
        database.write_bytes(garbage)
        try:
            with opened_quickly(worked) as store:
                steps(store)
        except StoreError:
            pass
        database.write_bytes(garbage)
        place = tmp_path / f"rescued-{page}"
        rescue(worked, PASSPHRASE, place, **given())
        must_have_everything(place)
        database.write_bytes(whole)


def test_opening_reads_no_row_of_the_large_tables(worked, monkeypatch):
    with opened(worked) as store:
        store.journal.seal(birth(30))
    asked = []
    read = Connection.read

    def listened(self, sql, *more):
        asked.append(sql)
        return read(self, sql, *more)

    monkeypatch.setattr(Connection, "read", listened)
    with opened_quickly(worked):
        pass
    quick = [sql for sql in asked if "length(body)" in sql or "integrity" in sql]
    asked.clear()
    with opened(worked):
        pass

    assert quick == []
    assert [sql for sql in asked if "length(body)" in sql or "integrity" in sql]


def test_a_step_that_meets_a_full_disk_goes_on_without_the_spare(worked, monkeypatch):
    def full(*_):
        raise StoreDamaged

    with opened_quickly(worked) as store:
        monkeypatch.setattr(store.following, "_theirs", full)
        assert not store.following.step()
        assert attached(store._connection), "made anew"
