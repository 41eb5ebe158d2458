"""What an old program may do when others are newer: hand over, and wait."""

import pytest

from sync import wire
from sync.errors import UnknownVersion
from sync.registry.storage import NewEntry
from sync.session import DeviceEntry, Session
from sync.session.entrycode import NUMBERS, decode_entry
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import Line
from tests.sync.registry.offices import AREA, a_record, an_office

LATER_KIND = 99


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry")
    yield office
    office.storage.close()


def talked(office, laptop):
    session = Session(laptop, office.key.public)
    line = Line(office, laptop.device)
    while (request := session.say(64 * 1024)) is not None:
        session.hear(line.carry(request))
    return session


def with_a_later_entry(office):
    entry = wire.encode([LATER_KIND, "something new"])
    with office.storage.writing() as books:
        books.log.append(AREA, [NewEntry(NUMBERS[DeviceEntry], entry, entry)])


def test_a_kind_of_entry_that_came_later_has_a_name_of_its_own():
    assert LATER_KIND not in NUMBERS.values()
    with pytest.raises(UnknownVersion):
        decode_entry(wire.encode([LATER_KIND, "something new"]))


def test_an_old_laptop_hands_over_and_waits_before_what_it_does_not_know(office):
    asha, bilal = a_laptop(office, "asha"), a_laptop(office, "bilal")
    asha.write(a_record(1), "q/text", "one")
    talked(office, asha)
    with_a_later_entry(office)
    before = asha.known[AREA].cursor
    asha.write(a_record(1), "q/text", "two")
    bilal.write(a_record(2), "q/text", "three")

    session = talked(office, asha)
    talked(office, bilal)

    assert session.tally.later
    assert asha.waiting() == 0
    assert asha.known[AREA].cursor == before
    # What it cannot see it does not claim to have seen.
    last = asha.write(a_record(1), "q/text", "four").part(a_record(1))
    assert last.context.seen == 1
    assert len(last.context.extras) == 1
