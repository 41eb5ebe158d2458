"""The geography comes down with the logs, and lists name villages as it does today."""

import shutil
from dataclasses import replace

import pytest

from enrolment_app.store import Query
from sync import wire
from sync.geography import Place
from sync.registry import devices, epochs, founding
from sync.registry.geography import entries_of, publish
from tests.store.builders import VILLAGE, a_store, birth, chance, household_of
from tests.store.laptops import HOUSE, an_enrolled, sealed, talk
from tests.sync.registry.offices import AREA, NOW_MS, OTHER_AREA

OLD = Place("PK5010101", "Old Kili", "پرانی کلی", "village", AREA)
NEW = Place("PK5010102", "New Kili", "نئی کلی", "village", AREA)
ELSEWHERE = Place("PK5020101", "Far Kili", "", "village", OTHER_AREA)
JOINED = replace(OLD, until="2026-07-01", becomes=(NEW.code,))


def told(office, *places):
    with office.storage.writing() as books:
        books.geography.put(places)
    publish(office)


def listed(store, household=HOUSE):
    row = store.households.row(household)
    return row.village, row.village_ur, row.place


@pytest.fixture
def office(office):
    told(office, OLD, NEW, ELSEWHERE)
    return office


@pytest.fixture
def asha(office, asha):
    sealed(asha, 1, answers={VILLAGE: OLD.code})
    sealed(asha, 2, answers={VILLAGE: "Beyond the hill"})
    publish(office)
    talk(office, asha)
    return asha


def test_a_village_is_named_where_it_was_answered_before_its_name_came(asha):
    assert listed(asha) == ("Old Kili", "پرانی کلی", OLD.code)
    assert listed(asha, household_of(2)) == ("Beyond the hill", "", "")
    assert asha.places.version == 1
    assert asha.check().sound


def test_a_joined_village_is_called_as_today_and_found_by_every_name(office, asha):
    before = asha.journal.history(HOUSE)
    told(office, JOINED)
    talk(office, asha)

    assert listed(asha) == ("New Kili", "نئی کلی", OLD.code)
    for word in ("New", "Old", "پرانی"):
        assert asha.households.page(Query(text=word)).total == 1, word
    assert asha.households.page(Query(village="new kili")).total == 1
    assert asha.journal.history(HOUSE) == before
    assert asha.check().sound

    told(office, replace(NEW, name="Newest Kili"))
    talk(office, asha)
    assert listed(asha)[0] == "Newest Kili"
    assert [p.version for p in asha.places.geography().told[OLD.code]] == [1, 2]


def test_nobody_hears_of_areas_that_are_not_theirs(asha):
    assert ELSEWHERE.code not in asha.places.geography().told
    assert AREA in asha.places.geography().told


def test_a_fresh_laptop_knows_every_version(tmp_path, office, asha):
    told(office, JOINED)
    office = replace(office, run_entries=1)
    with an_enrolled(tmp_path / "fresh", office, "fresh") as fresh:
        talk(office, fresh)
        talk(office, asha)

        assert fresh.places.geography().told == asha.places.geography().told
        assert listed(fresh) == ("New Kili", "نئی کلی", OLD.code)


def test_what_a_restored_registry_lost_is_known_no_more(tmp_path, office, asha):
    backup = tmp_path / "backup"
    shutil.copytree(tmp_path / "registry", backup)
    told(office, JOINED)
    talk(office, asha)
    restored = founding.open_office(backup, "", lambda: NOW_MS, chance(b"restored"))
    epochs.begin_epoch(restored)
    talk(restored, asha)

    assert listed(asha) == ("Old Kili", "پرانی کلی", OLD.code)
    assert (asha.places.version, asha.check().sound) == (1, True)

    told(restored, replace(OLD, name="Renamed Kili"))
    talk(restored, asha)
    assert listed(asha)[0] == "Renamed Kili"
    restored.storage.close()


def test_what_is_taken_back_with_its_transaction_is_not_remembered(office, asha):
    told(office, replace(OLD, name="Renamed Kili"))
    keep = asha.exchange._receipts.keep
    asha.exchange._receipts.keep = lambda _: 1 / 0
    sealed(asha, 3)
    with pytest.raises(ZeroDivisionError):
        talk(office, asha)
    assert listed(asha)[0] == "Old Kili"
    assert asha.places.called(OLD.code).name == "Old Kili"

    asha.exchange._receipts.keep = keep
    talk(office, asha)
    assert listed(asha)[0] == "Renamed Kili"


def test_the_largest_part_of_a_geography_travels_in_parts(office, asha):
    villages = [Place(f"{AREA}9{n:05}", f"Kili {n}", parent=AREA) for n in range(2050)]
    told(office, *villages)
    talk(office, asha)

    assert asha.places.called(villages[-1].code).name == "Kili 2049"


def test_a_provisioning_file_names_what_was_written_before_it_came(office, place):
    devices.add_device(office, "fresh", (AREA,))
    publish(office)
    with office.storage.reading() as books:
        entries = entries_of(books, (AREA,))
    with a_store(place) as store:
        store.journal.seal(birth(1, answers={VILLAGE: OLD.code}))
        store.exchange.take_places((b"\x80", *entries, wire.encode([99])))

        assert listed(store)[:2] == ("Old Kili", "پرانی کلی")
        assert store.check().sound
