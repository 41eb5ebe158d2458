"""A laptop that comes late gets the log in runs; its store is as sound as any."""

import dataclasses

import pytest

from enrolment_app.store import Query
from sync.registry import epochs
from sync.registry.erasure import erase
from tests.store.builders import household_of
from tests.store.laptops import HOUSE, an_enrolled, edited, sealed, talk

SEEDS = range(1, 9)


@pytest.fixture
def packing(office):
    return dataclasses.replace(office, run_entries=4)


@pytest.fixture
def season(packing, asha, bilal):
    """Days of work of two laptops, some of it in conflict."""
    for seed in SEEDS:
        sealed(asha, seed, head=f"home {seed}")
        talk(packing, asha)
        talk(packing, bilal)
        edited(asha, household_of(seed), f"a{seed}", visit=100 + seed, time=2)
        edited(bilal, household_of(seed), f"b{seed % 3}", visit=200 + seed, time=3)
        talk(packing, bilal)
        talk(packing, asha)
    talk(packing, bilal)
    return asha, bilal


def listed(store):
    return {
        household: (store.households.row(household), store.households.state(household))
        for household in store.households.ids(Query())
    }


def names(store):
    rows = store._connection.read("SELECT name FROM changes WHERE shown = 1")
    return {name for (name,) in rows}


def test_a_fresh_store_lists_what_the_others_list(packing, season, tmp_path):
    asha, bilal = season
    with an_enrolled(tmp_path / "carol", packing, "carol") as carol:
        talk(packing, carol)
        with packing.storage.reading() as books:
            assert books.runs.end("PK501") > 0

        assert listed(carol) == listed(bilal)
        assert carol.check().sound
        carol.rebuild()
        assert listed(carol) == listed(bilal)
        assert carol.journal.context(HOUSE) == bilal.journal.context(HOUSE)

        edited(carol, HOUSE, "settled", visit=300, time=9)
        for store in (carol, asha, bilal):
            talk(packing, store)
        assert asha.households.row(HOUSE).head == "settled"
        assert listed(carol) == listed(asha) == listed(bilal)


def test_it_brings_back_what_only_it_has_left(packing, season, tmp_path):
    _, bilal = season
    before = set(listed(bilal))
    with an_enrolled(tmp_path / "carol", packing, "carol") as carol:
        talk(packing, carol)
        erase(packing, household_of(2), "household", "p-1", "file")
        talk(packing, carol)
        with packing.storage.writer() as connection:
            for table in (
                "entries",
                "segments",
                "changes",
                "places",
                "quarantine",
                "runs",
            ):
                connection.exec_driver_sql(f"DELETE FROM {table} WHERE area = 'PK501'")  # noqa: S608
            connection.exec_driver_sql("DELETE FROM introduced")
            connection.exec_driver_sql(
                "UPDATE areas SET counter = 0, link = x'' WHERE code = 'PK501'"
            )
        epochs.begin_epoch(packing)

        talk(packing, carol)
        with an_enrolled(tmp_path / "dana", packing, "dana") as dana:
            talk(packing, dana)
            # After a restore less is covered: what is contested differs, not the work.
            assert set(listed(dana)) == before - {household_of(2)}
            assert names(dana) == names(bilal)
            assert dana.check().sound
