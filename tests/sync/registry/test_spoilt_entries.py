"""An entry of a log that its disk spoilt: nothing else waits for it."""

import pytest

from sync.registry import identities, publishing, quarantine
from sync.registry.erasure import heed
from tests.sync.registry.laptop import a_laptop
from tests.sync.registry.line import exchange
from tests.sync.registry.offices import AREA, a_body, a_record, an_office
from tests.sync.registry.stopping import ordered

HOUSE, OTHER, ERASED = a_record(1), a_record(2), a_record(3)
FATHER = "0110100000011"


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path / "registry", published=False)
    yield office
    office.storage.close()


def hand_over(office):
    """Hand over a segment of each of two laptops; the first one's is spoilt."""
    for name, record in (("asha", HOUSE), ("bilal", OTHER)):
        (laptop := a_laptop(office, name)).write(record, "cnic", FATHER)
        exchange(office, laptop)
    with office.storage.writing() as books:
        spoilt, _ = (e for e in books.log.after(AREA, 0, 99) if e.segment)
        books.log.rewrite(AREA, spoilt.counter, spoilt.kind, spoilt.body[:60])


def test_what_can_be_read_is_delivered_with_its_questionnaire(office):
    hand_over(office)
    heed(office, ordered(office.key, ERASED))
    spoilt, _ = quarantine.held(office)

    assert publishing.publish(office, a_body()) == 1

    assert publishing.finish(office) == 0, "nothing is left to be done"
    assert quarantine.held(office) == (spoilt,)
    assert quarantine.change_of(office, spoilt) is None
    assert quarantine.release(office, (spoilt,)) == 0


def test_numbers_of_what_can_be_read_are_found(office):
    publishing.publish(office, a_body())
    hand_over(office)

    identities.gather(office)

    found = identities.where(office, FATHER)
    assert [(one.record, one.area) for one in found] == [(OTHER, AREA)]
