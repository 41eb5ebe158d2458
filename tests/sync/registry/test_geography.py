"""Who is told what of the geography: their own, once, and then what changed."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from sync import wire
from sync.geography import Place
from sync.registry import devices
from sync.registry.geography import Odd, entries_of, publish, tell_areas
from sync.registry.provisioning import Order, make_laptop
from sync.registry.reading import upwards
from sync.registry.storage import Area
from sync.session.entries import GeographyEntry
from sync.session.entrycode import NUMBERS, decode_entry
from sync.session.places import decode_places
from sync.session.provisioned import read_provisioning
from tests.sync.registry.offices import AREA, OTHER_AREA, an_office

KIND = NUMBERS[GeographyEntry]


def village(code, parent, **more):
    return Place(code, f"Village {code}", level="village", parent=parent, **more)


UPPER, FAR = "PK50101", "PK50201"
HERE = [village(f"{UPPER}{n}", UPPER) for n in range(3)]
THERE = [village(f"{FAR}{n}", FAR) for n in range(3)]
COUNCILS = [Place(UPPER, "Upper", parent=AREA), Place(FAR, "Far", parent=OTHER_AREA)]


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "r")
    put(office, *COUNCILS, *HERE, *THERE)
    devices.add_device(office, "asha", (AREA,))
    yield office
    office.storage.close()


def put(office, *places):
    with office.storage.writing() as books:
        books.geography.put(places)


def told(office, area):
    """Give, entry by entry, the (code, version) that a log tells."""
    with office.storage.reading() as books:
        counters = sorted(books.log.of_kind(area, KIND))
        entries = [decode_entry(books.log.entry(area, n).body) for n in counters]
    return [[(p.code, p.version) for p in decode_places(e.places)] for e in entries]


def codes(entry):
    return {code for code, _ in entry}


def test_an_area_hears_of_itself_and_what_it_lies_in_and_nobody_elses(office):
    done = publish(office)

    assert (done.version, done.areas) == (1, (AREA,))
    (entry,) = told(office, AREA)
    assert codes(entry) == {"PK5", AREA, UPPER, *(one.code for one in HERE)}
    assert told(office, OTHER_AREA) == told(office, "") == []


def test_only_what_changed_is_told_of_the_next_version(office):
    publish(office)
    put(office, replace(HERE[0], name="Renamed"), replace(THERE[0], name="Elsewhere"))

    done = publish(office)

    assert (done.version, done.places, done.areas) == (2, 2, (AREA,))
    assert told(office, AREA)[1:] == [[(HERE[0].code, 2)]]
    assert publish(office).areas == ()
    assert len(told(office, AREA)) == 2


def test_an_area_that_laptops_get_later_hears_everything_then(office):
    publish(office)
    put(office, replace(THERE[0], name="Renamed"))
    publish(office)
    devices.add_device(office, "bilal", (OTHER_AREA,))

    assert tell_areas(office) == (OTHER_AREA,)
    assert tell_areas(office) == ()
    (entry,) = told(office, OTHER_AREA)
    assert codes(entry) == {"PK5", OTHER_AREA, FAR, *(o.code for o in THERE)}
    assert {(THERE[0].code, 1), (THERE[0].code, 2)} <= set(entry)


def test_what_lies_in_a_smaller_area_with_laptops_is_told_there_from_then_on(office):
    publish(office)
    devices.add_device(office, "council", (UPPER,))
    tell_areas(office)
    put(office, replace(HERE[1], name="Renamed"))

    publish(office)

    assert told(office, UPPER)[-1] == [(HERE[1].code, 2)]
    assert len(told(office, AREA)) == 1


def test_what_moves_is_told_whole_where_it_goes_and_once_where_it_was(office):
    devices.add_device(office, "bilal", (OTHER_AREA,))
    publish(office)
    put(office, replace(COUNCILS[0], parent=OTHER_AREA))

    publish(office)

    assert codes(told(office, OTHER_AREA)[-1]) == {UPPER, *(o.code for o in HERE)}
    assert told(office, AREA)[-1] == [(UPPER, 2)]


def test_what_a_closed_village_became_is_told_wherever_it_lies(office):
    put(office, replace(HERE[0], until="2026-07-01", becomes=(THERE[0].code,)))

    publish(office)

    assert THERE[0].code in codes(told(office, AREA)[0])
    assert THERE[1].code not in codes(told(office, AREA)[0])


@pytest.mark.parametrize(
    ("place", "field"),
    [
        (village("PK50109", "PK9"), "parent"),
        (village("PK50109", "PK50109"), "parent"),
        (village("PK50109", AREA, until="2026-07-01", becomes=("PK9",)), "becomes"),
        (village("PK50109", AREA, since="soon"), "since"),
    ],
)
def test_what_is_no_geography_is_not_published(office, place, field):
    put(office, place)

    assert publish(office) == (Odd(place.code, field),)
    assert told(office, AREA) == []


def test_a_provisioning_file_brings_what_its_areas_may_know(office):
    publish(office)
    with office.storage.reading() as books:
        (entry,) = map(decode_entry, entries_of(books, (OTHER_AREA,)))

    found = {place.code for place in decode_places(entry.places)}
    assert found == {"PK5", OTHER_AREA, FAR, *(one.code for one in THERE)}


def test_a_file_names_its_areas_to_who_can_read_it(office):
    publish(office)
    made = make_laptop(office, Order("bilal", (OTHER_AREA,)))
    given = read_provisioning(made.file)

    assert given.geography.name(OTHER_AREA) == "There"
    assert given.geography.get(AREA) is None
    later = (*given.places, wire.encode([99, "something new"]))
    assert replace(given, places=later).geography.name(OTHER_AREA) == "There"
    assert told(office, OTHER_AREA)


def test_areas_that_lie_in_each_other_hold_nobody_up():
    asked = []

    def get(code):
        asked.append(code)
        assert len(asked) < 9, "it never ends"
        return Area(code, code, {"A1": "A2", "A2": "A1", "B": "B"}[code])

    books = SimpleNamespace(areas=SimpleNamespace(get=get))

    assert upwards(books, ["A1", "B", "A2"]) == ("A1", "A2", "B")
