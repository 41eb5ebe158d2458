"""What the registry holds is shown by nobody but its author, whatever road it came."""

import pytest

from enrolment_app.actions.read_bundle import read_bundle
from sync.registry import devices
from tests.actions.sticks import (
    a_laptop,
    a_supervisor,
    edited,
    sealed,
    to_and_fro,
    written,
)
from tests.store.builders import household_of
from tests.sync.registry.offices import AREA

HOUSE = household_of(1)


@pytest.fixture
def file(office, asha, nazia, tmp_path):
    """What somebody wrote who was revoked, and could hand over before it was known."""
    mallory = a_laptop(tmp_path, office, "mallory")
    to_and_fro(office, asha, tmp_path)
    sealed(asha, 1)
    for work in (asha, nazia, mallory):
        to_and_fro(office, work, tmp_path)
    devices.revoke(office, mallory.store.device.number)
    edited(mallory, HOUSE, "of somebody revoked", 60)
    file = written(mallory, tmp_path)
    mallory.store.close()
    return file


def heads(*laptops):
    return {work.store.households.row(HOUSE).head for work in laptops}


def test_what_came_by_hand_is_not_shown_once_it_is_held(
    office, asha, nazia, file, tmp_path
):
    read_bundle(nazia, file)
    assert heads(nazia) == {"of somebody revoked"}

    for work in (nazia, nazia, asha):
        to_and_fro(office, work, tmp_path)

    known, same = (work.store.exchange.areas()[AREA] for work in (nazia, asha))
    assert known.link == same.link
    assert heads(nazia, asha) == {"Gul Zaman"}
    assert [each.held for each in nazia.store.journal.history(HOUSE)] == [False, True]
    assert nazia.store.check().sound


def test_what_is_held_already_is_not_shown_when_it_comes_by_hand(
    office, asha, nazia, file, tmp_path
):
    another = a_supervisor(tmp_path, office, "another")
    read_bundle(another, file)
    for work in (another, another, nazia):
        to_and_fro(office, work, tmp_path)
    another.store.close()
    assert len(nazia.store.journal.history(HOUSE)) == 2

    read_bundle(nazia, file)

    assert heads(nazia, asha) == {"Gul Zaman"}
